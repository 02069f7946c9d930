// A line above what a widget shows: that the app is not there, or that a language is not. It is read out, and may offer
// another try.

/**
 * Fills a frame with a line. The line is a live region, and those are read out when they change; so it stands there empty
 * first, and its text comes a moment later.
 *
 * @param frame an empty frame that stands in the page
 * @param says `{ language, direction, text, retry }`
 * @param href an address that the line leads to, if it is to be a link
 * @param again is called when a visitor asks for another try; without it there is no button
 */
export function tell(frame, says, href, again) {
  const make = (tag, properties, parent) => {
    const element = Object.assign(document.createElement(tag), properties);
    parent.append(element);
    return element;
  };
  const box = make("div", { className: "wegwijzer failure", lang: says.language, dir: says.direction }, frame);
  box.part = "failure";
  const line = make("p", {}, box);
  line.setAttribute("role", "status");
  setTimeout(() => {
    if (href) make("a", { href, textContent: says.text }, line).part = "link";
    else line.textContent = says.text;
  });
  if (!again) return;
  const retry = make("button", { type: "button", className: "link", textContent: says.retry }, box);
  retry.part = "link";
  retry.onclick = again;
}
