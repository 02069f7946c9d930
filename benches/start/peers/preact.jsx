// The same widget in Preact.
import { Fragment, render } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { copy, label, line, link, mail, nextStep, paragraphs, policy, text } from "./flow.js";
import { follow } from "./follow.js";
import { shadowRoot } from "./given.js";

const TAGS = { t: "span", s: "strong", e: "em" };
const Rich = ({ pieces }) => pieces.map(({ kind, text, href }) => {
  const Tag = TAGS[kind];
  return href ? <a href={href} part="link">{text}</a> : <Tag>{text}</Tag>;
});
const Line = ({ of }) => <Rich pieces={line(of)} />;
const All = ({ of }) => paragraphs(of).map((pieces) => <p><Rich pieces={pieces} /></p>);
const Copy = ({ label, value }) => <button type="button" class="link" part="link" onClick={() => copy(value)}>{text(label)}</button>;
const Letter = ({ value }) => <p class="letter">{value.split("\n").map((line) => <Fragment><span>{line}</span><br /></Fragment>)}</p>;
const Back = ({ go }) => <button type="button" class="link back" part="link back" onClick={go}>{text("ui.back")}</button>;
const Rows = ({ more = "", children }) => <ul class={`rows${more}`} role="list">{children}</ul>;
const Row = ({ more = "", term, value, children }) =>
  <li class={`row${more}`}><strong class="term">{term}</strong><span class="value">{value}</span>{children}</li>;

const Trail = ({ title, trail, reopen }) => trail.length > 0 && (
  <div class="trail" part="answers">
    <h3>{text(title)}</h3>
    <Rows>{trail.map(({ question, choice }) => (
      <Row term={text(`question.${question}.title`)} value={text(`question.${question}.choice.${choice}`)}>
        <button type="button" class="link" part="link" onClick={() => reopen(question)}>
          <span>{text("ui.change")}</span><span class="unseen"> {text(`question.${question}.title`)}</span>
        </button>
      </Row>))}
    </Rows>
  </div>
);

function Question({ step: { question, choices, trail }, chosen, answer, reopen, back }) {
  const [unanswered, setUnanswered] = useState(0);
  const summary = useRef(), form = useRef();
  useEffect(() => { if (unanswered) summary.current.focus(); }, [unanswered]);
  const key = (part) => `question.${question}.${part}`;
  const [intro, hint] = [text(key("intro")), text(key("hint"))];
  const submit = (event) => {
    event.preventDefault();
    const radio = form.current.querySelector("input:checked");
    if (radio) answer(question, radio.value);
    else setUnanswered(unanswered + 1);
  };
  return <section data-screen="question" data-id={question} part="screen question">
    {trail.length > 0 && <Back go={back} />}
    {unanswered > 0 && <div class="summary" part="error" role="group" aria-labelledby="summary" tabindex="-1" ref={summary}>
      <h3 id="summary">{text("ui.error")}</h3>
      <button type="button" class="link" part="link" onClick={() => form.current.querySelector("input").focus()}>{text("ui.choose")}</button>
    </div>}
    {intro && <div class="lead" tabindex="-1"><Line of={key("intro")} /></div>}
    <h2 tabindex="-1" class="question" id="question">{text(key("title"))}</h2>
    {hint && <p class="hint" id="hint"><Line of={key("hint")} /></p>}
    <form noValidate onSubmit={submit} ref={form}>
      <fieldset aria-labelledby="question" aria-describedby={[hint && "hint", unanswered && "error"].filter(Boolean).join(" ") || undefined}>
        {unanswered > 0 && <p class="error" id="error">{text("ui.choose")}</p>}
        <div class="choices">{choices.map((choice) => {
          const hinted = text(key(`choice-hint.${choice}`));
          return <div class="choice" part="choice">
            <input type="radio" name="choice" id={`choice-${choice}`} value={choice} defaultChecked={choice === chosen}
              aria-describedby={hinted ? `hint-${choice}` : undefined} />
            <label for={`choice-${choice}`}>{text(key(`choice.${choice}`))}</label>
            {hinted && <p class="hint" id={`hint-${choice}`}><Line of={key(`choice-hint.${choice}`)} /></p>}
          </div>;
        })}</div>
      </fieldset>
      <button type="submit" class="button" part="button">{text("ui.continue")}</button>
    </form>
    <Trail title="ui.answers" trail={trail} reopen={reopen} />
    <p class="fine">{text("ui.privacy")}</p>
  </section>;
}

