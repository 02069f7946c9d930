// Measures the author's tool, natively and by Node.js, in turn; prints the medians as a table.
//
// node benches/tool.mjs <the native tool> <the tool of the package>
import { spawnSync } from "node:child_process";

const ROUNDS = 15;
const [native, script] = process.argv.slice(2);
const tools = { natively: [native], "by Node.js": [process.execPath, script], "Node.js alone": [process.execPath, "--eval", ""] };
const tasks = { "start (`--version`)": ["--version"], "`check policies/cliendo`": ["check", "policies/cliendo"] };

const once = ([program, ...given]) => {
  const start = performance.now();
  const done = spawnSync(program, given, { stdio: "ignore" });
  if (done.status !== 0) throw new Error(`${program} ${given.join(" ")}: ${done.status}`);
  return performance.now() - start;
};
const median = (times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)];

const names = Object.keys(tools);
console.log(`Milliseconds, medians of ${ROUNDS} rounds.\n\n| | ${names.join(" | ")} | ratio |\n| --- | ${names.map(() => "---:").join(" | ")} | ---: |`);
for (const [name, given] of Object.entries(tasks)) {
  const times = names.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    names.forEach((tool, number) => times[number].push(once(tool === "Node.js alone" ? tools[tool] : [...tools[tool], ...given])));
  }
  const medians = times.map(median);
  console.log(`| ${name} | ${medians.map((time) => time.toFixed(0)).join(" | ")} | ${(medians[1] / medians[0]).toFixed(1)} |`);
}
