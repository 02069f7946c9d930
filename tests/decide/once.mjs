// Prints what one set of answers leads to.
import { readFileSync } from "node:fs";
import process from "node:process";
import { load } from "../../dist/decide/index.js";

const read = (name) => readFileSync(new URL(`../../dist/cliendo/${name}`, import.meta.url), "utf8");
const decide = await load(read("policy.json"), read("words.en.json"));
console.log(JSON.stringify(decide.screen(JSON.parse(process.argv.at(-1)))));
