// Prints the size of each file in a folder, raw and as brotli sends it.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";

const folder = process.argv[2];
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name))
  .sort();

console.log(`\n${"file".padEnd(32)}${"raw".padStart(10)}${"brotli".padStart(10)}  bytes`);
for (const file of files) {
  const bytes = readFileSync(file);
  const compressed = brotliCompressSync(bytes);
  const [raw, brotli] = [bytes.length, compressed.length].map((size) => size.toLocaleString("en").padStart(10));
  console.log(file.slice(folder.length + 1).padEnd(32) + raw + brotli);
}
