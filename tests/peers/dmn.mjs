// Reads a DMN file with the library of bpmn.io, evaluates every situation from what that library has read with an
// evaluator of FEEL, and prints each that comes out otherwise than it should.
//
//   node tests/peers/dmn.mjs policy.dmn situations.json
//
// A table of hit policy Unique in which several rules hold is broken, whatever they say: DMN has no answer there.
//
// A situation: { "answers": { "who": "heir", … }, "outcome": "heir-mail", "notices": [ … ], "closed": [ … ], "channels": [ … ] }.
import { readFileSync } from "node:fs";
import { DmnModdle } from "dmn-moddle";
import { unaryTest } from "feelin";

// The library's model is that of DMN 1.3; of what a decision table needs, 1.5 has changed its namespace alone.
const model = JSON.parse(readFileSync(new URL("../node_modules/dmn-moddle/resources/dmn/json/dmn13.json", import.meta.url)));
const reader = new DmnModdle({ dmn: { ...model, uri: "https://www.omg.org/spec/DMN/20230324/MODEL/" } });
const [, , file, situations] = process.argv;
const { rootElement, warnings } = await reader.fromXML(readFileSync(file, "utf8"));
for (const warning of warnings) console.log(`the file is read with a warning: ${warning.message}`);
const decisions = rootElement.drgElement.filter((element) => element.$type === "dmn:Decision");

// Whether a test holds; each is evaluated once for each value.
const known = new Map();
function holds(test, value) {
  const key = `${test}\n${value}`;
  if (!known.has(key)) known.set(key, unaryTest(test, { "?": value }).value === true);
  return known.get(key);
}

const broken = new Set();
function evaluate(name, values) {
  const table = decisions.find((decision) => decision.name === name)?.decisionLogic;
  if (table === undefined) return [];
  const inputs = table.input.map((input) => values[input.inputExpression.text]);
  const hits = table.rule.filter((rule) => rule.inputEntry.every((entry, at) => holds(entry.text, inputs[at])));
  if (table.hitPolicy === "UNIQUE" && hits.length > 1) broken.add(`${name}: ${hits.map(({ id }) => id).join(" and ")}`);
  if (!["UNIQUE", "COLLECT"].includes(table.hitPolicy)) broken.add(`${name}: of hit policy ${table.hitPolicy}`);
  return hits.map((rule) => JSON.parse(rule.outputEntry[0].text));
}

const all = JSON.parse(readFileSync(situations, "utf8"));
let otherwise = 0;
for (const { answers, outcome, notices, closed, channels } of all) {
  const values = Object.fromEntries(Object.entries(answers).map(([id, choice]) => [id.replaceAll("-", "_"), choice]));
  const [first, ...more] = evaluate("outcome", values);
  values.outcome = first;
  const found = {
    outcome: more.length === 0 ? first : "several",
    notices: evaluate("notices", values),
    closed: evaluate("closed", values),
    channels: evaluate("channels", values),
  };
  const wanted = { outcome, notices, closed, channels };
  if (JSON.stringify(found) === JSON.stringify(wanted)) continue;
  otherwise += 1;
  if (otherwise <= 5) console.log(JSON.stringify({ answers, wanted, found }));
}
for (const table of broken) console.log(`not unique: ${table}`);
const policies = decisions.map(({ name, decisionLogic }) => `${name} ${decisionLogic.hitPolicy}`);
console.log(`${policies.join(", ")}; ${all.length} situations, ${otherwise} otherwise`);
process.exitCode = otherwise + warnings.length + broken.size === 0 ? 0 : 1;
