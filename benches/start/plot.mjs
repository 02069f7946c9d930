// Writes what was measured as a table and as pictures.
//
// node benches/start/plot.mjs <report of run.mjs> <lines of the growth benches> <folder to write to>
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { chromium } from "playwright-core";

const [reportFile, growthFile, out] = process.argv.slice(2);
const report = JSON.parse(readFileSync(reportFile, "utf8"));
const measured = (mark) => readFileSync(growthFile, "utf8").split("\n").filter((line) => line.includes(mark)).map((line) => JSON.parse(line.slice(line.indexOf("{"))));
const growth = measured('"place"');
const workshop = measured('"grows"');
const nasty = measured('"nasty"');
mkdirSync(out, { recursive: true });

const sorted = (values) => values.filter((value) => value !== undefined).sort((a, b) => a - b);
const at = (values, share) => values[Math.round((values.length - 1) * share)];
const summary = (name, what) => {
  const values = sorted(report.runs[name].map((run) => run[what]));
  return values.length === 0 ? undefined : { median: at(values, 0.5), low: at(values, 0.25), high: at(values, 0.75) };
};

const NAMES = { guide: "guide alone", wegwijzer: "Wegwijzer", "wegwijzer-preloaded": "Wegwijzer, preloaded", preact: "Preact", svelte: "Svelte", surveyjs: "SurveyJS" };
const FIGURES = [
  ["bytesVisible", "bytes until the first question", "kB", 1000, 1],
  ["bytesUsable", "bytes until it leads on", "kB", 1000, 1],
  ["requests", "requests", "", 1, 0],
  ["visible", "first question visible", "ms", 1, 0],
  ["usable", "a press leads on", "ms", 1, 0],
  ["third", "third screen", "ms", 1, 0],
  ["startTask", "longest task of the start", "ms", 1, 0],
  ["script", "script of the dearest step", "ms", 1, 0],
  ["stepTask", "longest task of a step", "ms", 1, 0],
  ["shift", "layout shift of the start", "", 1, 3],
  ["heap", "heap after three screens", "MB", 1_000_000, 1],
];

const columns = Object.keys(NAMES);
const rows = FIGURES.map(([what, label, unit, scale, digits]) => {
  const cells = columns.map((name) => {
    const figure = summary(name, what);
    if (!figure) return "";
    const [median, low, high] = [figure.median, figure.low, figure.high].map((value) => (value / scale).toFixed(digits));
    return low === high ? median : `${median} (${low}–${high})`;
  });
  return `| ${label}${unit && `, ${unit}`} | ${cells.join(" | ")} |`;
});
const ratios = ["visible", "usable", "third", "script"].map((what) => {
  const of = (name) => summary(name, what).median;
  const ratio = (name, peer) => (of(name) / of(peer)).toFixed(2);
  return `| ${FIGURES.find(([known]) => known === what)[1]} | ${["wegwijzer", "wegwijzer-preloaded"].flatMap((name) => ["preact", "svelte", "surveyjs"].map((peer) => ratio(name, peer))).join(" | ")} |`;
});
const { widgets, steps } = report.growth;
const table = `<!-- Written by script/bench. -->

Medians of ${report.rounds} rounds, with the quartiles in brackets.

| | ${columns.map((name) => NAMES[name]).join(" | ")} |
| --- | ${columns.map(() => "---:").join(" | ")} |
${rows.join("\n")}

Ratios of medians:

| | to Preact | to Svelte | to SurveyJS | preloaded, to Preact | to Svelte | to SurveyJS |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
${ratios.join("\n")}

All that is needed, as brotli sends it: ${Object.entries(report.bytes).map(([name, size]) => `${NAMES[name] ?? "Typebot's embed"} ${size.toLocaleString("en")} bytes`).join(", ")}.

Mounting ten widgets, one after the other, at full speed: ${widgets.map((time) => time.toFixed(1)).join(", ")} ms; the first starts the app.

| steps | heap, kB | nodes | listeners |
| ---: | ---: | ---: | ---: |
${steps.map(({ steps, heap, nodes, listeners }) => `| ${steps.toLocaleString("en")} | ${(heap / 1000).toFixed(0)} | ${nodes} | ${listeners} |`).join("\n")}

| rules | nodes | proof, native | in a browser | step, native | in a browser |
| ---: | ---: | ---: | ---: | ---: | ---: |
${growth.filter(({ place }) => place === "native").map(({ rules, nodes, proof, step }) => {
    const browser = growth.find((line) => line.place === "browser" && line.rules === rules);
    const ms = (seconds) => `${(seconds * 1e3).toPrecision(3)} ms`;
    const ns = (seconds) => `${(seconds * 1e9).toFixed(0)} ns`;
    return `| ${rules.toLocaleString("en")} | ${nodes.toLocaleString("en")} | ${ms(proof)} | ${ms(browser.proof)} | ${ns(step)} | ${ns(browser.step)} |`;
  }).join("\n")}

What an author waits for. "Edited" compares with a copy in which one rule in a hundred leads elsewhere, "unlike" with
another table of the same size. Where there are more than ten million situations, they are not enumerated.

| questions | choices | rules | situations | check | diff, edited | diff, unlike | enumeration |
| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
${workshop.map(({ questions, choices, rules, situations, check, diff, unlike, naive }) => {
    const ms = (seconds) => seconds === null ? "" : `${(seconds * 1e3).toPrecision(3)} ms`;
    return `| ${questions} | ${choices} | ${rules.toLocaleString("en")} | ${situations.toPrecision(2)} | ${ms(check)} | ${ms(diff)} | ${ms(unlike)} | ${ms(naive)} |`;
  }).join("\n")}

Policies that are as hard to check as can be thought of, those after the copies of one rule of a megabyte each. "Findings" are
what is told.

| policy | check | findings |
| --- | ---: | ---: |
${nasty.map(({ nasty, seconds, findings }) => `| ${nasty} | ${(seconds * 1e3).toPrecision(3)} ms | ${findings} |`).join("\n")}
`;
writeFileSync(join(out, "figures.md"), table);
console.log(table);

