// The screens as markup. The server draws the first question with it, the script all that come later.
import { label, line, link, mail, paragraphs, policy, text } from "../flow.js";

const escaped = (plain) => plain.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt()};`);
const say = (key) => escaped(text(key));

const TAGS = { t: "span", s: "strong", e: "em" };
const piece = ({ kind, text, href }) =>
  href ? `<a href="${escaped(href)}" part="link">${escaped(text)}</a>` : `<${TAGS[kind]}>${escaped(text)}</${TAGS[kind]}>`;
const rich = (pieces) => pieces.map(piece).join("");
const one = (key) => rich(line(key));
const all = (key) => paragraphs(key).map((pieces) => `<p>${rich(pieces)}</p>`).join("");
const letter = (text) => `<p class="letter">${text.split("\n").map((line) => `<span>${escaped(line)}</span><br>`).join("")}</p>`;
const copies = (label, value) => `<button type="button" class="link" part="link" data-copy="${escaped(value)}">${say(label)}</button>`;
const back = () => `<button type="button" class="link back" part="link back" data-go="back">${say("ui.back")}</button>`;
const rows = (list, more = "") => `<ul class="rows${more}" role="list">${list.join("")}</ul>`;
const row = (term, value, after = "", more = "") =>
  `<li class="row${more}"><strong class="term">${term}</strong><span class="value">${value}</span>${after}</li>`;

const given = (title, trail) => trail.length === 0 ? "" : `<div class="trail" part="answers"><h3>${say(title)}</h3>${rows(
  trail.map(({ question, choice }) => row(say(`question.${question}.title`), say(`question.${question}.choice.${choice}`),
    `<button type="button" class="link" part="link" data-go="reopen" data-to="${question}"><span>${say("ui.change")}</span>` +
    `<span class="unseen"> ${say(`question.${question}.title`)}</span></button>`)))}</div>`;

/** The markup of a step. `chosen` is the choice that was made before, `unanswered` whether a visitor went on without one. */
export function screen(step, chosen, unanswered) {
  return step.question ? question(step, chosen, unanswered) : outcome(step);
}

function question({ question, choices, trail }, chosen, unanswered) {
  const key = (part) => `question.${question}.${part}`;
  const [intro, hint] = [one(key("intro")), one(key("hint"))];
  const described = [hint && "hint", unanswered && "error"].filter(Boolean).join(" ");
  const choice = (id) => {
    const hint = one(key(`choice-hint.${id}`));
    return `<div class="choice" part="choice"><input type="radio" name="choice" id="choice-${id}" value="${id}"${
      hint && ` aria-describedby="hint-${id}"`}${id === chosen ? " checked" : ""}><label for="choice-${id}">${
      say(key(`choice.${id}`))}</label>${hint && `<p class="hint" id="hint-${id}">${hint}</p>`}</div>`;
  };
  return `<section data-screen="question" data-id="${question}" part="screen question">${trail.length > 0 ? back() : ""}${
    unanswered ? `<div class="summary" part="error" role="group" aria-labelledby="summary" tabindex="-1"><h3 id="summary">${say("ui.error")
    }</h3><button type="button" class="link" part="link" data-go="first">${say("ui.choose")}</button></div>` : ""}${
    intro && `<div class="lead" tabindex="-1">${intro}</div>`}<h2 tabindex="-1" class="question" id="question">${say(key("title"))}</h2>${
    hint && `<p class="hint" id="hint">${hint}</p>`}<form novalidate><fieldset aria-labelledby="question"${
    described && ` aria-describedby="${described}"`}>${unanswered ? `<p class="error" id="error">${say("ui.choose")}</p>` : ""
    }<div class="choices">${choices.map(choice).join("")}</div></fieldset><button type="submit" class="button" part="button">${
    say("ui.continue")}</button></form>${given("ui.answers", trail)}<p class="fine">${say("ui.privacy")}</p></section>`;
}

function channel({ id, target }, outcome) {
  const of = (part) => text(`outcome.${outcome}.${part}`);
  const from = of("sender") ? [row(say("ui.from"), escaped(of("sender")), "", " sender")] : [];
  const to = target ? rows([...from, row(say("ui.to"), escaped(target), copies("ui.copy-address", target))], " message") : "";
  const draft = target && of("subject") ? `<a class="button" part="button" href="${escaped(mail(target, outcome))}">${say("ui.write")
    }</a><details part="draft"><summary>${say("ui.draft")}</summary><p><span>${say("ui.subject")}: </span><strong>${escaped(of("subject"))
    }</strong></p>${letter(of("body"))}${copies("ui.copy-message", `${of("subject")}\n\n${of("body")}`)}</details>` : "";
  return `<div class="channel" part="channel"><p><strong>${say(`channel.${id}.name`)}</strong></p><p>${one(`channel.${id}.text`)}</p>${to}${draft}</div>`;
}

function enclosure(id) {
  const advice = all(`enclosure-advice.${id}`);
  return `<li><div class="choice"><input type="checkbox" id="tick-${id}"><label for="tick-${id}">${one(`enclosure.${id}`)}</label></div>${
    advice && `<div class="hint">${advice}</div>`}</li>`;
}

function outcome({ outcome, rules, channels, closed, notices, trail }) {
  const { id, verdict, steps, enclosures } = outcome;
  const of = (part) => `outcome.${id}.${part}`;
  const part = (title, body) => `<h3>${say(title)}</h3>${body}`;
  const [lead, next, message] = [one(of("lead")), one(of("next")), text(of("message"))];
  return `<section data-screen="outcome" data-id="${id}" data-verdict="${verdict}" data-rule="${rules}" part="screen outcome">${back()
    }<div class="answer" part="answer"><h2 tabindex="-1">${say(of("title"))}</h2><p class="verdict" part="verdict">${escaped(label(outcome))
    }</p>${lead && `<p class="lead">${lead}</p>`}</div>${[
      part(`verdict.${verdict}.steps`, `<ol part="steps">${steps.map((step) => `<li>${one(`step.${step}`)}</li>`).join("")}</ol>`),
      part("ui.channels", `<div class="channels">${channels.map((way) => channel(way, id)).join("")}</div>`),
      message && part("ui.share", `<div class="channel" part="draft">${letter(message)}${copies("ui.copy-message", message)}</div>`),
      enclosures.length > 0 && part("ui.enclosures", `<p class="hint">${say("ui.tick")}</p><ul class="checklist" part="enclosures">${
        enclosures.map(enclosure).join("")}</ul>`),
      next && part("ui.next", `<p>${next}</p>`),
      ...notices.map((notice) => `<div class="notice" part="notice">${part(`notice.${notice}.title`, all(`notice.${notice}.text`))}</div>`),
      part("ui.why", all(of("why"))),
      `<div class="closed" part="closed">${part("ui.closed", rows(closed.map(({ id }) => row(say(`channel.${id}.name`), one(`channel.${id}.text`)))))}</div>`,
      given("ui.because", trail),
      `<button type="button" class="button quiet" part="button restart" data-go="restart">${say("ui.restart")}</button>`,
      `<p class="actions">${copies("ui.copy-link", link(trail))}<a class="link" part="link" href="${escaped(link(trail))}">${say("ui.print")}</a></p>`,
      `<p class="printed">${say("ui.date")}: <time></time></p>`,
    ].filter(Boolean).join("")}<p class="fine"><span>${say("ui.privacy")}</span> <span>${say("ui.version")} <bdi>${escaped(policy.version)}</bdi></span></p></section>`;
}

/** The first question as the server sends it: in the page itself, with its style. Before the script has come, a press is kept. */
export function firstQuestion(first, style) {
  return `<template shadowrootmode="open"><style>${style}</style><div class="frame"><div class="wegwijzer" part="widget" lang="nl" dir="ltr">` +
    `<p class="status" part="status" aria-live="polite" aria-atomic="true"></p><p class="rest"></p>${
      question(first).replace("<form ", '<form method="get" onsubmit="this.pressed = true; return false" ')}</div></div></template>`;
}
