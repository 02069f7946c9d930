// Records the first question as the app draws it: the nodes that the script shows until the app has come. The app
// itself runs here, on a document that only takes notes, so what is shown first cannot be another thing.

/** A node that remembers how it was made. */
class Note {
  constructor(tag) {
    this.tag = tag;
    this.attributes = {};
    this.children = [];
  }
  setAttribute(name, value) { this.attributes[name] = value; }
  insertBefore(node, before) {
    const place = this.children.indexOf(before);
    this.children.splice(place < 0 ? this.children.length : place, 0, node);
  }
  addEventListener() {}
  cloneNode() { return new Note(this.tag); }
  removeAttribute(name) { delete this.attributes[name]; }
  remove() {}
}

const document = {
  createElement: (tag) => new Note(tag),
  createTextNode: (text) => ({ text }),
  createComment: () => new Note("#comment"),
};

/**
 * @param glue the glue, as a function of a `WebAssembly`
 * @param bytes the app
 * @param policy the compiled policy
 * @param words the words in the policy's own language
 * @returns what src/embed/first.js draws from, with the texts of that language
 */
export function record(glue, bytes, policy, words) {
  globalThis.Window = class {};
  globalThis.window = Object.assign(new Window(), { document });
  const app = glue(WebAssembly);
  app.initSync({ module: new WebAssembly.Module(bytes) });

  // Each text is the name of its key, so that the nodes tell which text stands where. A text with marks in it would be
  // several nodes, and differently many in each language: such a question waits for the app.
  const keys = [];
  const named = names(words.texts);
  const mounted = (language, languages) => {
    const place = new Note("place");
    const page = { languages, link: "", standalone: "" };
    app.mount(place, policy, { ...words, language, texts: { ...named, language: { reviewed: "no" } } }, "", 2, page);
    return noted(place.children[0], keys);
  };
  const [, , ...alone] = mounted(words.language, "");
  const [, , menu, ...withMenu] = mounted(words.language, "a A\nb B");
  const unreviewed = mounted("another", "").pop();
  const screen = mounted(words.language, "");
  if (JSON.stringify(alone) !== JSON.stringify(withMenu)) throw new Error("A menu of languages is more than one element in front.");
  menu[3].length = 2; // the select, without its options
  const text = (key) => key.split(".").reduce((texts, part) => texts[part], words.texts);
  return { screen, menu, unreviewed, keys, texts: keys.map(text) };
}

const NAME = "\u0002";

function names(texts, before = "") {
  return Object.fromEntries(Object.entries(texts).map(([part, text]) => {
    if (typeof text === "object") return [part, names(text, `${before}${part}.`)];
    return [part, /[\u001d-\u001f]/.test(text) ? text : `${NAME}${before}${part}`];
  }));
}

function noted(node, keys) {
  if (node.text !== undefined) {
    if (!node.text.startsWith(NAME)) return node.text;
    const key = node.text.slice(NAME.length);
    if (!keys.includes(key)) keys.push(key);
    return keys.indexOf(key);
  }
  const children = node.children.filter(({ tag }) => tag !== "#comment").map((child) => noted(child, keys));
  const attributes = Object.entries(node.attributes).filter(([name]) => name !== "dir" && !(name === "lang" && node.tag === "div"));
  return [node.tag, attributes.flat(), ...children];
}
