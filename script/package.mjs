// Completes the release in a folder: what makes it an npm package, licences and notices, a folder of this version
// that never changes, header files for servers, and every text compressed beforehand.
//
// node script/package.mjs <folder of the build>
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const out = process.argv[2];
const { devDependencies, ...manifest } = JSON.parse(readFileSync("package.json", "utf8"));

writeFileSync(join(out, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
for (const file of ["index.d.ts", "wegwijzer-frame.d.ts", "custom-elements.json", "README.md", "THIRD-PARTY-NOTICES.txt"]) cpSync(join("src/embed/package", file), join(out, file));
for (const file of ["LICENSE-MIT", "LICENSE-APACHE"]) cpSync(file, join(out, file));
for (const file of readdirSync("deploy")) cpSync(join("deploy", file), join(out, file));

// What a page loads, under an address that stays as it is for ever.
const version = join(out, `v${manifest.version}`);
mkdirSync(version, { recursive: true });
for (const name of readdirSync(out)) {
  const served = /\.(js|css|html)$/.test(name) || name === "files" || existsSync(join(out, name, "policy.json"));
  if (served && !name.startsWith("article.") && !name.startsWith("workshop")) cpSync(join(out, name), join(version, name), { recursive: true });
}

for (const entry of readdirSync(out, { recursive: true, withFileTypes: true })) {
  // The tool is installed, and served to nobody.
  if (!entry.isFile() || entry.parentPath === join(out, "tool") || !/\.(js|wasm|css|html|json|txt)$/.test(entry.name)) continue;
  const file = join(entry.parentPath, entry.name);
  const bytes = readFileSync(file);
  const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params }));
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
}
