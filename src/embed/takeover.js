// The first question before the app has come, and how the app takes over what a visitor has done to it by then.

import { draw } from "./first.js";
import { choose, offered, wanted } from "./languages.js";
import { once } from "./policy.js";

/** For how long a visitor can hold a button or a key down before the app takes over all the same, in milliseconds. */
const LONGEST_PRESS = 3000;

/**
 * The first question as it is shown until the app has come. A page with another policy waits for the app.
 *
 * @param shipped what comes with the script
 * @param element the widget's element
 * @param level the level of its heading
 * @param speak is called with the language that a visitor asks for
 * @returns the question, or nothing
 */
export async function drawFirst(shipped, element, level, speak) {
  const { defaultLanguage } = shipped;
  if (element.hasAttribute("policy")) return undefined;
  const language = choose(wanted(element), shipped.languages, defaultLanguage);
  const own = language === defaultLanguage;
  const first = own ? shipped.first : (await once(shipped.files[`words.${language}.json`])).first;
  return first && draw(first, level, offered(element, shipped.languages), speak);
}

/**
 * Settles when a visitor holds nothing down in a frame: a click that begins on one button and ends on another is none.
 * It asks the browser rather than wait for an event, as a host may keep events from everybody else.
 */
export async function released(frame) {
  for (let waited = 0; waited < LONGEST_PRESS && frame.querySelector(":active"); waited += 20) {
    await new Promise((done) => setTimeout(done, 20));
  }
}

/**
 * Puts a frame in the place of the one before. If both show the same question, what a visitor has chosen in it and where the
 * focus is carries over.
 *
 * @returns whether they show the same
 */
export function takeOver(before, frame, keep) {
  const id = (within) => within.querySelector("section")?.dataset.id;
  const same = keep && id(before) !== undefined && id(before) === id(frame);
  const chosen = same && twin(before.querySelector("input:checked"), before, frame);
  const focused = same && twin(before.getRootNode().activeElement, before, frame);
  before.replaceWith(frame);
  if (chosen) chosen.checked = true;
  if (focused) focused.focus({ preventScroll: true });
  return same;
}

/** The element that stands in one tree where another stands in its own. */
function twin(element, tree, other) {
  if (!element || !tree.contains(element)) return undefined;
  if (element === tree) return other;
  let place = 0;
  for (let before = element; (before = before.previousElementSibling); ) place += 1;
  return twin(element.parentElement, tree, other)?.children[place];
}
