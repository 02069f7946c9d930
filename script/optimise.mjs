// Makes an app of WebAssembly smaller, as each that ships is: for visitors by all means, else by those that take seconds.
//
// node script/optimise.mjs <app> <where to write it> [quickly or none]
import { execFileSync } from "node:child_process";
import { copyFileSync } from "node:fs";

const [app, out, form] = process.argv.slice(2);
// What is inlined less is more alike, and brotli makes more of it.
const passes = form === "quickly" ? "-O1" :
  "-Oz --converge --one-caller-inline-max-function-size=30 --always-inline-max-function-size=5 --flatten --rereloop -Oz";
// Not --all-features: it would emit types that browsers do not have yet.
const features = "--strip-debug --strip-producers --strip-target-features --enable-bulk-memory --enable-bulk-memory-opt " +
  "--enable-nontrapping-float-to-int --enable-sign-ext --enable-mutable-globals --enable-reference-types --enable-multivalue";
if (form === "none") copyFileSync(app, out);
else execFileSync("node_modules/.bin/wasm-opt", [...`${passes} ${features}`.split(" "), app, "-o", out], { stdio: "inherit" });
