// The custom element: it finds its files, shows the app, and keeps the written guide for when it cannot.
//
// The element's children are the fallback. They are visible through a slot until the app is mounted, and
// again when it fails. Nothing here stores anything, writes to the page outside the element, or parses markup.

export const NAME = "contact-wegwijzer";

/** What a link has before its answers. */
const LINK = "#wegwijzer:";

const ATTRIBUTES = ["lang", "languages", "policy", "start", "heading-level"];

/** A failure that a host page is told of: `code` is stable, the message says what to do. */
class Failure extends Error {
  constructor(code, message, cause) {
    super(message, { cause });
    this.code = code;
  }
}

/**
 * Defines `<contact-wegwijzer>`, unless the page has it already.
 *
 * @param shipped the policy that comes with the script: `{ base, languages, defaultLanguage }`, where
 *   `base` is the URL of the folder with its compiled files
 * @param css the text of the widget's style sheet
 * @param engine starts the app once and gives its `mount`
 */
export function define({ shipped, css, engine }) {
  if (customElements.get(NAME)) return;

  let sheet;
  const style = () => {
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
    }
    return sheet;
  };

  let started;
  const start = () => {
    started ??= engine().catch((cause) => {
      started = undefined; // a later widget may have more luck
      const code = typeof WebAssembly === "undefined" ? "no-webassembly" : "engine";
      throw new Failure(code, "The app did not start. See the cause, and the README on what a page must allow.", cause);
    });
    return started;
  };

  customElements.define(NAME, class extends HTMLElement {
    static observedAttributes = ATTRIBUTES;

    #root = this.attachShadow({ mode: "open" });
    #widget;
    #turn = 0;
    #standing = false; // attributes are told of before the element stands in the page, too

    constructor() {
      super();
      this.#root.append(document.createElement("slot"));
    }

    connectedCallback() {
      this.#standing = true;
      addEventListener("hashchange", this.#follow);
      if (this.hasAttribute("standalone")) addEventListener("popstate", this.#recall);
      if (this.#widget) return;
      const remembered = this.hasAttribute("standalone") ? history.state?.wegwijzer : undefined;
      this.#show(remembered ?? this.#start());
    }

    // Moving an element disconnects it for a moment; only what stays away is taken down.
    disconnectedCallback() {
      removeEventListener("hashchange", this.#follow);
      removeEventListener("popstate", this.#recall);
      queueMicrotask(() => {
        if (!this.isConnected) {
          this.#standing = false;
          this.#turn += 1;
          this.#takeDown();
        }
      });
    }

    // Another language keeps the answers; another start or policy does not.
    attributeChangedCallback(name, before, after) {
      if (!this.#standing || before === after) return;
      const kept = name === "start" || name === "policy" ? undefined : this.#widget?.state();
      this.#show(kept ?? this.getAttribute("start") ?? "");
    }

    async #show(answers) {
      const turn = ++this.#turn;
      try {
        const [mount, { policy, words, language }] = await Promise.all([start(), load(shipped, this)]);
        if (turn !== this.#turn) return; // something newer is on its way
        this.#takeDown();
        this.#root.adoptedStyleSheets = [style()];
        const place = document.createElement("div");
        this.#root.replaceChildren(place);
        this.#widget = open(mount, place, policy, words, answers, level(this), this.#page(language));
        this.#remember();
        this.#tell("ready");
        if (place.querySelector('[data-screen="outcome"]')) this.#tell("outcome");
      } catch (failure) {
        if (turn === this.#turn) this.#fail(failure);
      }
    }

    // What the app may know and ask of the page.
    #page(language) {
      return {
        languages: this.#languages(),
        link: this.#link(language),
        standalone: this.hasAttribute("standalone"),
        today: new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(),
        plural: (number) => new Intl.PluralRules(language).select(number),
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
    }

    // Only on the page of its own does the widget keep a history, and no answer is in the address. An embedded
    // widget leaves the history of its host alone.
    #remember() {
      if (!this.hasAttribute("standalone")) return;
      const state = this.#widget?.state();
      const before = history.state?.wegwijzer;
      if (state === undefined || state === before) return;
      if (before === undefined) history.replaceState({ wegwijzer: state }, "");
      else history.pushState({ wegwijzer: state }, "");
    }

    #recall = ({ state }) => this.#widget?.restore(state?.wegwijzer ?? this.#start());

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

    // What a link to given answers begins with: this page, where it allows links, else the page that comes
    // with the script, which knows the script's own policy only.
    #link(language) {
      const own = this.hasAttribute("standalone") || this.hasAttribute("links");
      if (!own && this.hasAttribute("policy")) return "";
      const file = language === shipped.defaultLanguage ? "index.html" : `${language}.html`;
      const page = own ? new URL(location.href) : new URL(`../${file}`, shipped.base);
      page.hash = "";
      return `${page.href}${LINK}`;
    }

    // The languages of the menu, by the name that each has for itself.
    #languages() {
      const tags = this.getAttribute("languages")?.split(/\s+/).filter(Boolean) ?? [];
      const known = tags.filter((tag) => shipped.languages.includes(tag) || this.hasAttribute("policy"));
      return known.map((tag) => `${tag} ${nameOf(tag)}`).join("\n");
    }

    #takeDown() {
      this.#widget?.free();
      this.#widget = undefined;
      if (!this.#root.querySelector("slot")) this.#root.replaceChildren(document.createElement("slot"));
    }

    // Events say that something happened, and never what was answered.
    #tell(what, detail = null) {
      this.dispatchEvent(new CustomEvent(`wegwijzer-${what}`, { bubbles: true, composed: true, detail }));
    }

    #fail(failure) {
      this.#takeDown();
      const code = failure instanceof Failure ? failure.code : "app";
      console.error(`<${NAME}>: ${failure.message}`, failure.cause ?? failure);
      this.#tell("error", { code });
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
  const script = [...document.scripts].find((script) => script.src === url);
  const element = document.createElement(NAME);
  if (script && document.body.contains(script)) script.after(element);
  else document.body.append(element);
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
  const wanted = [element.getAttribute("lang"), document.documentElement.lang];
  const other = element.getAttribute("policy");
  if (!other) {
    const language = choose(wanted, shipped.languages, shipped.defaultLanguage);
    const files = [file("policy.json", shipped.base), file(`words.${language}.json`, shipped.base)];
    const [policy, words] = await Promise.all(files);
    return { policy, words, language };
  }
  const url = new URL(other, document.baseURI);
  const policy = await file(url, url);
  let languages, defaultLanguage;
  try {
    ({ languages, "default-language": defaultLanguage } = JSON.parse(policy));
    languages = [...languages];
  } catch (cause) {
    throw new Failure("policy", `${url} is no compiled policy.`, cause);
  }
  const language = choose(wanted, languages, defaultLanguage);
  const words = await file(`words.${language}.json`, url);
  return { policy, words, language };
}

/** The text of a file. */
async function file(name, base) {
  const url = new URL(name, base);
  const failed = (cause) =>
    new Failure("file", `${url} did not load. It has to stand beside the script and be allowed by connect-src.`, cause);
  const response = await fetch(url, { credentials: "omit" }).catch((cause) => {
    throw failed(cause);
  });
  if (!response.ok) throw failed(`HTTP ${response.status}`);
  return response.text();
}

/** The first wanted language that there is, in its own form or by its first part (`en` for `en-GB`). */
function choose(wanted, languages, otherwise) {
  for (const tag of wanted) {
    const [full, primary] = [tag?.toLowerCase(), tag?.toLowerCase().split("-")[0]];
    const found = languages.find((known) => known.toLowerCase() === full)
      ?? languages.find((known) => known.toLowerCase() === primary);
    if (found) return found;
  }
  return otherwise;
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
    throw new Failure("policy", `The policy or its words cannot be used: ${cause.message}`, cause);
  }
}
