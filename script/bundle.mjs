// Makes the app and the scripts of dist/ from what Trunk and the author's tool left there: the app without what its
// glue does not use; and glue, style, element, and a digest of every file that they load, in one script each.
//
// node script/bundle.mjs <folder of the build> <folder for what is only made on the way> <debug or release>
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { record } from "./first.mjs";

const [out, made, profile] = process.argv.slice(2);
const options = { bundle: true, minify: true, legalComments: "none", logLevel: "warning" };

// The glue as a function: after a panic a page needs it anew, with nothing of the old instance in it.
// It has classes of libraries that this app never calls; marked as without effect, they are seen to be unused. It is
// also ready for what cannot happen here: browsers with WebAssembly and without `encodeInto`, and a widget that is
// forgotten, as the element frees what it has mounted.
async function bundleGlue(source) {
  const { outputFiles: [{ text }] } = await build({
    ...options,
    stdin: { contents: 'import { initSync, mount } from "./engine.js"; glue = { initSync, mount };', resolveDir: made },
    plugins: [{
      name: "engine",
      setup: ({ onLoad }) => onLoad({ filter: /engine\.js$/ }, () => ({
        contents: source
          .replaceAll("new FinalizationRegistry", "/* @__PURE__ */ $&")
          .replace(/^if \(!\('encodeInto' in [^]*?^\}$/m, ""),
      })),
    }],
    inject: ["src/embed/globals.js"],
    define: { "Symbol.dispose": "undefined", FinalizationRegistry: "undefined" },
    drop: ["console"],
    format: "iife",
    banner: { js: "export default (WebAssembly) => { let glue;" },
    footer: { js: "return glue; };" },
    logOverride: { "empty-import-meta": "silent" }, // the glue's own way to find its file is not used
    write: false,
  });
  return text;
}

const bound = join(out, "wegwijzer_bg.wasm");
const app = join(out, "wegwijzer.wasm");
const glue = join(made, "glue.mjs");
const source = readFileSync(join(made, "engine.js"), "utf8");
if (profile === "release") {
  const shrunk = await shrink(bound, source, await bundleGlue(source));
  writeFileSync(app, shrunk.wasm);
  writeFileSync(glue, await bundleGlue(shrunk.source));
  rmSync(bound);
} else {
  renameSync(bound, app);
  writeFileSync(glue, await bundleGlue(source));
}

/** The app and its glue without what neither needs of the other, and with short names between them. */
async function shrink(bound, source, glue) {
  const { default: binaryen } = await import("binaryen");
  // Not --all-features: it would emit types that browsers do not have yet.
  const features = ["bulk-memory", "bulk-memory-opt", "nontrapping-float-to-int", "sign-ext", "mutable-globals",
    "reference-types", "multivalue"].map((feature) => `--enable-${feature}`);
  const wasm = (name) => join(made, `${name}.wasm`);
  const run = (tool, ...args) => execFileSync(join("node_modules/.bin", tool), [...features, ...args], { encoding: "utf8" });

  // What an app exports, it keeps. So it is to export only what the glue names.
  const named = new Set(glue.match(/[\w$]+/g));
  const exports = WebAssembly.Module.exports(new WebAssembly.Module(readFileSync(bound)));
  const kept = exports.map(({ name }) => name).filter((name) => named.has(name));
  const nodes = kept.map((name) => ({ name, export: name }));
  const graph = join(made, "exports.json");
  writeFileSync(graph, JSON.stringify([{ name: "glue", root: true, reaches: kept }, ...nodes]));
  run("wasm-metadce", "-g", bound, "--graph-file", graph, "-o", wasm("reached"));

  // Leptos takes along streams and an executor for promises. Their exports are gone, and nothing else enters them,
  // but they still stand in the table of functions; a trap in their place lets go of all that they would call. And it
  // can warn of effects that set each other off. A debug build does; here it goes, and with it all code for formatting.
  const module = binaryen.readBinary(readFileSync(wasm("reached")));
  for (let number = 0; number < module.getNumFunctions(); number += 1) {
    const callee = module.getFunctionByIndex(number);
    const { name, module: from } = binaryen.getFunctionInfo(callee);
    if (from !== "") continue;
    const replace = (body) => binaryen.Function(callee).setBody(body);
    if (/wasm_streams|js_sys\W.*futures|\bfmt::|std\W.*\bio::error/.test(name)) replace(module.unreachable());
    if (/^reactive_graph\W.*log_warning/.test(name)) replace(module.nop());
  }
  writeFileSync(wasm("entered"), module.emitBinary());

  // What is inlined less is more alike, and brotli makes more of it: a kilobyte less to download.
  run("wasm-opt", "-Oz", "--converge", "--one-caller-inline-max-function-size=30", "--always-inline-max-function-size=5",
    "--flatten", "--rereloop", "-Oz", wasm("entered"), "-o", wasm("small"));
  const names = JSON.parse(run("wasm-opt", "--minify-imports-and-exports-and-modules", wasm("small"), "-o", wasm("renamed")));
  const short = {
    import: new Map(names.imports.map(([, name, short]) => [name, short])),
    export: new Map(names.exports),
  };
  const missing = new Set(short.import.keys());
  const rename = (_, name, code) => (missing.delete(name) ? short.import.get(name) + code : "");
  const renamed = source.replace(/^ {8}(__wb\w+)(: function[^]*?^ {8}\}(?:, arguments\); \})?,\n)/gm, rename);
  if (missing.size > 0) throw new Error(`The glue is not as expected: it has no ${[...missing].join(", ")}.`);
  return {
    wasm: readFileSync(wasm("renamed")),
    source: renamed
      .replace(/\bwasm\.(\w+)/g, (whole, name) => (short.export.has(name) ? `wasm.${short.export.get(name)}` : whole))
      .replace('"./wegwijzer_bg.js":', '"a":'),
  };
}

