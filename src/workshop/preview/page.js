// The widget as visitors get it, with a policy and words that the workshop sends. src/workshop/preview.rs has the other side.
//
// What the custom element does in a host's page has no place here: nothing is loaded, and every change of the draft draws the
// screen anew at the answers where it was.

import widget from "../../embed/widget.js";
import { moveToScreen } from "../../embed/focus.js";
import { dress, followColour, makeFrame } from "../../embed/frame.js";
import { copy, makePage } from "../../embed/page.js";
import { takeOver } from "../../embed/takeover.js";

const element = document.querySelector("main");
const root = element.attachShadow({ mode: "open" });
let frame = root.appendChild(makeFrame());
let shown; // the app's widget

const app = await widget.start(false);
dress(root, [widget.css, app.css]);

addEventListener("message", ({ data, source }) => {
  if (source !== parent) return;
  document.documentElement.className = data.dark ? "dark" : "light";
  if (data.policy) show(data);
  followColour(frame);
});
tell("ready");

/** Draws a policy with its words, both as JSON, at the answers where it was, or at others. */
function show({ policy, words, language, state }) {
  document.documentElement.lang = language;
  const next = makeFrame();
  const at = state ?? shown?.state() ?? "";
  try {
    const drawn = app.mount(next, JSON.parse(policy), JSON.parse(words), at, 2, page(language));
    takeOver(frame, next, state === undefined);
    frame = next;
    shown?.free();
    shown = drawn;
    tell("shown");
  } catch (cause) {
    console.error(cause);
    app.restart();
    shown = undefined;
  }
}

function page(language) {
  const wishes = {
    shown() {
      tell("shown");
      moveToScreen(root, () => frame);
    },
    copy: async (text) => shown?.copied(await copy(text)),
    speak: (tag) => parent.postMessage({ what: "speak", language: tag }, location.origin),
    print: () => print(),
  };
  return makePage(element, { known: [], language, link: "", guarded: (listener) => listener, wishes });
}

/** Tells the workshop where the widget is. */
function tell(what) {
  const { screen, id, rule } = frame.querySelector("section")?.dataset ?? {};
  parent.postMessage({ what, screen, id, rule, state: shown?.state() }, location.origin);
}
