// The focus while screens change. A screen reader says nothing of a heading that takes the focus from a button that is gone:
// it has to hear of the change first. So the focus rests on an empty line until the new screen is there.

/** How long it rests, in milliseconds. */
const REST = 200;

/**
 * Lets the focus rest, and moves it a moment later.
 *
 * @param root the widget's shadow root
 * @param content gives the frame that is shown
 */
export function moveToScreen(root, content) {
  const rest = content().querySelector(".rest");
  if (rest) {
    // Nothing is to be found there at other times.
    rest.tabIndex = -1;
    rest.onblur = () => rest.removeAttribute("tabindex");
    rest.focus({ preventScroll: true });
  }
  setTimeout(() => readOn(root, content()), REST);
}

/** Moves the focus to what comes first on the screen, unless the visitor has moved on already. */
export function readOn(root, content) {
  const { activeElement } = root;
  if (!activeElement || activeElement.matches(".rest")) content.querySelector("section [tabindex='-1']")?.focus();
}
