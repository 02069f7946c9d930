// Makes the workshop of dist/ from its apps and its sources: pages, scripts, styles, the apps of page and worker under names with
// their digests, and the policies that can be opened there. The preview is made from what the script of the widget was made from.
//
// node script/workshop.mjs <folder of the apps> <folder of the build> <folder for what is only made on the way>
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { build } from "esbuild";

const [apps, out, made] = process.argv.slice(2);
const options = { bundle: true, minify: true, legalComments: "none", logLevel: "warning", outdir: out };

// Each policy as one file: its files by name.
const examples = readdirSync("examples/policies").sort().map((name) => join("examples/policies", name));
const policies = ["policies/cliendo", ...examples];
mkdirSync(join(out, "workshop-policies"), { recursive: true });
for (const folder of policies) {
  const names = readdirSync(folder).filter((name) => name.endsWith(".toml"));
  const files = Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
  writeFileSync(join(out, "workshop-policies", `${basename(folder)}.json`), JSON.stringify(files));
}
const list = join(made, "workshop-policies.json");
writeFileSync(list, JSON.stringify(policies.map((folder) => basename(folder))));

await build({
  ...options,
  entryPoints: {
    "workshop": "src/workshop/page.js",
    "workshop-worker": "src/workshop/worker.js",
    "workshop-preview": "src/workshop/preview/page.js",
  },
  format: "esm",
  target: ["es2022"],
  loader: { ".css": "text", ".wasm": "file" },
  assetNames: "[name].[hash]",
  alias: {
    "wegwijzer-workshop": `./${join(apps, "workshop.js")}`,
    "wegwijzer-workshop.wasm": `./${join(apps, "workshop.wasm")}`,
    "wegwijzer-prover": `./${join(apps, "prover.js")}`,
    "wegwijzer-prover.wasm": `./${join(apps, "prover.wasm")}`,
    "wegwijzer-policies": `./${list}`,
    "wegwijzer-app": `./${join(made, "app.js")}`,
    "wegwijzer-shipped": `./${join(made, "shipped.js")}`,
    "wegwijzer-style": `./${join(made, "widget.css")}`,
  },
  logOverride: { "empty-import-meta": "silent" },
});
await build({ ...options, entryPoints: { "workshop": "style/workshop.css", "workshop-preview": "style/preview.css" } });
for (const page of ["workshop.html", "workshop-preview.html"]) copyFileSync(page, join(out, page));
