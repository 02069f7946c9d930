#!/usr/bin/env node
// A chat in the terminal. Its whole state is the answers.
//
//   node chat.js [folder with policy.json and words files] [--language en]
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { load } from "contact-wegwijzer/decide";
import { say } from "./say.js";

const { values, positionals } = parseArgs({ options: { language: { type: "string" } }, allowPositionals: true });
const [folder = fileURLToPath(new URL("../../dist/cliendo", import.meta.url))] = positionals;
const file = (name) => readFileSync(join(folder, name), "utf8");
const { languages, "default-language": own } = JSON.parse(file("policy.json"));
const language = values.language ?? own;
if (!languages.includes(language)) {
  console.error(`There are no words in ${language}, only in ${languages.join(", ")}.`);
  process.exit(2);
}
const decide = await load(file("policy.json"), file(`words.${language}.json`));

let answers = {};
let result;
const given = () => result.screen.answers?.rows ?? [];

/** Where the answers lead. After a change, a later one may not be offered any more: it is asked anew. */
function decided() {
  try {
    return decide.screen(answers);
  } catch (error) {
    if (error.code !== "not-offered") throw error;
    delete answers[error.question];
    return decided();
  }
}

/** Shows where the answers lead, and goes on from there: those that do not matter any more are forgotten. */
function show() {
  result = decided();
  answers = { ...result.answers.counted, ...result.answers.waiting };
  console.log(`\n${say(result)}`);
  if (given().length > 0) console.log(`\n${result.screen.answers.heading}`);
  given().forEach(({ asked, answered }, place) => console.log(`${String(place + 1).padStart(3)}. ${asked} ${answered}`));
}

/** What a line does; false where it does nothing. */
function take(line) {
  const [word, which] = line.split(/\s+/);
  const { id, choices = [] } = result.screen;
  const choice = choices.find((choice) => choice.id === line) ?? choices[Number(line) - 1];
  const row = word === "b" ? given().at(-1) : word === "c" && given().find(({ question }, place) => which === question || Number(which) === place + 1);
  if (choice) answers[id] = choice.id;
  else if (row) delete answers[row.question];
  else if (word === "r") answers = {};
  else return false;
  return true;
}

/** What can be typed. */
const help = () => [
  result.status === "ask" && "a number or an id",
  given().length > 0 && "b: back, c and a number: change that answer, r: begin again",
  "q: quit",
].filter(Boolean).join(", ");

const { unreviewed } = decide.about.surroundings;
if (unreviewed) console.log(unreviewed.text);
show();
const lines = createInterface({ input: process.stdin, output: process.stdout });
function prompt() {
  lines.setPrompt(`\n(${help()})\n> `);
  lines.prompt();
}
prompt();
for await (const line of lines) {
  if (line.trim() === "q") break;
  if (take(line.trim())) show();
  else console.log(result.screen.unanswered?.body ?? "");
  prompt();
}
lines.close();
