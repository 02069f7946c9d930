// Has the release decide on sets of answers, and prints one line for each: where they lead, with a digest of the screen.
//
//   node tests/peers/decide.mjs dist/decide/index.js folder sets.json
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const [, , module, folder, sets] = process.argv;
const { load } = await import(resolve(module));
const read = (name) => readFileSync(join(folder, name), "utf8");

const lines = [];
for (const [language, all] of Object.entries(JSON.parse(readFileSync(sets)))) {
  const decide = await load(read("policy.json"), read(`words.${language}.json`));
  for (const answers of all) lines.push(line(decide, answers));
}
process.stdout.write(`${lines.join("\n")}\n`);

function line(decide, answers) {
  try {
    const { status, screen, rules, answers: { counted } } = decide.screen(answers);
    const digest = createHash("sha256").update(JSON.stringify(screen)).digest("hex");
    return [status, rules.map(({ id }) => id), Object.entries(counted).map(([question, choice]) => `${question}=${choice}`), digest].join(" ");
  } catch (error) {
    return [error.code, error.question, error.valid].join(" ");
  }
}
