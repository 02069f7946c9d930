// Writes what was measured as a table and as pictures.
//
// node benches/start/plot.mjs <report of run.mjs> <lines of the growth benches> <folder to write to>
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { aheadAndBehind } from "./ahead.mjs";
import { COMPARED, MEASURES, PAGES, PEERS, PRODUCT } from "./pages.mjs";
import { summary } from "./statistics.mjs";

const [reportFile, growthFile, out] = process.argv.slice(2);
const report = JSON.parse(readFileSync(reportFile, "utf8"));
const measured = (mark) => readFileSync(growthFile, "utf8").split("\n").filter((line) => line.includes(mark)).map((line) => JSON.parse(line.slice(line.indexOf("{"))));
const growth = measured('"place"');
const workshop = measured('"grows"');
const nasty = measured('"nasty"');
mkdirSync(out, { recursive: true });

const columns = Object.keys(PAGES);
const of = (name, what) => report.runs[name].map((run) => run[what]).filter((value) => value !== undefined);
const rows = Object.entries(MEASURES).map(([what, [label, unit, scale, digits]]) => {
  const cells = columns.map((name) => {
    if (of(name, what).length === 0) return "";
    const { median, low, high } = summary(of(name, what).map((value) => value / scale));
    const told = [median, low, high].map((value) => value.toFixed(digits));
    return told[1] === told[2] ? told[0] : `${told[0]} (${told[1]}–${told[2]})`;
  });
  return `| ${label}${unit && `, ${unit}`} | ${cells.join(" | ")} |`;
});
const measures = Object.fromEntries(COMPARED.map((what) => [what, MEASURES[what][0]]));
const compared = PRODUCT.map((product) =>
  `### ${PAGES[product]}\n\n${aheadAndBehind({ runs: report.runs, names: PAGES, product, peers: PEERS, measures, seed: report.seed })}`);
const { widgets, steps } = report.growth;
const mounted = widgets[0].map((_, number) => summary(widgets.map((times) => times[number])).median.toFixed(1));
const table = `<!-- Written by script/bench. -->

## The widget and its peers

Medians of ${report.rounds} rounds, with the quartiles in brackets. The pages of each round came in an order of its own, from seed ${report.seed}.

| | ${columns.map((name) => PAGES[name]).join(" | ")} |
| --- | ${columns.map(() => "---:").join(" | ")} |
${rows.join("\n")}

All that a page loads beside the guide, as brotli sends it: ${Object.entries(report.bytes).map(([name, size]) => `${PAGES[name] ?? "Typebot's embed"} ${size.toLocaleString("en")} bytes`).join(", ")}.

## Ahead and behind

Ratios of medians, less being better, each with its 95 % interval from a bootstrap of the rounds. Ahead or behind is only said where
the interval leaves 1 out. Of twenty such intervals, one is to be expected to miss the truth.

${compared.join("\n\n")}

## The widget alone

Mounting ten widgets, one after the other, at full speed, on a page where none has been started: ${mounted.join(", ")} ms, the medians
of ${widgets.length} pages. The first loads and starts the app.

| steps | heap, kB | nodes | listeners |
| ---: | ---: | ---: | ---: |
${steps.map(({ steps, heap, nodes, listeners }) => `| ${steps.toLocaleString("en")} | ${(heap / 1000).toFixed(0)} | ${nodes} | ${listeners} |`).join("\n")}

## What grows, and what does not

| rules | nodes | proof, native | in a browser | step, native | in a browser |
| ---: | ---: | ---: | ---: | ---: | ---: |
${growth.filter(({ place }) => place === "native").map(({ rules, nodes, proof, step }) => {
    const browser = growth.find((line) => line.place === "browser" && line.rules === rules);
    const ms = (seconds) => `${(seconds * 1e3).toPrecision(3)} ms`;
    const ns = (seconds) => `${(seconds * 1e9).toFixed(0)} ns`;
    return `| ${rules.toLocaleString("en")} | ${nodes.toLocaleString("en")} | ${ms(proof)} | ${ms(browser.proof)} | ${ns(step)} | ${ns(browser.step)} |`;
  }).join("\n")}

## What an author waits for

"Edited" compares with a copy in which one rule in a hundred leads elsewhere, "unlike" with
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
  ({ name: PAGES[name], what: MEASURES[what][0], ...summary(of(name, what)) })));
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
    x: { labelOffset: 45, domain: [0, 1.15 * Math.max(...times.map(({ high }) => high))], label: "milliseconds at 1.6 Mbit/s, 150 ms round trip, processor slowed 4 times: median and quartiles", grid: true },
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
