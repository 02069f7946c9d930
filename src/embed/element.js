// The custom element: it loads its files, shows the app, and keeps the written guide for when it cannot.
//
// The element's children are the written guide. They are visible through a slot until the app is mounted, and
// again when it fails. Nothing here stores anything, writes to the page outside the element, or parses markup.

import { Failure, json, panic } from "./files.js";
import { draw } from "./first.js";

export const NAME = "contact-wegwijzer";

/** What a link has before its answers. */
const LINK = "#wegwijzer:";

const ATTRIBUTES = ["lang", "languages", "policy", "start", "heading-level", "page"];

/** The failures after which another try may go well. */
const MAY_PASS = new Set(["missing", "network", "timeout", "altered", "panic"]);

/**
 * Defines `<contact-wegwijzer>`, unless the page has it already: the first version on a page serves all.
 *
 * @param shipped the policy that comes with the script: its languages, its files by name as `{ url, hash }`, its first
 *   question, and what is said when the app fails and the words in the visitor's language have not come either
 * @param css the style of the first question
 * @param start gives the app's `mount`, and `css` for its screens; it takes what is called when the app has panicked
 * @param home the folder with the stand-alone pages, if there is one
 */
export function define({ shipped, css, start, home }) {
  if (typeof customElements === "undefined" || customElements.get(NAME)) return;

  // One sheet for the first question and one for the rest, which comes with the app. All widgets share them.
  const sheets = [];
  const addSheet = (text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    sheets.push(sheet);
  };

  // All widgets of a page share one instance of the app. When it panics, the widget that was last acted on
  // gives way to the guide, and the others go on in a new instance where they were.
  const shown = new Set();
  let actor, recover;
  const panicked = (cause) => {
    for (const widget of [...shown]) recover(widget, cause);
  };

  customElements.define(NAME, class extends HTMLElement {
    static observedAttributes = ATTRIBUTES;

    static {
      recover = (widget, cause) => widget.#recover(cause);
    }

    #root = this.attachShadow({ mode: "open" });
    #widget;
    #kept; // what the app remembered when it last drew a screen
    #turn = 0;
    #standing = false; // attributes are told of before the element stands in the page, too
    #pressed = false; // whether a visitor wants to go on from a question that the app has not drawn yet
    #held; // settles when what a visitor holds down is let go

    constructor() {
      super();
      this.#root.append(document.createElement("slot"));
      for (const act of ["click", "change", "submit"]) this.#root.addEventListener(act, () => { actor = this; }, true);
    }

    connectedCallback() {
      this.#standing = true;
      addEventListener("hashchange", this.#follow);
      addEventListener("beforeprint", this.#date);
      if (this.hasAttribute("standalone")) addEventListener("popstate", this.#recall);
      if (this.#widget) return;
      const remembered = this.hasAttribute("standalone") ? history.state?.wegwijzer : undefined;
      this.#show(remembered ?? this.#start());
    }

    // Moving an element disconnects it for a moment; only what stays away is taken down.
    disconnectedCallback() {
      removeEventListener("hashchange", this.#follow);
      removeEventListener("popstate", this.#recall);
      removeEventListener("beforeprint", this.#date);
      queueMicrotask(() => {
        if (this.isConnected) return;
        this.#standing = false;
        this.#turn += 1;
        this.#takeDown();
        if (actor === this) actor = undefined;
      });
    }

    // Another language keeps the answers; another start or policy does not.
    attributeChangedCallback(name, before, after) {
      if (!this.#standing || before === after) return;
      const anew = name === "start" || name === "policy";
      this.#show(anew || !this.#widget ? (this.getAttribute("start") ?? "") : this.#kept, !anew);
    }

    #recover(cause) {
      const turn = ++this.#turn;
      this.#takeDown();
      if (this === actor) this.#fail(turn, panic(cause));
      else this.#show(this.#kept);
    }

    // Shows the screen that follows from answers. What a visitor has begun on it is kept, if it is there already.
    async #show(answers, keep = true) {
      const turn = ++this.#turn;
      try {
        // The largest file is asked for first, the others when the first question has been drawn.
        const starting = start(panicked);
        // Where another widget is shown, the app is there already.
        if (shown.size === 0 && /^;?$/.test(answers)) this.#showFirst(turn).catch(() => {}); // loading tells why
        const loading = new Promise((drawn) => setTimeout(drawn)).then(() => load(shipped, this));
        const [app, { policy, words, language }] = await Promise.all([starting, loading]);
        await this.#held;
        if (turn !== this.#turn) return; // something newer is on its way
        const place = this.#place(app.css);
        const before = this.#widget;
        this.#widget = open(app.mount, place, policy, words, answers, level(this), this.#page(language));
        const pressed = this.#put(place, keep) && this.#pressed;
        this.#pressed = false;
        before?.free();
        shown.add(this);
        this.#remember();
        this.#tell("ready");
        if (pressed) place.querySelector("form").requestSubmit();
        else if (place.querySelector('[data-screen="outcome"]')) this.#tell("outcome");
      } catch (failure) {
        this.#fail(turn, failure);
      }
    }

    // The first question, while the app is on its way.
    async #showFirst(turn) {
      const { first, defaultLanguage } = shipped;
      if (!first || this.hasAttribute("policy")) return;
      const language = choose(wanted(this), shipped.languages, defaultLanguage);
      const own = language === defaultLanguage;
      const words = own ? {} : (await once(shipped.files[`words.${language}.json`])).texts;
      const texts = own ? first.texts : [];
      if (!own) for (const key of first.keys) {
        let text = words;
        for (const part of key.split(".")) text = text?.[part];
        if (!text || /[\x1d-\x1f]/.test(text)) return; // what is not plain waits for the app
        texts.push(text);
      }
      if (turn !== this.#turn || this.#widget) return;
      const page = {
        language,
        direction: (own ? shipped.failure : words.language).direction,
        level: level(this),
        languages: this.#languages(),
        unreviewed: !own && words.language.reviewed !== "yes",
      };
      const place = this.#place();
      place.append(draw(first, texts, page, (tag = defaultLanguage) => this.setAttribute("lang", tag)));
      place.querySelector("form").onsubmit = (event) => {
        event.preventDefault();
        this.#pressed = true;
        place.querySelector("section").ariaBusy = "true";
      };
      // A click that begins on one button and ends on another is none.
      place.onpointerdown = place.onkeydown = () => {
        const over = new AbortController();
        this.#held = new Promise((done) => {
          const end = () => {
            over.abort();
            setTimeout(done);
          };
          for (const what of ["pointerup", "pointercancel", "keyup", "blur"]) {
            addEventListener(what, end, { capture: true, signal: over.signal });
          }
        });
      };
      this.#put(place, true);
    }

    // Puts another screen in the place of the one before. If both are the same, what a visitor has chosen and where
    // the focus is carries over. Says whether they are.
    #put(place, keep) {
      const before = this.#root.firstElementChild;
      const id = (within) => within.querySelector("section")?.dataset.id;
      const same = keep && id(before) !== undefined && id(before) === id(place);
      const chosen = same && twin(before.querySelector("input:checked"), before, place);
      const focused = same && twin(this.#root.activeElement, before, place);
      this.#root.replaceChildren(place);
      if (chosen) chosen.checked = true;
      if (focused) focused.focus({ preventScroll: true });
      return same;
    }

    // What the app may know and ask of the page.
    #page(language) {
      const wishes = {
        shown: (screen) => {
          this.#remember();
          this.#tell("step");
          if (screen === "outcome") this.#tell("outcome");
        },
        copy: (text) => {
          const widget = this.#widget;
          const done = navigator.clipboard?.writeText(text) ?? Promise.reject();
          done.then(() => true, () => false).then((copied) => widget === this.#widget && widget.copied(copied));
        },
        speak: (language) => this.setAttribute("lang", language),
        print: () => window.print(),
      };
      let languages = "";
      for (const [tag, name] of this.#languages()) languages += `${tag} ${name}\n`;
      return {
        languages,
        link: this.#link(language),
        standalone: this.hasAttribute("standalone") ? "yes" : "",
        plural: (number) => new Intl.PluralRules(language).select(number),
        wish: (what, text) => wishes[what](text),
      };
    }

    // Only on the page of its own does the widget keep a history, and no answer is in the address. An embedded
    // widget leaves the history of its host alone.
    #remember() {
      this.#kept = this.#widget?.state() ?? this.#kept;
      if (!this.hasAttribute("standalone")) return;
      const before = history.state?.wegwijzer;
      if (this.#kept === before) return;
      if (before === undefined) history.replaceState({ wegwijzer: this.#kept }, "");
      else history.pushState({ wegwijzer: this.#kept }, "");
    }

    #recall = ({ state }) => this.#widget?.restore(state?.wegwijzer ?? this.#start());

    // A sheet tells when it was printed.
    #date = () => {
      const time = this.#root.querySelector("time");
      if (time) time.textContent = new Intl.DateTimeFormat(time.closest("[lang]").lang, { dateStyle: "long" }).format();
    };

    #follow = () => {
      if (this.#linked()) this.#show(this.#linked());
    };

    // The answers to begin from: those of a link, else those of the attribute.
    #start() {
      return this.#linked() || (this.getAttribute("start") ?? "");
    }

    // The answers of a link, where the page allows links.
    #linked() {
      return this.hasAttribute("standalone") || this.hasAttribute("links") ? linked() : "";
    }

    // What a link to given answers begins with: this page, where it allows links, else the stand-alone page, which
    // knows the policy that came with the script only.
    #link(language) {
      if (this.hasAttribute("standalone") || this.hasAttribute("links")) {
        const page = new URL(location.href);
        page.hash = "";
        return `${page.href}${LINK}`;
      }
      const page = this.#ownPage(language);
      return page ? `${page}${LINK}` : "";
    }

    // The address of the stand-alone page; empty when nobody has said where it is.
    #ownPage(language) {
      if (this.hasAttribute("page")) return address(this.getAttribute("page"));
      const file = language === shipped.defaultLanguage ? "index.html" : `${language}.html`;
      return home && !this.hasAttribute("policy") ? new URL(file, home).href : "";
    }

    // The languages of the menu, each by its tag with the name that it has for itself.
    #languages() {
      const languages = [];
      for (const tag of (this.getAttribute("languages") ?? "").split(/\s+/)) {
        const known = has(shipped.languages, tag) || (tag !== "" && this.hasAttribute("policy"));
        if (known) languages.push([tag, nameOf(tag)]);
      }
      return languages;
    }

    // An empty place in the widget's own style.
    #place(more) {
      if (!sheets.length) addSheet(css);
      if (more && sheets.length < 2) addSheet(more);
      this.#root.adoptedStyleSheets = sheets;
      return document.createElement("div");
    }

    #takeDown() {
      shown.delete(this);
      this.#widget?.free();
      this.#widget = undefined;
      this.#pressed = false;
      if (!this.#root.querySelector("slot")) this.#root.replaceChildren(document.createElement("slot"));
    }

    // Events say that something happened, and never what was answered.
    #tell(what, detail = null) {
      this.dispatchEvent(new CustomEvent(`wegwijzer-${what}`, { bubbles: true, composed: true, detail }));
    }

    #fail(turn, failure) {
      if (turn !== this.#turn) return;
      this.#takeDown();
      const { code } = failure instanceof Failure ? failure : { code: "app" };
      console.error(`<${NAME}> (${code}): ${failure.message}`, failure.cause ?? failure);
      this.#tell("error", { code });
      this.#apologise(turn, MAY_PASS.has(code)).catch(() => {}); // the guide is there in any case
    }

    // A short line above the written guide, or the way to it where the page has none.
    async #apologise(turn, mayPass) {
      let language = choose(wanted(this), shipped.languages, shipped.defaultLanguage);
      let says = shipped.failure;
      if (language !== shipped.defaultLanguage) {
        try {
          const { texts } = await once(shipped.files[`words.${language}.json`]);
          says = { ...texts.failure, direction: texts.language.direction };
        } catch {
          language = shipped.defaultLanguage;
        }
      }
      if (turn !== this.#turn) return;
      const place = this.#place();
      const frame = make("div", { className: "wegwijzer failure", lang: language }, place);
      frame.part = "failure";
      frame.dir = says.direction;
      const line = make("p", {}, frame);
      const page = this.#ownPage(language);
      if (page && !this.textContent.trim()) make("a", { href: page, textContent: says.text }, line).part = "link";
      else line.textContent = says.text;
      if (mayPass) {
        const retry = make("button", { type: "button", className: "link", textContent: says.retry }, frame);
        retry.part = "link";
        retry.onclick = () => this.#show(this.#kept ?? this.#start());
      }
      this.#root.prepend(place);
    }
  });
}

/**
 * Puts an element right behind the script, when the page has none.
 *
 * @param url the script's own URL
 */
export function place(url) {
  if (document.querySelector(NAME)) return;
  for (const script of document.scripts) {
    if (script.src !== url) continue;
    const element = document.createElement(NAME);
    if (document.body.contains(script)) script.after(element);
    else document.body.append(element);
    return;
  }
}

/** The answers in the page's address, if it was reached by a link to some. */
function linked() {
  try {
    return location.hash.startsWith(LINK) ? decodeURIComponent(location.hash.slice(LINK.length)) : "";
  } catch {
    return ""; // no address of ours
  }
}

/** The compiled policy and its words in the language of an element. */
async function load(shipped, element) {
  const other = element.getAttribute("policy");
  if (!other) {
    const language = choose(wanted(element), shipped.languages, shipped.defaultLanguage);
    const { "policy.json": policy, [`words.${language}.json`]: words } = shipped.files;
    const files = await Promise.all([once(policy), once(words)]);
    return { policy: files[0], words: files[1], language };
  }
  let url;
  try {
    url = new URL(other, document.baseURI);
  } catch (cause) {
    throw new Failure("policy", `${other} is no address of a policy.`, cause);
  }
  const policy = await once({ url });
  const { languages, "default-language": defaultLanguage } = policy ?? {};
  if (!Array.isArray(languages) || !has(languages, defaultLanguage)) {
    throw new Failure("policy", `${url} is no compiled policy.`);
  }
  const language = choose(wanted(element), languages, defaultLanguage);
  const words = await once({ url: new URL(`words.${language}.json`, url) });
  return { policy, words, language };
}

/** What stands in files, by address: all widgets of a page share it. */
const loaded = new Map();

function once(file) {
  const { href } = file.url;
  if (!loaded.has(href)) {
    const loading = json(file);
    loaded.set(href, loading);
    loading.catch(() => loaded.delete(href)); // a later try may have more luck
  }
  return loaded.get(href);
}

/** The languages that an element asks for, the most wanted first. */
function wanted(element) {
  return [element.getAttribute("lang"), document.documentElement.lang];
}

/** The first wanted language that there is, in its own form or by its first part (`en` for `en-GB`). */
function choose(wanted, languages, otherwise) {
  for (const tag of wanted) {
    const full = (tag ?? "").toLowerCase();
    for (const form of [full, full.split("-")[0]]) {
      for (const known of languages) if (known.toLowerCase() === form) return known;
    }
  }
  return otherwise;
}

/** The element that stands in one tree where another stands in its own. */
function twin(element, tree, other) {
  if (!element || element === tree) return element && other;
  let place = 0;
  for (let before = element; (before = before.previousElementSibling); ) place += 1;
  return twin(element.parentElement, tree, other)?.children[place];
}

/** Whether a list holds an item. Loops, as a host may have its own idea of what an array can do. */
function has(list, wanted) {
  for (const item of list) if (item === wanted) return true;
  return false;
}

function make(name, properties, parent) {
  const element = Object.assign(document.createElement(name), properties);
  parent.append(element);
  return element;
}

/** The address of a page on the web, from what a host has written; empty when it is none. */
function address(written) {
  try {
    const { protocol, href } = new URL(written, document.baseURI);
    return /^https?:$/.test(protocol) ? href : "";
  } catch {
    return "";
  }
}

/** What a language is called in that language; its tag where the browser does not know. */
function nameOf(tag) {
  try {
    return new Intl.DisplayNames([tag], { type: "language" }).of(tag);
  } catch {
    return tag;
  }
}

/** The level of the first heading: 2 unless the page asks for another. */
function level(element) {
  const asked = Number(element.getAttribute("heading-level"));
  return Number.isInteger(asked) && asked >= 1 && asked <= 6 ? asked : 2;
}

function open(mount, ...what) {
  try {
    return mount(...what);
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    throw new Failure("policy", `The policy or its words cannot be used: ${cause.message}`, cause);
  }
}