// The style of the screens rides along with the app: before the app has come, nothing needs it.
await build({ ...options, entryPoints: ["style/widget.css", "style/screens.css"], outdir: made });
const section = Buffer.concat([Buffer.from("\u0003css"), readFileSync(join(made, "screens.css"))]);
writeFileSync(app, Buffer.concat([profile === "release" ? withoutRemarks(readFileSync(app)) : readFileSync(app), Buffer.of(0), leb128(section.length), section]));

/** A module without its custom sections: what tools tell each other. */
function withoutRemarks(module) {
  const parts = [module.subarray(0, 8)];
  for (let start = 8, end; start < module.length; start = end) {
    let length = 0;
    let at = start + 1;
    for (let shift = 0, byte = 128; byte & 128; shift += 7) length += ((byte = module[at++]) & 127) * 2 ** shift;
    end = at + length;
    if (module[start] !== 0) parts.push(module.subarray(start, end));
  }
  return Buffer.concat(parts);
}

/** A number as WebAssembly writes it. */
function leb128(number) {
  return number < 128 ? Buffer.of(number) : Buffer.concat([Buffer.of(128 | (number & 127)), leb128(number >> 7)]);
}

// What the script loads, each file under a name that changes with its content: whoever has the script of yesterday gets the
// files of yesterday, as long as they are kept. Literal addresses, so that an embedder's bundler finds them and takes them
// along.
const shipped = JSON.parse(readFileSync(join(made, "shipped.json"), "utf8"));
const digest = (path, algorithm, encoding = "base64") =>
  createHash(algorithm).update(readFileSync(join(out, path))).digest(encoding);
mkdirSync(join(out, "files"), { recursive: true });
const paths = {};
const take = (path, name) => {
  const [, stem, ending] = /^(.*)\.(\w+)$/.exec(name);
  paths[name] = `files/${stem}.${digest(path, "sha256", "hex").slice(0, 16)}.${ending}`;
  copyFileSync(join(out, path), join(out, paths[name]));
};
take("wegwijzer.wasm", "wegwijzer.wasm");
rmSync(app);
for (const name of readdirSync(join(out, shipped.id))) if (name.endsWith(".json")) take(`${shipped.id}/${name}`, name);
const entries = Object.entries(paths).map(([name, path]) =>
  `${JSON.stringify(name)}: { url: new URL("./${path}", import.meta.url), hash: "sha256-${digest(path, "sha256")}" }`);
const known = join(made, "shipped.js");
const read = (name) => JSON.parse(readFileSync(join(out, paths[name]), "utf8"));
const { default: makeGlue } = await import(pathToFileURL(glue));
const first = record(makeGlue, readFileSync(join(out, paths["wegwijzer.wasm"])), read("policy.json"), read(`words.${shipped.defaultLanguage}.json`));
const value = JSON.stringify({ ...shipped, first });
writeFileSync(known, `export default { ...${value}, files: { ${entries.join(", ")} } };\n`);

await build({
  ...options,
  entryPoints: ["src/embed/wegwijzer.js", "src/embed/index.js"],
  outdir: out,
  format: "esm",
  target: ["es2022"],
  loader: { ".css": "text" },
  alias: { "wegwijzer-glue": `./${glue}`, "wegwijzer-shipped": `./${known}`, "wegwijzer-style": `./${join(made, "widget.css")}` },
});
if (profile === "release") {
  const { minify } = await import("terser");
  for (const name of ["wegwijzer.js", "index.js"]) {
    const { code } = await minify(readFileSync(join(out, name), "utf8"), { module: true, ecma: 2022, compress: { passes: 3, sequences: false } });
    writeFileSync(join(out, name), code);
  }
}
await build({
  ...options,
  entryPoints: { "frame": "src/embed/frame/inside.js", "wegwijzer-frame": "src/embed/frame/host.js" },
  outdir: out,
  format: "esm",
});

// What an embedder can copy: the lines that have a page load everything at once.
const preload = (name) =>
  `<link rel="preload" as="fetch" crossorigin referrerpolicy="no-referrer" href="${paths[name]}" integrity="sha256-${digest(paths[name], "sha256")}">`;
const lines = [
  `<script type="module" crossorigin src="wegwijzer.js" integrity="sha384-${digest("wegwijzer.js", "sha384")}"></script>`,
  ...["wegwijzer.wasm", "policy.json", `words.${shipped.defaultLanguage}.json`].map(preload),
];
writeFileSync(join(out, "embed.html"), `<!-- Into the page's head, each address made whole: a script that is pinned to this build, and its files. Of the words,
     name the language of the page. -->\n${lines.join("\n")}\n`);
if (profile === "release") console.log(`\n${lines.join("\n")}`);
