// In Markdown, of what the product is ahead and of what it is behind. statistics.test.mjs has samples whose answers are known.
import { random, ratio, verdict } from "./statistics.mjs";

/** Of fewer rounds nothing is said: their bootstrap knows too little of what might have been. */
const ENOUGH = 10;

/**
 * @param runs what was measured in each round, by the name of the page
 * @param names what the pages are called
 * @param product the page of the product, of which this is said
 * @param peers the pages that it is held against
 * @param measures what is compared, of which less is better: its label by its key
 * @param seed where the bootstrap begins
 */
export function aheadAndBehind({ runs, names, product, peers, measures, seed }) {
  const next = random(seed);
  const rows = Object.entries(measures).map(([key, label]) => {
    const of = (name) => runs[name].map((run) => run[key]);
    return { label, cells: peers.map((peer) => ({ peer: names[peer], ...ratio(of(product), of(peer), next) })) };
  });
  const cell = ({ ratio, low, high }) => `${ratio.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`;
  return `| | ${rows[0].cells.map(({ peer }) => `to ${peer}`).join(" | ")} |
| --- | ${rows[0].cells.map(() => "---:").join(" | ")} |
${rows.map(({ label, cells }) => `| ${label} | ${cells.map(cell).join(" | ")} |`).join("\n")}

${runs[product].length < ENOUGH ? "Too few rounds to say more." : rows.map(({ label, cells }) => `- **${label}**: ${sentence(cells)}.`).join("\n")}`;
}

function sentence(cells) {
  const said = { ahead: "ahead of", behind: "behind", "cannot be told": "cannot be told from" };
  return Object.entries(said).flatMap(([word, words]) => {
    const peers = cells.filter((cell) => verdict(cell) === word).map(({ peer }) => peer);
    return peers.length > 0 ? [`${words} ${peers.join(", ")}`] : [];
  }).join("; ");
}
