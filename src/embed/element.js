// The custom element: it loads its files, shows the app, and keeps the written guide for when it cannot.
//
// The element's children are the written guide. They are visible through a slot until the app is mounted, and
// again when it fails. Nothing here stores anything, writes to the page outside the element, or parses markup.

import { Failure, panic } from "./files.js";
import { moveToScreen, readOn } from "./focus.js";
import { dress, followColour, makeFrame } from "./frame.js";
import { link, linked, ownPage, remember, remembered, start as startOf } from "./history.js";
import { choose, wanted } from "./languages.js";
import { tell } from "./notice.js";
import { copy, makePage } from "./page.js";
import { load, once } from "./policy.js";
import { drawFirst, released, takeOver } from "./takeover.js";

export const NAME = "contact-wegwijzer";

const ATTRIBUTES = ["lang", "languages", "policy", "start", "heading-level", "page"];

/** The failures after which another try may go well. */
const MAY_PASS = new Set(["missing", "network", "timeout", "altered", "panic"]);

/**
 * Defines `<contact-wegwijzer>`, unless the page has it already: the first version on a page serves all.
 *
 * @param shipped the policy that comes with the script: its languages, its files by name as `{ url, hash }`, its first
 *   question, and what is said when the app fails and the words in the visitor's language have not come either
 * @param css the style of the first question
 * @param start starts the app, as src/embed/engine.js says
 * @param home the folder with the pages of its own, if there is one
 * @returns the page as its widgets know it, unless another version has defined the element: `widgets`, those that stand in
 *   it, and `onwidget`, which is called with each one that comes
 */
export function define({ shipped, css, start, home }) {
  if (typeof customElements === "undefined" || customElements.get(NAME)) return undefined;
  const page = { widgets: new Set(), onwidget() {} };

  // All widgets of a page share one instance of the app. When it panics, the widget in which it happened gives way to the
  // guide, and the others go on in a new instance where they were.
  const shown = new Set();
  let app; // once it has started
  let instance = 0;
  let recover;
  const panicked = (cause, culprit) => {
    instance += 1;
    try {
      app.restart();
    } catch {
      // The next widget that is mounted finds that nothing helps, and gives way to the guide.
    }
    for (const widget of [...shown]) recover(widget, cause, widget === culprit);
  };

  customElements.define(NAME, class extends HTMLElement {
    static observedAttributes = ATTRIBUTES;

    static {
      recover = (widget, cause, isCulprit) => widget.#recover(cause, isCulprit);
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
    }

    // Coming and going

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
      const answers = name === "start" ? (after ?? "") : name === "policy" ? startOf(this) : this.#beginning();
      this.#show(answers, { anew });
    }

    // Showing a screen

    // Shows the screen that follows from answers. `anew` when they are others than before: else what a visitor has begun
    // on the screen is kept. `again` after a failure.
    async #show(answers, { anew = false, again = false } = {}) {
      const turn = ++this.#turn;
      try {
        // The largest file is asked for first, the others when the first question has been drawn.
        const starting = start(again);
        // Where another widget is shown, the app is there already.
        if (shown.size === 0 && /^;?$/.test(answers)) this.#showFirst(turn).catch(() => {}); // loading tells why
        const loading = new Promise((drawn) => setTimeout(drawn)).then(() =>
          load(shipped, this.getAttribute("policy"), wanted(this), again));
        const [started, { policy, words, language }] = await Promise.all([starting, loading]);
        await released(this.#root);
        if (turn !== this.#turn) return; // something newer is on its way
        app = started;
        const frame = this.#frame(app.css);
        const before = this.#widget;
        this.#widget = this.#mount(frame, policy, words, answers, level(this), this.#page(language));
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

    // Talking with the app

    // The app throws a text when it cannot use what it is given. Whatever else it throws is a panic.
    #mount(...what) {
      try {
        return app.mount(...what);
      } catch (cause) {
        if (typeof cause === "string") throw new Failure("policy", `The policy or its words cannot be used: ${cause}`);
        panicked(cause);
        throw panic(cause);
      }
    }

    // Calls one of the app's functions, unless it panics.
    #call(name, ...what) {
      const widget = this.#widget;
      return widget && this.#guarded(() => widget[name](...what))();
    }

    // A function that calls another, for as long as the app is the instance that it is now.
    #guarded(call) {
      const own = instance;
      return (...what) => {
        if (own !== instance) return undefined;
        try {
          return call(...what);
        } catch (cause) {
          panicked(cause, this);
          return undefined;
        }
      };
    }

    #recover(cause, isCulprit) {
      const turn = ++this.#turn;
      this.#widget = undefined; // of an instance that is no more
      this.#takeDown();
      if (isCulprit) this.#fail(turn, panic(cause));
      else this.#show(this.#beginning());
    }

    // What the app may know and ask of the page.
    #page(language) {
      const wishes = {
        shown: (screen) => {
          this.#remember();
          this.#clearNotice();
          this.#tell("step");
          if (screen === "outcome") this.#tell("outcome");
          moveToScreen(this.#root, () => this.#content);
        },
        copy: async (text) => {
          const widget = this.#widget;
          const copied = await copy(text);
          if (widget === this.#widget) this.#call("copied", copied);
        },
        speak: (language) => this.#speak(language, false),
        print: () => window.print(),
      };
      return makePage(this, {
        known: shipped.languages,
        language,
        link: link(this, ownPage(this, shipped, home, language)),
        guarded: (listener) => this.#guarded(listener),
        wishes,
      });
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

    // Remembering

    #remember() {
      this.#kept = this.#call("state") ?? this.#kept;
      remember(this, this.#kept);
    }

    #recall = ({ state }) => this.#call("restore", state?.wegwijzer ?? startOf(this));

    #follow = () => {
      if (linked(this)) this.#show(linked(this), { anew: true });
    };

    // The answers to go on from: where the element was, else where the page's history was, else where it starts.
    #beginning() {
      return this.#kept ?? remembered(this) ?? startOf(this);
    }

    // A sheet tells when it was printed.
    #date = () => {
      const time = this.#root.querySelector("time");
      if (time) time.textContent = new Intl.DateTimeFormat(time.closest("[lang]").lang, { dateStyle: "long" }).format();
    };

    // Telling the page and the visitor

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
      const guide = this.textContent.trim() ? "" : ownPage(this, shipped, home, language);
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
      if (focused) readOn(this.#root, this.#content);
    }
  });
  return page;
}

/** The level of the first heading: 2 unless the page asks for another. */
function level(element) {
  const asked = Number(element.getAttribute("heading-level"));
  return Number.isInteger(asked) && asked >= 1 && asked <= 6 ? asked : 2;
}
