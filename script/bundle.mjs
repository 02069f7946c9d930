// Makes the scripts of dist/ from what Trunk and the author's tool left there: the app's glue, the style, the
// element, and a digest of every file that they load, in one file each.
//
// node script/bundle.mjs <folder of the build> <folder for what is only made on the way>
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const [out, made] = process.argv.slice(2);
const options = { bundle: true, minify: true, legalComments: "none", logLevel: "warning" };

// The glue as a function: after a panic a page needs it anew, with nothing of the old instance in it.
const glue = join(made, "glue.js");
await build({
  ...options,
  stdin: { contents: 'export { initSync, mount } from "./engine.js"', resolveDir: made },
  outfile: glue,
  format: "iife",
  globalName: "glue",
  banner: { js: "export default (WebAssembly) => {" },
  footer: { js: "return glue; };" },
  logOverride: { "empty-import-meta": "silent" }, // the glue's own way to find its file is not used
});

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
