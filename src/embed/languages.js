// Which language a widget is shown in, and what languages are called.

/** The languages that an element asks for, the most wanted first. */
export function wanted(element) {
  return [element.getAttribute("lang"), document.documentElement.lang];
}

/** The first wanted language that there is, in its own form or by its first part (`en` for `en-GB`). */
export function choose(wanted, languages, otherwise) {
  for (const tag of wanted) {
    const full = (tag ?? "").toLowerCase();
    for (const form of [full, full.split("-")[0]]) {
      for (const known of languages) if (known.toLowerCase() === form) return known;
    }
  }
  return otherwise;
}

/** The languages that an element offers in its menu: `[tag, name]`, each with the name that it has for itself. */
export function offered(element, known) {
  const languages = [];
  for (const tag of (element.getAttribute("languages") ?? "").split(/\s+/)) {
    // The languages of another policy are not known here; one that it lacks leads to its own.
    if (has(known, tag) || (tag !== "" && element.hasAttribute("policy"))) languages.push([tag, nameOf(tag)]);
  }
  return languages;
}

/** Whether a list holds an item. Loops, as a host may have its own idea of what an array can do. */
export function has(list, wanted) {
  for (const item of list) if (item === wanted) return true;
  return false;
}

/** What a language is called in that language; its tag where the browser does not know. */
function nameOf(tag) {
  try {
    return new Intl.DisplayNames([tag], { type: "language" }).of(tag);
  } catch {
    return tag;
  }
}
