// Where the focus goes at a step: as in the widget, whose own code this is.
import { moveToScreen } from "../../../src/embed/focus.js";

/** Lets the focus rest for a moment, so that a screen reader hears of the change, and moves it to the new screen. */
export const follow = (root) => moveToScreen(root, () => root.querySelector(".frame"));
