// Makes the app and the scripts of dist/ from what Trunk and the author's tool left there: the app without what its
// glue does not use; and glue, style, element, and a digest of every file that they load, in one script each.
//
// node script/bundle.mjs <folder of the build> <folder for what is only made on the way> <debug or release>
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const [out, made, profile] = process.argv.slice(2);
const options = { bundle: true, minify: true, legalComments: "none", logLevel: "warning" };

// The glue as a function: after a panic a page needs it anew, with nothing of the old instance in it.
// It has classes of libraries that this app never calls; marked as without effect, they are seen to be unused.
const engine = join(made, "engine.js");
writeFileSync(engine, readFileSync(engine, "utf8").replaceAll("new FinalizationRegistry", "/* @__PURE__ */ $&"));
const glue = join(made, "glue.js");
await build({
  ...options,
  stdin: { contents: 'export { initSync, mount } from "./engine.js"', resolveDir: made },
  define: { "Symbol.dispose": "undefined" },
  outfile: glue,
  format: "iife",
  globalName: "glue",
  banner: { js: "export default (WebAssembly) => {" },
  footer: { js: "return glue; };" },
  logOverride: { "empty-import-meta": "silent" }, // the glue's own way to find its file is not used
});

const bound = join(out, "wegwijzer_bg.wasm");
const app = join(out, "wegwijzer.wasm");
if (profile === "release") {
  // Not --all-features: it would emit types that browsers do not have yet.
  const features = ["bulk-memory", "bulk-memory-opt", "nontrapping-float-to-int", "sign-ext", "mutable-globals",
    "reference-types", "multivalue"].map((feature) => `--enable-${feature}`);
  const binaryen = (tool, ...args) => execFileSync(join("node_modules/.bin", tool), [...features, ...args]);

  // What an app exports, it keeps. So it is to export only what the glue names.
  const named = new Set(readFileSync(glue, "utf8").match(/[\w$]+/g));
  const module = new WebAssembly.Module(readFileSync(bound));
  const kept = WebAssembly.Module.exports(module).map(({ name }) => name).filter((name) => named.has(name));
  const graph = join(made, "exports.json");
  const nodes = kept.map((name) => ({ name, export: name }));
  writeFileSync(graph, JSON.stringify([{ name: "glue", root: true, reaches: kept }, ...nodes]));
  const lean = join(made, "lean.wasm");
  binaryen("wasm-metadce", bound, "--graph-file", graph, "-o", lean);
  binaryen("wasm-opt", "-Oz", "--converge", lean, "-o", app);
  rmSync(bound);
} else {
  renameSync(bound, app);
}

const style = join(made, "widget.css");
await build({ ...options, entryPoints: ["style/widget.css"], outfile: style });

// Literal addresses, so that an embedder's bundler finds the files and takes them along.
const shipped = JSON.parse(readFileSync(join(made, "shipped.json"), "utf8"));
const digest = (path, algorithm) =>
  `${algorithm}-${createHash(algorithm).update(readFileSync(join(out, path))).digest("base64")}`;
const files = ["wegwijzer.wasm", ...readdirSync(join(out, shipped.id)).map((name) => `${shipped.id}/${name}`)];
const entries = files.filter((path) => /\.(wasm|json)$/.test(path)).map((path) =>
  `${JSON.stringify(path.split("/").pop())}: { url: new URL("./${path}", import.meta.url), hash: "${digest(path, "sha256")}" }`);
const known = join(made, "shipped.js");
writeFileSync(known, `export default { ...${JSON.stringify(shipped)}, files: { ${entries.join(", ")} } };\n`);

await build({
  ...options,
  entryPoints: ["src/embed/wegwijzer.js", "src/embed/index.js"],
  outdir: out,
  format: "esm",
  target: ["es2022"],
  loader: { ".css": "text" },
  alias: { "wegwijzer-glue": `./${glue}`, "wegwijzer-shipped": `./${known}`, "wegwijzer-style": `./${style}` },
});
await build({
  ...options,
  entryPoints: { "frame": "src/embed/frame/inside.js", "wegwijzer-frame": "src/embed/frame/host.js" },
  outdir: out,
  format: "esm",
});
console.log(`\nThe integrity of wegwijzer.js: ${digest("wegwijzer.js", "sha384")}`);
