// The custom element: it loads its files, shows the app, and keeps the written guide for when it cannot.
//
// The element's children are the written guide. They are visible through a slot until the app is mounted, and
// again when it fails. Nothing here stores anything, writes to the page outside the element, or parses markup.

import { Failure, panic } from "./files.js";
import { dress, followColour, makeFrame } from "./frame.js";
import { choose, offered, wanted } from "./languages.js";
import { tell } from "./notice.js";
import { load, once } from "./policy.js";
import { drawFirst, released, takeOver } from "./takeover.js";

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
 * @param start gives the app's `mount`, and `css` for its screens; it takes what is called when the app has panicked, and
 *   whether an earlier try has failed
 * @param home the folder with the stand-alone pages, if there is one
 * @returns the page as its widgets know it, unless another version has defined the element: `widgets`, those that stand in
 *   it, and `onwidget`, which is called with each one that comes
 */
export function define({ shipped, css, start, home }) {
  if (typeof customElements === "undefined" || customElements.get(NAME)) return undefined;
  const page = { widgets: new Set(), onwidget() {} };

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
    #content = document.createElement("slot"); // what the shadow root shows: the guide, or a frame with a screen
    #notice; // the frame of a line above it, if there is one
    #widget; // the app's
    #kept; // what the app remembered when it last drew a screen
    #words; // the words of that screen
    #begun; // the choice on that screen, when the element was taken out of the page
    #styles = []; // the texts of the style sheets that it needs
    #turn = 0; // grows with each thing that makes what is on its way out of date
    #connected = false; // attributes are told of before the element stands in the page, too
    #pressed = false; // whether a visitor wants to go on from a question that the app has not drawn yet

    constructor() {
      super();
      this.#root.append(this.#content);
      for (const act of ["click", "change", "submit"]) this.#root.addEventListener(act, () => { actor = this; }, true);
    }

    connectedCallback() {
      this.#connected = true;
      page.widgets.add(this);
      page.onwidget(this);
      addEventListener("hashchange", this.#follow);
      addEventListener("beforeprint", this.#date);
      if (this.hasAttribute("standalone")) addEventListener("popstate", this.#recall);
      if (!this.#widget) this.#show(this.#beginning());
    }

    // Moving an element disconnects it for a moment; only what stays away is taken down. It remembers where it was.
    disconnectedCallback() {
      page.widgets.delete(this);
      removeEventListener("hashchange", this.#follow);
      removeEventListener("popstate", this.#recall);
      removeEventListener("beforeprint", this.#date);
      queueMicrotask(() => {
        if (this.isConnected) return;
        this.#connected = false;
        this.#turn += 1;
        this.#begun = this.#root.querySelector("input[type=radio]:checked")?.value;
        this.#takeDown();
        if (actor === this) actor = undefined;
      });
    }

    // Moved at one go, it stays as it is.
    connectedMoveCallback() {}

    // A style sheet belongs to a document.
    adoptedCallback() {
      dress(this.#root, this.#styles);
    }

    // Another language keeps the answers; another start or policy does not.
    attributeChangedCallback(name, before, after) {
      if (!this.#connected || before === after) return;
      const anew = name === "start" || name === "policy";
      const answers = name === "start" ? (after ?? "") : name === "policy" ? this.#start() : this.#beginning();
      this.#show(answers, { anew });
    }

    #recover(cause) {
      const turn = ++this.#turn;
      this.#takeDown();
      if (this === actor) this.#fail(turn, panic(cause));
      else this.#show(this.#beginning());
    }

    // Shows the screen that follows from answers. `anew` when they are others than before: else what a visitor has begun
    // on the screen is kept. `again` after a failure.
    async #show(answers, { anew = false, again = false } = {}) {
      const turn = ++this.#turn;
      try {
        // The largest file is asked for first, the others when the first question has been drawn.
        const starting = start(panicked, again);
        // Where another widget is shown, the app is there already.
        if (shown.size === 0 && /^;?$/.test(answers)) this.#showFirst(turn).catch(() => {}); // loading tells why
        const loading = new Promise((drawn) => setTimeout(drawn)).then(() =>
          load(shipped, this.getAttribute("policy"), wanted(this), again));
        const [app, { policy, words, language }] = await Promise.all([starting, loading]);
        await released(this.#root);
        if (turn !== this.#turn) return; // something newer is on its way
        const frame = this.#frame(app.css);
        const before = this.#widget;
        this.#widget = open(app.mount, frame, policy, words, answers, level(this), this.#page(language));
        this.#words = words;
        const pressed = this.#put(frame, !anew) && this.#pressed;
        this.#pressed = false;
        before?.free();
        shown.add(this);
        this.#remember();
        this.#clearNotice();
        const outcome = frame.querySelector('[data-screen="outcome"]');
        if (!before) this.#tell("ready");
        else if (anew) this.#tell("step");
        if (outcome && (!before || anew)) this.#tell("outcome");
        if (pressed) frame.querySelector("form").requestSubmit();
      } catch (failure) {
        // A screen that works stays, when it cannot come in another form.
        if (turn !== this.#turn) return;
        if (this.#widget && !anew) this.#refuse(failure, () => this.#show(this.#beginning(), { again: true }));
        else this.#fail(turn, failure);
      }
    }

    // The first question, while the app is on its way.
    async #showFirst(turn) {
      const question = await drawFirst(shipped, this, level(this), (language) => this.setAttribute("lang", language));
      if (!question || turn !== this.#turn || this.#widget) return;
      const frame = this.#frame();
      frame.append(question);
      frame.querySelector("form").onsubmit = (event) => {
        event.preventDefault();
        this.#pressed = true;
        frame.querySelector("section").ariaBusy = "true";
      };
      this.#put(frame, true);
    }

    // Has the shadow root show a frame. Says whether it shows what was there before, so that what a visitor has begun was
    // carried over.
    #put(frame, keep) {
      const before = this.#content;
      // A host may have emptied the shadow root.
      if (before.parentNode !== this.#root) this.#root.append(before);
      const same = takeOver(before, frame, keep);
      this.#content = frame;
      followColour(frame);
      for (const radio of frame.querySelectorAll("input[type=radio]")) if (radio.value === this.#begun) radio.checked = true;
      this.#begun = undefined;
      return same;
    }

    // What the app may know and ask of the page.
    #page(language) {
      const wishes = {
        shown: (screen) => {
          this.#remember();
          this.#clearNotice();
          this.#tell("step");
          if (screen === "outcome") this.#tell("outcome");
        },
        copy: async (text) => {
          const widget = this.#widget;
          const copied = await copy(text);
          if (widget === this.#widget) widget?.copied(copied);
        },
        speak: (language) => this.#speak(language, false),
        print: () => window.print(),
      };
      let languages = "";
      for (const [tag, name] of offered(this, shipped.languages)) languages += `${tag} ${name}\n`;
      return {
        languages,
        link: this.#link(language),
        standalone: this.hasAttribute("standalone") ? "yes" : "",
        plural: (number) => new Intl.PluralRules(language).select(number),
        wish: (what, text) => wishes[what](text),
      };
    }

    // Changes the language when its words are there; until then, and when they do not come, the screen stays.
    async #speak(language, again) {
      const turn = ++this.#turn;
      try {
        await load(shipped, this.getAttribute("policy"), [language], again);
        if (turn === this.#turn) this.setAttribute("lang", language);
      } catch (failure) {
        if (turn !== this.#turn) return;
        const menu = this.#root.querySelector("select");
        if (menu) menu.value = this.#words.language;
        this.#refuse(failure, () => this.#speak(language, true));
      }
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
      if (this.#linked()) this.#show(this.#linked(), { anew: true });
    };

    // The answers to go on from: where the element was, else where the page's history was, else where it starts.
    #beginning() {
      const remembered = this.hasAttribute("standalone") ? history.state?.wegwijzer : undefined;
      return this.#kept ?? remembered ?? this.#start();
    }

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

    // An empty frame in the widget's own style.
    #frame(more) {
      if (more || this.#styles.length === 0) this.#styles = more ? [css, more] : [css];
      dress(this.#root, this.#styles);
      return makeFrame();
    }

    #takeDown() {
      shown.delete(this);
      this.#widget?.free();
      this.#widget = undefined;
      this.#pressed = false;
      if (this.#content.localName === "slot") return;
      const guide = document.createElement("slot");
      this.#content.replaceWith(guide);
      this.#content = guide;
    }

    // Events say that something happened, and never what was answered.
    #tell(what, detail = null) {
      this.dispatchEvent(new CustomEvent(`wegwijzer-${what}`, { bubbles: true, composed: true, detail }));
    }

    #fail(turn, failure) {
      if (turn !== this.#turn) return;
      const now = ++this.#turn; // a first question on its way is out of date
      this.#takeDown();
      const { code } = failure instanceof Failure ? failure : { code: "app" };
      this.#report(code, failure);
      this.#tell("error", { code });
      this.#apologise(now, MAY_PASS.has(code)).catch(() => {}); // the guide is there in any case
    }

    #report(code, failure) {
      console.error(`<${NAME}> (${code}): ${failure.message}`, failure.cause ?? failure);
    }

    // Says in the language on the screen that another one cannot be had.
    #refuse(failure, again) {
      this.#report(failure.code ?? "app", failure);
      const { language, texts } = this.#words;
      const { language: text, retry } = texts.failure;
      this.#say({ language, direction: texts.language.direction, text, retry }, "", again);
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
      const guide = this.textContent.trim() ? "" : this.#ownPage(language);
      this.#say({ ...says, language }, guide, mayPass && (() => this.#show(this.#beginning(), { again: true })));
    }

    // One line above all else, in the place of the one before. The focus stays with the button for another try.
    #say(says, href, again) {
      const focused = this.#notice?.contains(this.#root.activeElement);
      this.#notice?.remove();
      this.#notice = this.#frame();
      this.#content.before(this.#notice);
      followColour(this.#notice);
      tell(this.#notice, says, href, again);
      if (focused) this.#notice.querySelector("button")?.focus();
    }

    // The line goes when another try has helped. Whoever has pressed its button reads on from the screen.
    #clearNotice() {
      const focused = this.#notice?.contains(this.#root.activeElement);
      this.#notice?.remove();
      this.#notice = undefined;
      if (focused) this.#content.querySelector("[tabindex='-1']")?.focus();
    }
  });
  return page;
}

/** The answers in the page's address, if it was reached by a link to some. */
function linked() {
  try {
    return location.hash.startsWith(LINK) ? decodeURIComponent(location.hash.slice(LINK.length)) : "";
  } catch {
    return ""; // no address of ours
  }
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

/** The level of the first heading: 2 unless the page asks for another. */
function level(element) {
  const asked = Number(element.getAttribute("heading-level"));
  return Number.isInteger(asked) && asked >= 1 && asked <= 6 ? asked : 2;
}

/** Copies a text for the visitor, and says whether that went well. */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // not allowed, not there, or not what the browser had
  }
}

function open(mount, ...what) {
  try {
    return mount(...what);
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    throw new Failure("policy", `The policy or its words cannot be used: ${cause.message}`, cause);
  }
}