const { outputFiles: [{ text: library }] } = await build({
  stdin: { contents: 'export * from "@observablehq/plot"', resolveDir: import.meta.dirname },
  bundle: true, minify: true, format: "iife", globalName: "Plot", write: false,
});
const times = columns.filter((name) => name !== "guide").flatMap((name) => ["visible", "usable", "third"].map((what) =>
  ({ name: NAMES[name], what: FIGURES.find(([known]) => known === what)[1], ...summary(name, what) })));
const lines = growth.flatMap(({ place, rules, proof, step }) =>
  [{ rules, seconds: proof, what: `proof, ${place}` }, { rules, seconds: step, what: `step, ${place}` }]);

const waits = workshop.flatMap((line) => [["check", line.check], ["diff, edited", line.diff], ["diff, unlike", line.unlike], ["enumeration", line.naive]]
  .filter(([, seconds]) => seconds !== null)
  .map(([what, seconds]) => ({ grows: line.grows, size: line[line.grows], what, seconds })));

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
const page = await browser.newPage();
await page.setContent("<!doctype html><body>");
await page.addScriptTag({ content: library });
const pictures = await page.evaluate(([times, lines, waits]) => {
  const look = { fontFamily: "sans-serif", fontSize: "13px", background: "#fff", color: "#222" };
  const start = Plot.plot({
    style: look, width: 860, marginLeft: 150, marginRight: 190, marginBottom: 50,
    x: { labelOffset: 45, label: "milliseconds at 1.6 Mbit/s, 150 ms round trip, processor slowed 4 times: median and quartiles", grid: true },
    y: { label: null }, fy: { label: null, domain: [...new Set(times.map(({ name }) => name))] },
    color: { legend: false },
    facet: { data: times, y: "name", marginLeft: 150 },
    marks: [
      Plot.barX(times, { y: "what", x: "median", fill: "what", sort: { y: null } }),
      Plot.ruleY(times, { y: "what", x1: "low", x2: "high", strokeWidth: 2 }),
      Plot.text(times, { y: "what", x: "high", text: ({ median }) => median.toFixed(0), textAnchor: "start", dx: 6 }),
    ],
  });
  const growth = Plot.plot({
    style: look, width: 760, height: 400, marginLeft: 70, marginRight: 130,
    x: { type: "log", label: "rules", grid: true, ticks: [10, 100, 1000, 10000], tickFormat: (rules) => rules.toLocaleString("en") },
    y: { type: "log", label: "seconds", grid: true, ticks: 8, tickFormat: "~e" },
    marks: [
      Plot.line(lines, { x: "rules", y: "seconds", stroke: "what" }),
      Plot.dot(lines, { x: "rules", y: "seconds", fill: "what" }),
      Plot.text(lines.filter(({ rules }) => rules === 10_000), { x: "rules", y: "seconds", text: "what", textAnchor: "start", dx: 8 }),
    ],
  });
  const fixed = { questions: "questions, of 5 choices, 100 rules", choices: "choices of each of 6 questions, 100 rules", rules: "rules, over 20 questions of 5 choices" };
  const author = ["questions", "choices", "rules"].map((grows) => {
    const own = waits.filter((wait) => wait.grows === grows);
    return Plot.plot({
      style: look, width: 400, height: 320, marginLeft: 60, marginRight: 95, marginBottom: 45,
      x: { labelOffset: 40, type: grows === "rules" ? "log" : "linear", label: fixed[grows], grid: true, tickFormat: (size) => size.toLocaleString("en") },
      y: { type: "log", domain: [1e-6, 100], label: "seconds", grid: true, ticks: 8, tickFormat: "~e" },
      marks: [
        Plot.line(own, { x: "size", y: "seconds", stroke: "what" }),
        Plot.dot(own, { x: "size", y: "seconds", fill: "what" }),
        // The two that lie close together are named above and below.
        ...[...new Set(own.map(({ what }) => what))].map((what) =>
          Plot.text(own.filter((wait) => wait.what === what), Plot.selectLast({ x: "size", y: "seconds", text: "what", textAnchor: "start", dx: 8, dy: { check: -6, "diff, edited": 7 }[what] ?? 0 }))),
      ],
    });
  });
  return [start, growth, ...author].map((plot) => {
    plot.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    return plot.outerHTML;
  });
}, [times, lines, waits]);
await browser.close();
["start.svg", "growth.svg", "author-questions.svg", "author-choices.svg", "author-rules.svg"].forEach((name, number) => writeFileSync(join(out, name), pictures[number]));
