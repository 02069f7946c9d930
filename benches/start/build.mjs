// Builds the peers, each as one script minified by esbuild, from the widget's own policy, words and style.
//
// node benches/start/build.mjs <folder of the widget's release> <folder to write to>
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, transform } from "esbuild";
import svelte from "esbuild-svelte";

const [dist, out] = process.argv.slice(2);
const here = import.meta.dirname;
mkdirSync(out, { recursive: true });

const css = readFileSync("style/widget.css", "utf8") + readFileSync("style/screens.css", "utf8");
const given = {
  "policy.json": { contents: readFileSync(join(dist, "cliendo/policy.json"), "utf8"), loader: "json" },
  "words.json": { contents: readFileSync(join(dist, "cliendo/words.nl.json"), "utf8"), loader: "json" },
  "style.css": { contents: (await transform(css, { loader: "css", minify: true })).code, loader: "text" },
};
const shared = {
  name: "given",
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^(policy\.json|words\.json|style\.css)$/ }, ({ path }) => ({ path, namespace: "given" }));
    onLoad({ filter: /.*/, namespace: "given" }, ({ path }) => given[path]);
  },
};
const options = { bundle: true, minify: true, format: "esm", target: "es2022", legalComments: "none", logLevel: "error" };
const peer = (name, entry, more = {}) =>
  build({ ...options, entryPoints: { [name]: join(here, entry) }, outdir: out, plugins: [shared], ...more });

await peer("preact", "peers/preact.jsx", { jsx: "automatic", jsxImportSource: "preact" });
await peer("svelte", "peers/svelte.js", {
  plugins: [shared, svelte({ compilerOptions: { css: "external" } })],
  mainFields: ["svelte", "browser", "module", "main"],
  conditions: ["svelte", "browser", "production"],
});
await peer("surveyjs", "peers/surveyjs.js", { define: { "process.env.NODE_ENV": '"production"' } });
cpSync(join(here, "node_modules/survey-core/survey-core.min.css"), join(out, "surveyjs.css"));
await build({ ...options, entryPoints: { typebot: join(here, "node_modules/@typebot.io/js/dist/web.js") }, outdir: out });

// One page for each: the same guide, in which the widget or its peer takes its place.
const guide = readFileSync(join(dist, "article.nl.html"), "utf8");
const lines = readFileSync(join(dist, "embed.html"), "utf8").replace(/<!--[^]*?-->\n/, "").replace(/(src|href)="/g, '$1="/dist/');
const page = (head, body) => `<!doctype html><html lang="nl"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Hulp</title><style>body { margin: 0; padding: 2rem; font: 1rem sans-serif }</style>${head}<body><h1>Wie kan een wijziging vragen?</h1>${body}</html>`;
const element = `<contact-wegwijzer>${guide}</contact-wegwijzer>`;
const box = `<div id="widget">${guide}</div>`;
const script = (src) => `<script type="module" src="${src}"></script>`;
const pages = {
  guide: page("", guide),
  wegwijzer: page(script("/dist/wegwijzer.js"), element),
  "wegwijzer-preloaded": page(lines, element),
  preact: page(script("preact.js"), box),
  svelte: page(script("svelte.js"), box),
  surveyjs: page(`<link rel="stylesheet" href="surveyjs.css">${script("surveyjs.js")}`, box),
};
for (const [name, html] of Object.entries(pages)) writeFileSync(join(out, `${name}.html`), html);
