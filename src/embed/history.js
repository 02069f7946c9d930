// Links to answers and, on the page of its own only, the browser's history. No answer is ever in the address of a page that
// a widget has come to by itself, and an embedded widget leaves the history of its host alone.

/** What a link has before its answers. */
const LINK = "#wegwijzer:";

/** The answers of a link that the page was reached by, where the page allows links; else an empty text. */
export function linked(element) {
  if (!allowsLinks(element)) return "";
  try {
    return location.hash.startsWith(LINK) ? decodeURIComponent(location.hash.slice(LINK.length)) : "";
  } catch {
    return ""; // no address of ours
  }
}

/** The answers to begin from: those of a link, else those of the attribute. */
export function start(element) {
  return linked(element) || (element.getAttribute("start") ?? "");
}

/** What the history of the page remembers of its widget; nothing on the page of somebody else. */
export function remembered(element) {
  return element.hasAttribute("standalone") ? history.state?.wegwijzer : undefined;
}

/** Adds what a widget remembers to the history of its own page. */
export function remember(element, kept) {
  if (!element.hasAttribute("standalone")) return;
  const before = history.state?.wegwijzer;
  if (kept === before) return;
  if (before === undefined) history.replaceState({ wegwijzer: kept }, "");
  else history.pushState({ wegwijzer: kept }, "");
}

/**
 * What a link to given answers begins with: this page, where it allows links, else the page of its own, which knows the
 * policy that came with the script only.
 */
export function link(element, ownPage) {
  if (allowsLinks(element)) {
    const page = new URL(location.href);
    page.hash = "";
    return `${page.href}${LINK}`;
  }
  return ownPage ? `${ownPage}${LINK}` : "";
}

/**
 * The address of the page of its own in a language; empty when nobody has said where it is.
 *
 * @param shipped what comes with the script
 * @param home the folder with those pages, if there is one
 */
export function ownPage(element, shipped, home, language) {
  if (element.hasAttribute("page")) return address(element.getAttribute("page"));
  const file = language === shipped.defaultLanguage ? "index.html" : `${language}.html`;
  return home && !element.hasAttribute("policy") ? new URL(file, home).href : "";
}

function allowsLinks(element) {
  return element.hasAttribute("standalone") || element.hasAttribute("links");
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
