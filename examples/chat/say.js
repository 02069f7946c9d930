// A screen as plain text: all that a visitor reads, in the order of reading. Buttons and what stands on paper are left out.

/** The text of a result of `decide.screen`. */
export const say = ({ status, screen }) => (status === "ask" ? question(screen) : outcome(screen)).flat(9).filter(Boolean).join("\n");

const question = ({ intro, title, hint, choices }) => [
  intro && rich(intro),
  title,
  hint && rich(hint),
  choices.map(({ id, label, hint }, place) => [`${String(place + 1).padStart(3)}. ${label} (${id})`, hint && `     ${rich(hint)}`]),
];

const outcome = ({ title, label, lead, steps, channels, message, enclosures, next, notices, why, closed, version }) => [
  title,
  label,
  lead && rich(lead),
  section(steps.heading, steps.body.map((step, place) => `${String(place + 1).padStart(3)}. ${rich(step)}`)),
  section(channels.heading, channels.body.map(({ name, text, target }) => [`  - ${name}: ${rich(text)}`, leads(target).flat(9)])),
  message && section(message.heading, quoted(message.body.text)),
  enclosures && section(enclosures.heading, enclosures.body.items.map(({ text, advice }) => [`  - ${rich(text)}`, advice.map((line) => `    ${rich(line)}`)])),
  next && section(next.heading, rich(next.body)),
  notices.map(({ heading, text }) => section(heading, text.map(rich))),
  section(why.heading, why.body.map(rich)),
  section(closed.heading, closed.body.map(({ name, text }) => `  - ${name}: ${rich(text)}`)),
  `\n${labelled(version)}`,
];

/** Where a channel leads, each line set in. */
function leads(target) {
  const [[kind, to]] = typeof target === "string" ? [[target]] : Object.entries(target);
  const place = ({ label, lines }) => [label, ...lines];
  const lines = {
    none: () => [],
    page: () => [to],
    mail: () => [to.from && labelled(to.from), labelled(to.to), to.draft && [labelled(to.draft.subject), quoted(to.draft.text)]],
    phone: () => [labelled(to.number)],
    visit: () => [to.address && place(to.address), `${to.hours.heading}: ${to.hours.body.map(rich).join(" ")}`],
    letter: () => place(to),
  }[kind]();
  return lines.flat(9).filter(Boolean).map((line) => `    ${line}`);
}

const section = (heading, body) => body.length > 0 && [`\n${heading}`, body];
const labelled = ({ label, value }) => `${label} ${value}`;
const quoted = (text) => text.split("\n").map((line) => `| ${line}`);

/** A paragraph as plain text; a link with its address. */
const rich = (pieces) => pieces.map((piece) => {
  const [[kind, of]] = Object.entries(piece);
  if (kind === "link") return `${of[0]} <${of[1]}>`;
  return kind === "foreign" ? of[0] : of;
}).join("");
