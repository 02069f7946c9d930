// Builds the peers from the widget's own policy, words and style: each bundled into one script by Vite, with the official plugin
// where there is one, and minified by esbuild with the options of the widget's own script. Writes a page for each.
//
// node benches/start/build.mjs <folder of the widget's release> <folder to write to>
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { transform } from "esbuild";
import { build } from "vite";
import { SCRIPTS } from "./pages.mjs";
import { know, nextStep } from "./peers/flow.js";
import { firstQuestion } from "./peers/server/screens.js";

const [dist, out] = process.argv.slice(2).map((folder) => resolve(folder));
const here = import.meta.dirname;
const given = join(out, "given");
mkdirSync(given, { recursive: true });

const minified = async (code, loader) =>
  (await transform(code, { loader, minify: true, legalComments: "none", ...(loader === "js" && { format: "esm", target: "es2022" }) })).code;

// What the widget has in its files.
const policy = readFileSync(join(dist, "cliendo/policy.json"), "utf8"), words = readFileSync(join(dist, "cliendo/words.nl.json"), "utf8");
const style = await minified(["widget", "screens"].map((name) => readFileSync(`style/${name}.css`, "utf8")).join(""), "css");
for (const folder of [given, out]) {
  writeFileSync(join(folder, "policy.json"), policy);
  writeFileSync(join(folder, "words.json"), words);
}
writeFileSync(join(given, "style.css"), style);

for (const [name, entry] of Object.entries(SCRIPTS)) {
  const { output } = await build({
    configFile: false,
    root: join(here, "peers"),
    logLevel: "warn",
    plugins: [svelte()],
    resolve: { alias: { given } },
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    build: { write: false, minify: false, target: "es2022", modulePreload: false, rolldownOptions: { input: join(here, "peers", entry) } },
  });
  if (output.length !== 1) throw new Error(`${name} is to be one script, not ${output.map(({ fileName }) => fileName).join(", ")}.`);
  writeFileSync(join(out, `${name}.js`), await minified(output[0].code, "js"));
}
cpSync(join(here, "node_modules/survey-core/survey-core.min.css"), join(out, "surveyjs.css"));
writeFileSync(join(out, "typebot.js"), await minified(readFileSync(join(here, "node_modules/@typebot.io/js/dist/web.js"), "utf8"), "js"));

// One page for each: the same guide, in which the widget or its peer takes its place.
const guide = readFileSync(join(dist, "article.nl.html"), "utf8");
const lines = readFileSync(join(dist, "embed.html"), "utf8").replace(/<!--[^]*?-->\n/, "").replace(/(src|href)="/g, '$1="/dist/');
const page = (head, body) => `<!doctype html><html lang="nl"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Hulp</title><style>body { margin: 0; padding: 2rem; font: 1rem sans-serif }</style>${head}<body><h1>Wie kan een wijziging vragen?</h1>${body}</html>`;
const element = `<contact-wegwijzer>${guide}</contact-wegwijzer>`;
const box = (first = "") => `<div id="widget">${first}${guide}</div>`;
const script = (src) => `<script type="module" src="${src}"></script>`;
const preload = (href) => `<link rel="preload" as="fetch" crossorigin href="${href}">`;
know({ policy: JSON.parse(policy), words: JSON.parse(words) });
const pages = {
  guide: page("", guide),
  wegwijzer: page(script("/dist/wegwijzer.js"), element),
  "wegwijzer-preloaded": page(lines, element),
  server: page(script("server.js") + preload("policy.json") + preload("words.json"), box(firstQuestion(nextStep({}), style))),
  preact: page(script("preact.js"), box()),
  svelte: page(script("svelte.js"), box()),
  // In the head, style before script, as its documentation has it.
  surveyjs: page(`<link href="surveyjs.css" type="text/css" rel="stylesheet">${script("surveyjs.js")}`, box()),
};
for (const [name, html] of Object.entries(pages)) writeFileSync(join(out, `${name}.html`), html);
