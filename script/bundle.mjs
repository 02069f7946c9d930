// Makes the app and the scripts of dist/ from what Trunk and the author's tool left there: each file that a script loads under
// a name with its digest, and style, element, first question and those digests in one script each.
//
// node script/bundle.mjs <folder of the build> <folder for what is only made on the way> <debug or release>
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
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

const scripts = (entryPoints, outdir, known) => build({
  ...options,
  entryPoints,
  outdir,
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
await scripts(["src/embed/wegwijzer.js", "src/embed/index.js"], out, known);
await build({
  ...options,
  entryPoints: { "frame": "src/embed/frame/inside.js", "wegwijzer-frame": "src/embed/frame/host.js" },
  outdir: out,
  format: "esm",
});

// What the workshop puts into the site of another policy, by its name there, with where it is fetched. The script is the same,
// but for the policy that comes with it: a line that src/draft/site.rs writes before it has that one.
const kit = join(out, "workshop-kit");
const open = join(made, "open.js");
writeFileSync(open, "export default wegwijzerShipped;\n");
await scripts(["src/embed/wegwijzer.js"], kit, open);
// A new build may be put on a server while somebody loads the list: then the script of that list is there, or none is.
const scriptOfKit = `wegwijzer.${digest(join(kit, "wegwijzer.js"), "sha256", "hex").slice(0, 16)}.js`;
renameSync(join(kit, "wegwijzer.js"), join(kit, scriptOfKit));
const kept = {
  "wegwijzer.js": scriptOfKit,
  "THIRD-PARTY-NOTICES.txt": "THIRD-PARTY-NOTICES.txt",
  "LICENSE-MIT": "LICENSE-MIT.txt",
  "LICENSE-APACHE": "LICENSE-APACHE.txt",
  // Servers show nobody a file of that name.
  "_headers": "headers.txt",
};
for (const from of ["src/embed/package/THIRD-PARTY-NOTICES.txt", "LICENSE-MIT", "LICENSE-APACHE", "deploy/_headers"]) {
  copyFileSync(from, join(kit, kept[basename(from)]));
}
const fetched = [files["wegwijzer.wasm"].path, files["screens.css"].path, "page.css", "frame.css", "frame.js", "wegwijzer-frame.js"];
const addresses = fetched.map((path) => [path, path]).concat(Object.entries(kept).map(([name, file]) => [name, `workshop-kit/${file}`]));
writeFileSync(join(out, "workshop-kit.json"), `${JSON.stringify(Object.fromEntries(addresses), null, 2)}\n`);

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
