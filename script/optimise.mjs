// Makes an app of WebAssembly smaller, as each that ships is: for visitors by all means, else by those that take seconds.
//
// node script/optimise.mjs <app> <where to write it> [quickly]
import { execFileSync } from "node:child_process";

const [app, out, quickly] = process.argv.slice(2);
// What is inlined less is more alike, and brotli makes more of it.
const passes = quickly ? "-O1" :
  "-Oz --converge --one-caller-inline-max-function-size=30 --always-inline-max-function-size=5 --flatten --rereloop -Oz";
// Not --all-features: it would emit types that browsers do not have yet.
const features = "--strip-debug --strip-producers --strip-target-features --enable-bulk-memory --enable-bulk-memory-opt " +
  "--enable-nontrapping-float-to-int --enable-sign-ext --enable-mutable-globals --enable-reference-types --enable-multivalue";
execFileSync("node_modules/.bin/wasm-opt", [...`${passes} ${features}`.split(" "), app, "-o", out], { stdio: "inherit" });
