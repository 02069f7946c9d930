// The release as a program finds it.
import { readFileSync, readdirSync } from "node:fs";
import { load } from "../../dist/decide/index.js";

export const dist = new URL("../../dist/", import.meta.url);

/** A file of the release, as its text. */
export const text = (path) => readFileSync(new URL(path, dist), "utf8");

/** The folder of each policy in the release. */
export const policies = ["cliendo", ...readdirSync(new URL("examples/policies/", dist)).map((name) => `examples/policies/${name}`)];

/** The languages that a policy has words in. */
export const languages = (policy) => JSON.parse(text(`${policy}/policy.json`)).languages;

/** A policy in a language. */
export const decider = (policy, language) => load(text(`${policy}/policy.json`), text(`${policy}/words.${language}.json`));

/** Every answer that somebody gets who answers what is asked, with the answers given. */
export function* walk(decide, answers = {}) {
  const result = decide.screen(answers);
  yield { answers, result };
  if (result.status === "ask") {
    for (const { id } of result.screen.choices) yield* walk(decide, { ...answers, [result.screen.id]: id });
  }
}
