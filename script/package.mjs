// Completes the release in a folder: what makes it an npm package, licences and notices, a folder of this version
// that never changes, header files for servers, and every text compressed beforehand.
//
// node script/package.mjs <folder of the build>
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const out = process.argv[2];
const { devDependencies, ...manifest } = JSON.parse(readFileSync("package.json", "utf8"));

writeFileSync(join(out, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
for (const file of ["index.d.ts", "custom-elements.json", "README.md"]) cpSync(join("src/embed/package", file), join(out, file));
for (const file of ["LICENSE-MIT", "LICENSE-APACHE"]) cpSync(file, join(out, file));
writeFileSync(join(out, "THIRD-PARTY-NOTICES.txt"), notices());
for (const file of readdirSync("deploy")) cpSync(join("deploy", file), join(out, file));

// What a page loads, under an address that stays as it is for ever.
const version = join(out, `v${manifest.version}`);
mkdirSync(version, { recursive: true });
for (const name of readdirSync(out)) {
  const served = /\.(js|css|html)$/.test(name) || name === "files" || existsSync(join(out, name, "policy.json"));
  if (served && !name.startsWith("article.")) cpSync(join(out, name), join(version, name), { recursive: true });
}

for (const entry of readdirSync(out, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !/\.(js|wasm|css|html|json|txt)$/.test(entry.name)) continue;
  const file = join(entry.parentPath, entry.name);
  const bytes = readFileSync(file);
  const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params }));
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
}

/** The licences of all that is compiled into the app. */
function notices() {
  const cargo = (...args) => JSON.parse(execFileSync("cargo", args, { maxBuffer: 1 << 28 }));
  const target = "wasm32-unknown-unknown";
  const { packages, resolve } = cargo("metadata", "--format-version=1", "--locked", `--filter-platform=${target}`);
  const linked = new Set();
  const add = (id) => {
    if (linked.has(id)) return;
    linked.add(id);
    const { deps } = resolve.nodes.find((node) => node.id === id);
    for (const { pkg, dep_kinds } of deps) if (dep_kinds.some(({ kind }) => kind === null)) add(pkg);
  };
  add(resolve.root);
  linked.delete(resolve.root);
  const crates = packages
    .filter(({ id, targets }) => linked.has(id) && !targets.some(({ kind }) => kind.includes("proc-macro")))
    .sort((a, b) => a.name.localeCompare(b.name) || a.version.localeCompare(b.version));
  const list = crates.map(({ name, version, license, authors }) =>
    `${name} ${version} (${license})${authors.length > 0 ? `, by ${authors.join(", ")}` : ""}`);

  // Many say the same: each text once, with those that it is of.
  const texts = new Map();
  for (const { name, version, manifest_path } of crates) {
    const folder = dirname(manifest_path);
    for (const file of readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice|unlicense)/i.test(file))) {
      const text = readFileSync(join(folder, file), "utf8").trim();
      texts.set(text, [...(texts.get(text) ?? []), `${name} ${version}`]);
    }
  }
  const bodies = [...texts].map(([text, of]) => `Of ${[...new Set(of)].join(", ")}:\n\n${text}`);
  const opening = "What others wrote and this app contains, beside Rust's standard library (MIT OR Apache-2.0).";
  return [`${opening}\n\n${list.join("\n")}`, ...bodies].join(`\n\n${"-".repeat(80)}\n\n`) + "\n";
}
