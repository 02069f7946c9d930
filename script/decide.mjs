// Makes the folder `decide` of the release: the decision without a page, as programs import it.
//
// node script/decide.mjs <folder with what script/wasm made> <folder of the build>
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { types } from "./types.mjs";

const [made, out] = process.argv.slice(2);
const folder = join(out, "decide");
mkdirSync(folder, { recursive: true });

await build({
  entryPoints: ["src/decide/index.js"],
  outdir: folder,
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2022"],
  legalComments: "none",
  logLevel: "warning",
  alias: { "wegwijzer-decide": `./${join(made, "decide.js")}` },
});
cpSync(join(made, "decide.wasm"), join(folder, "decide.wasm"));
cpSync("src/decide/schema.json", join(folder, "schema.json"));

const schema = JSON.parse(readFileSync("src/decide/schema.json", "utf8"));
const header = readFileSync("src/decide/index.d.ts", "utf8");
writeFileSync(join(folder, "index.d.ts"), `${header}\n${types(schema)}`);
