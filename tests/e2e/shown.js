// What a widget shows, from top to bottom: a list of what stands there, each as `[what it is, what it says, …]`. Whoever
// runs this has the widget's shadow root as `root`.

/** Where a link leads. Of a link to a mailbox: to whom, and with which fields, as a program for mail takes it apart. */
const leadsTo = (link) => {
  const written = link.getAttribute("href");
  if (!written.startsWith("mailto:") || !written.includes("?")) return written;
  const { pathname, search, hash } = new URL(link.href);
  const fields = search.slice(1).split("&").map((field) => field.split("=").map(decodeURIComponent));
  return { to: decodeURIComponent(pathname), fields, rest: hash };
};

/** What a text is, by the first of these that it stands in. */
const KINDS = ["a[href]", "button", "summary", "h1", "h2", "h3", "h4", "h5", "h6", "label", "option", "strong", "em"];

const kindOf = (element) => {
  if (!element.checkVisibility()) return ["hidden"];
  for (const kind of KINDS) {
    const found = element.closest(kind);
    if (found) return kind === "a[href]" ? ["link", leadsTo(found)] : [kind];
  }
  return ["text"];
};

const shown = [];
const lead = (...what) => shown.push(what);
root.querySelectorAll("details").forEach((details) => details.open = true);
const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const node = walker.currentNode;
  if (node.nodeType === Node.TEXT_NODE) {
    // Texts side by side are one to a reader.
    if (node.previousSibling?.nodeType === Node.TEXT_NODE) continue;
    let text = node.data;
    for (let next = node; (next = next.nextSibling)?.nodeType === Node.TEXT_NODE;) text += next.data;
    if (text.trim() === "") continue;
    const [kind, ...more] = kindOf(node.parentElement);
    const { lang } = node.parentElement.closest("[lang]");
    lead(kind, text.trim(), ...more, ...(lang === root.querySelector(".wegwijzer").lang ? [] : [lang]));
  } else if (node.matches(".wegwijzer")) lead("widget", node.lang, node.dir);
  else if (node.matches("section")) lead("screen", node.dataset.screen, node.dataset.id, node.dataset.verdict ?? "", node.dataset.rule ?? "");
  else if (node.matches("input")) lead(node.type, node.value, node.checked);
  else if (node.matches("ol > li")) lead("step");
  else if (node.matches(".channels > .channel")) lead("channel");
  else if (node.matches(".row")) lead("row");
  else if (node.matches(".notice")) lead("notice");
  else if (node.matches("img, iframe, object, embed, video, audio, svg, textarea, slot")) lead("odd", node.localName);
}
return shown;
