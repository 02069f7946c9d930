// Makes the app and the scripts of dist/ from what Trunk and the author's tool left there: each file that a script loads under
// a name with its digest, and style, element, first question and those digests in one script each.
//
// node script/bundle.mjs <folder of the build> <folder for what is only made on the way> <debug or release>
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const [out, made, profile] = process.argv.slice(2);
const options = { bundle: true, minify: true, legalComments: "none", logLevel: "warning" };

// The app.
const app = join(out, "wegwijzer.wasm");
if (profile === "release") execFileSync("node", ["script/optimise.mjs", join(out, "wegwijzer_bg.wasm"), app]);
else renameSync(join(out, "wegwijzer_bg.wasm"), app);
rmSync(join(out, "wegwijzer_bg.wasm"), { force: true });

// The style of the first question stands in the script, that of the later screens in a file.
await build({ ...options, entryPoints: ["style/widget.css", "style/screens.css"], outdir: made });

// What the script loads, each file under a name that changes with its content: whoever has the script of yesterday gets the
// files of yesterday, as long as they are kept.
const shipped = JSON.parse(readFileSync(join(made, "shipped.json"), "utf8"));
const digest = (path, algorithm, encoding = "base64") => createHash(algorithm).update(readFileSync(path)).digest(encoding);
mkdirSync(join(out, "files"), { recursive: true });
const files = {};
const take = (path, name) => {
  const [, stem, ending] = /^(.*)\.(\w+)$/.exec(name);
  files[name] = { path: `files/${stem}.${digest(path, "sha256", "hex").slice(0, 16)}.${ending}`, hash: `sha256-${digest(path, "sha256")}` };
  copyFileSync(path, join(out, files[name].path));
};
take(app, "wegwijzer.wasm");
rmSync(app);
take(join(made, "screens.css"), "screens.css");
for (const name of readdirSync(join(out, shipped.id))) if (name.endsWith(".json")) take(join(out, shipped.id, name), name);

// Literal addresses, so that an embedder's bundler finds them and takes them along.
const entries = Object.entries(files).map(([name, { path, hash }]) =>
  `${JSON.stringify(name)}: { url: new URL("./${path}", import.meta.url), hash: "${hash}" }`);
const known = join(made, "shipped.js");
writeFileSync(known, `export default { ...${JSON.stringify(shipped)}, files: { ${entries.join(", ")} } };\n`);

await build({
  ...options,
  entryPoints: ["src/embed/wegwijzer.js", "src/embed/index.js"],
  outdir: out,
  format: "esm",
  target: ["es2022"],
  loader: { ".css": "text" },
  alias: {
    "wegwijzer-app": `./${join(made, "app.js")}`,
    "wegwijzer-shipped": `./${known}`,
    "wegwijzer-style": `./${join(made, "widget.css")}`,
  },
  inject: ["src/embed/globals.js"],
  logOverride: { "empty-import-meta": "silent" },
});
await build({
  ...options,
  entryPoints: { "frame": "src/embed/frame/inside.js", "wegwijzer-frame": "src/embed/frame/host.js" },
  outdir: out,
  format: "esm",
});

// What an embedder can copy: the lines that have a page load everything at once.
const preload = (name) =>
  `<link rel="preload" as="fetch" crossorigin referrerpolicy="no-referrer" href="${files[name].path}" integrity="${files[name].hash}">`;
const script = `sha384-${digest(join(out, "wegwijzer.js"), "sha384")}`;
const lines = [
  `<script type="module" crossorigin src="wegwijzer.js" integrity="${script}"></script>`,
  ...["wegwijzer.wasm", "screens.css", "policy.json", `words.${shipped.defaultLanguage}.json`].map(preload),
];
writeFileSync(join(out, "embed.html"), `<!-- Into the page's head, each address made whole: a script that is pinned to this build, and its files. Of the words,
     name the language of the page. -->\n${lines.join("\n")}\n`);
if (profile === "release") console.log(`\n${lines.join("\n")}`);
