// Prints, as a table in Markdown, the size of each file that a visitor may load from a folder, raw and as brotli sends it.
// The folder of a version holds the same files again and is left out; so is what is in the names of files of their content.
//
// node script/sizes.mjs <folder of the build>
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";

const folder = process.argv[2];
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(js|wasm|css|html|json)$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
  .filter((file) => !/^(v\d|package|custom-elements|cliendo|tool|workshop|prover\.)/.test(file))
  .sort();

const rows = files.map((file) => {
  const bytes = readFileSync(join(folder, file));
  return { file: file.replace(/\.[0-9a-f]{16}\./, "."), raw: bytes.length, brotli: brotliCompressSync(bytes).length };
});
const number = (value) => value.toLocaleString("en");
const sum = (...names) => number(rows.filter(({ file }) => names.includes(file)).reduce((sum, { brotli }) => sum + brotli, 0));
console.log("| file | bytes | with brotli |\n| --- | ---: | ---: |");
for (const { file, raw, brotli } of rows) console.log(`| \`${file}\` | ${number(raw)} | ${number(brotli)} |`);
console.log(`\nUntil the first question: ${sum("wegwijzer.js")} bytes. All in one language, Dutch: ${sum("wegwijzer.js",
  "files/wegwijzer.wasm", "files/screens.css", "files/policy.json", "files/words.nl.json")} bytes.`);
