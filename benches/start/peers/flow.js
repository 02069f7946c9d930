// What the peers share: the way through the widget's own policy, and the texts of its words.

export let policy;
let words;

/** Takes the policy and the words. */
export function know(given) {
  ({ policy, words } = given);
}

/** The step that follows from answers (choices by question), with the answers that led there. */
export function nextStep(answers, reopened) {
  const trail = [];
  let node = policy.nodes.at(-1);
  while (node.ask !== undefined) {
    const { id, choices } = policy.questions[node.ask];
    const choice = choices.indexOf(answers[id]);
    if (choice < 0 || reopened === id || node.next[choice] === null) {
      return { question: id, choices: choices.filter((_, number) => node.next[number] !== null), trail };
    }
    trail.push({ question: id, choice: choices[choice] });
    node = policy.nodes[node.next[choice]];
  }
  const outcome = policy.outcomes[node.refer];
  return {
    outcome,
    rules: node.rules.map((number) => policy.rules[number].id).join(" "),
    channels: outcome.channels.map((number) => policy.channels[number]),
    closed: node.closed.map((number) => policy.channels[policy.closed[number].channel]),
    notices: node.notices.map((number) => policy.notices[number].id),
    trail,
  };
}

/** The text under a key as it is. */
export function text(key) {
  return key.split(".").reduce((texts, part) => texts?.[part], words.texts) ?? "";
}

/** The paragraphs of a text, each as pieces `{ kind, text, href }`: `s` is strong, `e` emphasised. */
export function paragraphs(key) {
  const all = text(key);
  if (!all) return [];
  return all.split("\u001e").map((paragraph) => paragraph.split("\u001f").flatMap((piece, number) => {
    if (!piece) return [];
    const [content, href] = (number ? piece.slice(1) : piece).split("\u001d");
    return content ? [{ kind: number ? piece[0] : "t", text: content, href }] : [];
  }));
}

/** A text of one paragraph, as its pieces. */
export const line = (key) => paragraphs(key)[0] ?? [];

/** What is said of an outcome's verdict. */
export const label = ({ id, verdict }) => text(`outcome.${id}.label`) || text(`verdict.${verdict}.label`);

/** A link that opens a message. */
export function mail(target, outcome) {
  const [subject, body] = ["subject", "body"].map((part) => encodeURIComponent(text(`outcome.${outcome}.${part}`)));
  return `mailto:${target}?subject=${subject}&body=${body.replaceAll("%0A", "%0D%0A")}`;
}

/** The address of the page of its own that opens at the answers given. */
export function link(trail) {
  const answers = trail.map(({ question, choice }) => `${question}=${choice}`).join(",");
  return `${new URL("/dist/index.html", location.href)}#wegwijzer:${answers}`;
}

/** Copies a text for the visitor. */
export const copy = (value) => navigator.clipboard?.writeText(value);