function Channel({ channel: { id, target }, outcome }) {
  const of = (part) => text(`outcome.${outcome}.${part}`);
  return <div class="channel" part="channel">
    <p><strong>{text(`channel.${id}.name`)}</strong></p>
    <p><Line of={`channel.${id}.text`} /></p>
    {target && <Rows more=" message">
      {of("sender") && <Row more=" sender" term={text("ui.from")} value={of("sender")} />}
      <Row term={text("ui.to")} value={target}><Copy label="ui.copy-address" value={target} /></Row>
    </Rows>}
    {target && of("subject") && <>
      <a class="button" part="button" href={mail(target, outcome)}>{text("ui.write")}</a>
      <details part="draft">
        <summary>{text("ui.draft")}</summary>
        <p><span>{text("ui.subject")}: </span><strong>{of("subject")}</strong></p>
        <Letter value={of("body")} />
        <Copy label="ui.copy-message" value={`${of("subject")}\n\n${of("body")}`} />
      </details>
    </>}
  </div>;
}

function Outcome({ step: { outcome, rules, channels, closed, notices, trail }, reopen, back, restart }) {
  const { id, verdict, steps, enclosures } = outcome;
  const message = text(`outcome.${id}.message`);
  return <section data-screen="outcome" data-id={id} data-verdict={verdict} data-rule={rules} part="screen outcome">
    <Back go={back} />
    <div class="answer" part="answer">
      <h2 tabindex="-1">{text(`outcome.${id}.title`)}</h2>
      <p class="verdict" part="verdict">{label(outcome)}</p>
      {text(`outcome.${id}.lead`) && <p class="lead"><Line of={`outcome.${id}.lead`} /></p>}
    </div>
    <h3>{text(`verdict.${verdict}.steps`)}</h3>
    <ol part="steps">{steps.map((step) => <li><Line of={`step.${step}`} /></li>)}</ol>
    <h3>{text("ui.channels")}</h3>
    <div class="channels">{channels.map((channel) => <Channel channel={channel} outcome={id} />)}</div>
    {message && <><h3>{text("ui.share")}</h3><div class="channel" part="draft"><Letter value={message} /><Copy label="ui.copy-message" value={message} /></div></>}
    {enclosures.length > 0 && <>
      <h3>{text("ui.enclosures")}</h3>
      <p class="hint">{text("ui.tick")}</p>
      <ul class="checklist" part="enclosures">{enclosures.map((enclosure) => <li>
        <div class="choice"><input type="checkbox" id={`tick-${enclosure}`} /><label for={`tick-${enclosure}`}><Line of={`enclosure.${enclosure}`} /></label></div>
        {text(`enclosure-advice.${enclosure}`) && <div class="hint"><All of={`enclosure-advice.${enclosure}`} /></div>}
      </li>)}</ul>
    </>}
    {text(`outcome.${id}.next`) && <><h3>{text("ui.next")}</h3><p><Line of={`outcome.${id}.next`} /></p></>}
    {notices.map((notice) => <div class="notice" part="notice"><h3>{text(`notice.${notice}.title`)}</h3><All of={`notice.${notice}.text`} /></div>)}
    <h3>{text("ui.why")}</h3>
    <All of={`outcome.${id}.why`} />
    <div class="closed" part="closed">
      <h3>{text("ui.closed")}</h3>
      <Rows>{closed.map(({ id }) => <Row term={text(`channel.${id}.name`)} value={<Line of={`channel.${id}.text`} />} />)}</Rows>
    </div>
    <Trail title="ui.because" trail={trail} reopen={reopen} />
    <button type="button" class="button quiet" part="button restart" onClick={restart}>{text("ui.restart")}</button>
    <p class="actions"><Copy label="ui.copy-link" value={link(trail)} /><a class="link" part="link" href={link(trail)}>{text("ui.print")}</a></p>
    <p class="printed">{text("ui.date")}: <time /></p>
    <p class="fine"><span>{text("ui.privacy")}</span> <span>{text("ui.version")} <bdi>{policy.version}</bdi></span></p>
  </section>;
}

const root = shadowRoot();

function Widget() {
  const [{ answers, reopened, moved }, setState] = useState({ answers: {}, moved: 0 });
  const go = (change) => setState((state) => ({ ...state, reopened: undefined, ...change(state), moved: state.moved + 1 }));
  const step = nextStep(answers, reopened);
  const moves = {
    reopen: (question) => go(() => ({ reopened: question })),
    back: () => go(() => ({ reopened: step.trail.at(-1)?.question })),
    restart: () => go(() => ({ answers: {} })),
    answer: (question, choice) => go(({ answers }) => ({ answers: { ...answers, [question]: choice } })),
  };
  useLayoutEffect(() => { if (moved > 0) follow(root); }, [moved]);
  const Screen = step.question ? Question : Outcome;
  return <div class="frame">
    <div class="wegwijzer" part="widget" lang="nl" dir="ltr">
      <p class="status" part="status" aria-live="polite" aria-atomic="true" />
      <p class="rest" />
      <Screen key={moved} step={step} chosen={answers[step.question]} {...moves} />
    </div>
  </div>;
}

render(<Widget />, root);
