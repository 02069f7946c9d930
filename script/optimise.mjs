// Makes an app of WebAssembly smaller, as each that ships is.
//
// node script/optimise.mjs <app> <where to write it>
import { execFileSync } from "node:child_process";

// Not --all-features: it would emit types that browsers do not have yet. What is inlined less is more alike, and brotli makes
// more of it.
const OPTIONS = "-Oz --converge --one-caller-inline-max-function-size=30 --always-inline-max-function-size=5 --flatten --rereloop -Oz " +
  "--strip-debug --strip-producers --strip-target-features --enable-bulk-memory --enable-bulk-memory-opt " +
  "--enable-nontrapping-float-to-int --enable-sign-ext --enable-mutable-globals --enable-reference-types --enable-multivalue";

const [app, out] = process.argv.slice(2);
execFileSync("node_modules/.bin/wasm-opt", [...OPTIONS.split(" "), app, "-o", out], { stdio: "inherit" });
