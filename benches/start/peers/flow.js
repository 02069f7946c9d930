// What the peers share: the same policy and words as the widget's, and the way through them. They are given them inside
// their script, as small apps of that kind are.
import policy from "policy.json";
import words from "words.json";

export { policy };

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
    channels: outcome.channels.map((number) => policy.channels[number]),
    closed: node.closed.map((number) => policy.channels[policy.closed[number]]),
    notices: node.notices.map((number) => policy.notices[number]),
    trail,
  };
}

/** The text under a key as it is. */
export function text(key) {
  return key.split(".").reduce((texts, part) => texts?.[part], words.texts) ?? "";
}

/** The paragraphs of a text, each as pieces `{ kind, text, href }`. */
export function paragraphs(key) {
  const all = text(key);
  if (!all) return [];
  return all.split("\u001e").map((paragraph) => paragraph.split("\u001f").flatMap((piece, number) => {
    if (!piece) return [];
    const [content, href] = (number ? piece.slice(1) : piece).split("\u001d");
    return [{ kind: number ? piece[0] : "t", text: content, href }];
  }));
}

/** A link that opens a message. */
export function mail(target, outcome) {
  const [subject, body] = ["subject", "body"].map((part) => encodeURIComponent(text(`outcome.${outcome}.${part}`)));
  return `mailto:${target}?subject=${subject}&body=${body.replaceAll("%0A", "%0D%0A")}`;
}

/** Today in words. */
export const today = () => new Intl.DateTimeFormat(words.language, { dateStyle: "long" }).format();
