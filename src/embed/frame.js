// The frame around what a widget shows: its style sheets, and whether its text is light or dark.

/** The style sheets of each document: all widgets in it share them. A sheet belongs to the document it was made in. */
const sheets = new WeakMap();

/** Gives a shadow root the sheets of these texts, beside those that others have put there. */
export function dress(root, texts) {
  const { ownerDocument } = root;
  // A document that is only parsed has no window, and shows nothing.
  if (!ownerDocument.defaultView) return;
  if (!sheets.has(ownerDocument)) sheets.set(ownerDocument, new Map());
  const made = sheets.get(ownerDocument);
  const worn = new Set(root.adoptedStyleSheets);
  for (const text of texts) {
    if (!made.has(text)) {
      const sheet = new ownerDocument.defaultView.CSSStyleSheet();
      sheet.replaceSync(text);
      made.set(text, sheet);
    }
    worn.add(made.get(text));
  }
  root.adoptedStyleSheets = [...worn];
}

/** How often a colour that may be on its way to another is looked at again, and after how many looks it is there. */
const LOOK_AGAIN = 100; // milliseconds
const LOOKS = 10;

/** An empty frame. It follows its text colour whenever that changes, and when it is shown again. */
export function makeFrame() {
  const frame = document.createElement("div");
  frame.className = "frame";
  // widget.css has a change of the colour run a transition, and being shown run an animation. Browsers do not agree on
  // what they tell of a colour that a host changes by and by, so it is looked at until it stays.
  for (const what of ["transitionrun", "animationstart"]) frame.addEventListener(what, () => follow(frame, "", 0));
  return frame;
}

function follow(frame, before, looks) {
  const color = followColour(frame);
  if (looks < LOOKS) setTimeout(() => follow(frame, color, color === before ? looks + 1 : 0), LOOK_AGAIN);
}

/** Tells widget.css whether the text in a frame that stands in the page is light. Gives its colour. */
export function followColour(frame) {
  const { color } = frame.ownerDocument.defaultView?.getComputedStyle(frame) ?? { color: "" };
  frame.classList.toggle("light-text", isLight(color));
  return color;
}

/**
 * Whether a colour has more contrast with black than with white.
 *
 * @param color a colour as `getComputedStyle` gives it: `rgb(…)`, `color(…)`, `lab(…)`, `oklch(…)` and their like
 */
export function isLight(color) {
  const [, form, ...parts] = /^(\w+)\((?:[a-z][\w-]* )?([\d.e-]+|none)[, ]+([\d.e-]+|none)[, ]+([\d.e-]+|none)/.exec(color) ?? ["", "rgb"];
  const [first, second, third] = [Number(parts[0]) || 0, Number(parts[1]) || 0, Number(parts[2]) || 0];
  return luminance(form, first, second, third) > 0.2;
}

/** The relative luminance of WCAG, from 0 for black to 1 for white. */
function luminance(form, first, second, third) {
  if (form.startsWith("ok")) return first ** 3;
  if (form === "lab" || form === "lch") return ((first + 16) / 116) ** 3;
  const scale = form.startsWith("rgb") ? 255 : 1;
  const linear = (value) => (value / scale <= 0.04045 ? value / scale / 12.92 : ((value / scale + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(first) + 0.7152 * linear(second) + 0.0722 * linear(third);
}
