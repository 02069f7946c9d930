// What the app may know of the page and ask of it. src/embed/mod.rs has the other side.

import { offered } from "./languages.js";

/**
 * @param element the widget's element
 * @param known the languages of the policy that came with the script
 * @param language the language on the screen
 * @param link what a link to given answers begins with
 * @param guarded wraps a listener of the app, so that nothing it throws reaches the page
 * @param wishes what is done when the app wishes something, by its name
 */
export function makePage(element, { known, language, link, guarded, wishes }) {
  let languages = "";
  for (const [tag, name] of offered(element, known)) languages += `${tag} ${name}\n`;
  return {
    languages,
    link,
    standalone: element.hasAttribute("standalone") ? "yes" : "",
    plural: (number) => new Intl.PluralRules(language).select(number),
    guarded,
    wish: (what, text) => wishes[what](text),
  };
}

/** Copies a text for the visitor, and says whether that went well. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // not allowed, not there, or not what the browser had
  }
}
