// The compiled policy and its words: which files they are, and what stands in them.

import { Failure, json } from "./files.js";
import { choose, has } from "./languages.js";

/**
 * Loads the policy of an element and its words in a language.
 *
 * @param shipped what comes with the script: the policy's languages, and its files by name
 * @param other the element's `policy` attribute, if it has one
 * @param wanted the wanted languages, the most wanted first
 * @param again whether an earlier try has failed: then no copy of the browser's is taken
 * @returns `{ policy, words, language }`
 */
export async function load(shipped, other, wanted, again) {
  if (!other) {
    const language = choose(wanted, shipped.languages, shipped.defaultLanguage);
    const { "policy.json": policy, [`words.${language}.json`]: words } = shipped.files;
    const files = await Promise.all([once(policy, again), once(words, again)]);
    return { policy: files[0], words: files[1], language };
  }
  let url;
  try {
    url = new URL(other, document.baseURI);
  } catch (cause) {
    throw new Failure("policy", `${other} is no address of a policy.`, cause);
  }
  const policy = await once({ url }, again);
  const { languages, "default-language": defaultLanguage } = policy ?? {};
  if (!Array.isArray(languages) || !has(languages, defaultLanguage)) {
    throw new Failure("policy", `${url} is no compiled policy.`);
  }
  const language = choose(wanted, languages, defaultLanguage);
  const words = await once({ url: new URL(`words.${language}.json`, url) }, again);
  return { policy, words, language };
}

/** What stands in files, by address: all widgets of a page share it. */
const loaded = new Map();

/** What stands in a file, `{ url, hash }`. It is asked for once, unless that failed. */
export function once(file, again) {
  const { href } = file.url;
  if (!loaded.has(href)) {
    const loading = json(file, again);
    loaded.set(href, loading);
    loading.catch(() => loaded.delete(href)); // a later try may have more luck
  }
  return loaded.get(href);
}
