// Changes the scripts of src/embed in each of many small ways, and lists the changes that tests/web.rs does not notice. No file of
// the project is touched: the change is made as the scripts are bundled. Those that are only in the release (engine.js, place.js,
// wegwijzer.js, the iframe's) are no part of the bundle; tests/e2e has them.
//
// Stryker, which does this for JavaScript, runs the tests within its own process or a Karma of its own; these run in Rust.
//
//   node script/mutants.mjs 3/40     every 40th change, from the third on
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { build } from "esbuild";

const [from, of] = process.argv[2].split("/").map(Number);
const bundle = { entryPoints: ["src/embed/element.js"], bundle: true, format: "esm", outfile: "target/embed/element.js", logLevel: "silent" };

/** Each text that is replaced, and by what. */
const SWAPS = [
  ["===", "!=="], ["!==", "==="], [" && ", " || "], [" || ", " && "], [" ?? ", " && "], [" < ", " >= "], [" > ", " <= "],
  [" + ", " - "], [" += ", " -= "], ["true", "false"], ["false", "true"], ["if (", "if (false && "], ["if (", "if (true || "],
];

/** All changes of a script: `{ line, before, after }`. */
function* changes(text) {
  for (const [line, before] of text.split("\n").entries()) {
    const code = before.trim();
    if (/^(\/\/|\/?\*|import |export \{)/.test(code)) continue;
    for (const [old, other] of SWAPS) {
      for (let at = before.indexOf(old); at >= 0; at = before.indexOf(old, at + 1)) {
        // A word by itself, and outside the words of a comment.
        if (/\w/.test(old[0]) && /[\w"']/.test(before[at - 1] ?? " ") || before.lastIndexOf("// ", at) >= 0) continue;
        yield { line, before, after: before.slice(0, at) + other + before.slice(at + old.length) };
      }
    }
    const isWhole = code.endsWith(";") && code.split(/[([{]/).length === code.split(/[)\]}]/).length;
    if (!isWhole || /^(const|let|throw|break|continue|for|if|else|case|export|#?\w+ = )\b/.test(code)) continue;
    const after = code.startsWith("return") ? before.replace(/return .*;$/, "return;") : "";
    if (after !== before) yield { line, before, after };
  }
}

const { metafile } = await build({ ...bundle, metafile: true });
const all = Object.keys(metafile.inputs).flatMap((file) => [...changes(readFileSync(file, "utf8"))].map((change) => ({ file, ...change })));

/** Whether the tests pass with a change, or without any; nothing where there is nothing to run. */
async function passes(change) {
  const load = ({ path }) => {
    const lines = readFileSync(path, "utf8").split("\n");
    if (path === resolve(change.file)) lines[change.line] = change.after;
    return { contents: lines.join("\n") };
  };
  const plugins = change ? [{ name: "change", setup: ({ onLoad }) => onLoad({ filter: /src\/embed\/.*\.js$/ }, load) }] : [];
  if (await build({ ...bundle, plugins }).then(() => false, () => true)) return undefined;
  const runner = { CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER: "wasm-bindgen-test-runner", WASM_BINDGEN_TEST_TIMEOUT: "120", CHROMEDRIVER: "/usr/bin/chromedriver" };
  const run = ["test", "--target", "wasm32-unknown-unknown", "--test", "web"];
  return spawnSync("cargo", run, { env: { ...runner, ...process.env }, timeout: 300_000, killSignal: "SIGINT" }).status === 0;
}

if (!(await passes())) throw new Error("tests/web.rs fails without any change");
const count = { caught: 0, void: 0, missed: 0 };
for (const change of all.filter((_, number) => number % of === from)) {
  const found = { true: "missed", false: "caught", undefined: "void" }[await passes(change)];
  count[found] += 1;
  console.log(`${found} ${basename(change.file)}:${change.line + 1} ${change.before.trim()} → ${change.after.trim() || "(nothing)"}`);
}
await build(bundle);
const tried = count.caught + count.void + count.missed;
console.log(`${all.length} changes, ${tried} tried: ${count.caught} caught, ${count.void} void, ${count.missed} missed`);
