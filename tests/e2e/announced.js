// A host page loads this before the widget: `window.log` lists what a screen reader is given to say by itself, in its order:
// what comes into a live region, and what a script moves the focus to.
window.log = [];

const LIVE = "[role=status], [role=alert], [role=log], [aria-live=polite], [aria-live=assertive], output";
const said = (what, text) => text?.trim() && window.log.push([what, text.trim()]);
const kind = (region) => region.getAttribute("role") ?? region.getAttribute("aria-live") ?? region.localName;

/** One entry for each text that comes into a region, and for each region that comes with its text. */
const observer = new MutationObserver((changes) => {
  for (const { target, addedNodes, type } of changes) {
    const within = (target.closest ? target : target.parentElement)?.closest(LIVE);
    if (within) {
      for (const node of type === "childList" ? addedNodes : [within]) said(kind(within), node.textContent);
      continue;
    }
    for (const node of addedNodes) {
      const regions = node.matches ? [...(node.matches(LIVE) ? [node] : []), ...node.querySelectorAll(LIVE)] : [];
      for (const region of regions) said(kind(region), region.textContent);
    }
  }
});
const observe = (tree) => observer.observe(tree, {
  subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["role", "aria-live"],
});

observe(document);
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (...given) {
  const root = attach.apply(this, given);
  observe(root);
  // What a visitor reaches with Tab is said because they went there.
  root.addEventListener("focusin", ({ target }) => target.tabIndex === -1 && said("focus", target.textContent));
  return root;
};
