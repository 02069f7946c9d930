// Prints the size of each file that a visitor may load from a folder, raw and as brotli sends it. The folder of a
// version holds the same files again and is left out.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";

const folder = process.argv[2];
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(js|wasm|css|html|json)$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
  .filter((file) => !/^(v\d|package|custom-elements)/.test(file))
  .sort();

console.log(`\n${"file".padEnd(32)}${"raw".padStart(10)}${"brotli".padStart(10)}  bytes`);
for (const file of files) {
  const bytes = readFileSync(join(folder, file));
  const [raw, brotli] = [bytes, brotliCompressSync(bytes)].map(({ length }) => length.toLocaleString("en").padStart(10));
  console.log(file.padEnd(32) + raw + brotli);
}
