// The same widget in Preact.
import { Fragment, render } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import style from "style.css";
import { mail, nextStep, paragraphs, policy, text, today } from "./flow.js";

const TAGS = { t: "span", s: "strong", e: "em", a: "a" };
const Rich = ({ pieces }) => pieces.map(({ kind, text, href }) => {
  const Tag = TAGS[kind];
  return href ? <a href={href} part="link">{text}</a> : <Tag>{text}</Tag>;
});
const Line = ({ of }) => <Rich pieces={paragraphs(of)[0] ?? []} />;
const All = ({ of }) => paragraphs(of).map((pieces) => <p><Rich pieces={pieces} /></p>);
const Copy = ({ label, value }) =>
  <button type="button" class="link" part="link" onClick={() => navigator.clipboard?.writeText(value)}>{text(label)}</button>;
const Letter = ({ value }) =>
  <p class="letter">{value.split("\n").map((line) => <Fragment><span>{line}</span><br /></Fragment>)}</p>;

function Title({ of, focus }) {
  const heading = useRef();
  useEffect(() => { if (focus) heading.current.focus(); }, []);
  return <h2 tabindex="-1" ref={heading}>{text(of)}</h2>;
}

const Back = ({ go }) => <button type="button" class="link back" part="link back" onClick={go}>{text("ui.back")}</button>;

const Trail = ({ title, trail, reopen }) => trail.length > 0 && (
  <div class="trail" part="answers">
    <h3>{text(title)}</h3>
    <dl>{trail.map(({ question, choice }) => (
      <div class="row">
        <dt>{text(`question.${question}.title`)}</dt>
        <dd>{text(`question.${question}.choice.${choice}`)}</dd>
        <dd class="action"><button type="button" class="link" part="link" onClick={() => reopen(question)}>
          <span>{text("ui.change")}</span><span class="unseen"> {text(`question.${question}.title`)}</span>
        </button></dd>
      </div>))}
    </dl>
  </div>
);

function Question({ step: { question, choices, trail }, chosen, focus, answer, reopen, back }) {
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
    {unanswered > 0 && <div class="summary" part="error" role="alert" tabindex="-1" ref={summary}>
      <h3>{text("ui.error")}</h3>
      <button type="button" class="link" onClick={() => form.current.querySelector("input").focus()}>{text("ui.choose")}</button>
    </div>}
    {intro && <p class="lead" id="intro"><Line of={key("intro")} /></p>}
    <form novalidate onSubmit={submit} ref={form}>
      <fieldset aria-describedby={[intro && "intro", hint && "hint", unanswered && "error"].filter(Boolean).join(" ") || undefined}>
        <legend><Title of={key("title")} focus={focus} /></legend>
        {hint && <p class="hint" id="hint"><Line of={key("hint")} /></p>}
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
    {target && <dl class="message">
      {of("sender") && <div class="row sender"><dt>{text("ui.from")}</dt><dd>{of("sender")}</dd></div>}
      <div class="row"><dt>{text("ui.to")}</dt><dd>{target}</dd><dd class="action"><Copy label="ui.copy-address" value={target} /></dd></div>
    </dl>}
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

function Outcome({ step: { outcome, channels, closed, notices, trail }, reopen, back, restart }) {
  const { id, verdict, steps, enclosures } = outcome;
  const message = text(`outcome.${id}.message`);
  return <section data-screen="outcome" data-id={id} data-verdict={verdict} part="screen outcome">
    <Back go={back} />
    <div class="answer" part="answer">
      <Title of={`outcome.${id}.title`} focus />
      <p class="verdict" part="verdict">{text(`verdict.${verdict}.label`)}</p>
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
    <div class="closed" part="closed"><h3>{text("ui.closed")}</h3><dl>{closed.map(({ id }) =>
      <div class="row"><dt>{text(`channel.${id}.name`)}</dt><dd><Line of={`channel.${id}.text`} /></dd></div>)}</dl></div>
    <Trail title="ui.because" trail={trail} reopen={reopen} />
    <button type="button" class="button quiet" part="button restart" onClick={restart}>{text("ui.restart")}</button>
    <p class="printed">{text("ui.date")}: {today()}</p>
    <p class="fine"><span>{text("ui.privacy")}</span> <span>{text("ui.version")} <bdi>{policy.version}</bdi></span></p>
  </section>;
}

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
  const Screen = step.question ? Question : Outcome;
  return <div class="wegwijzer" lang="nl" dir="ltr">
    <p class="status" role="status"></p>
    <Screen key={moved} step={step} chosen={answers[step.question]} focus={moved > 0} {...moves} />
  </div>;
}

const host = document.querySelector("#widget");
const root = host.attachShadow({ mode: "open" });
const sheet = new CSSStyleSheet();
sheet.replaceSync(style);
root.adoptedStyleSheets = [sheet];
render(<Widget />, root);
