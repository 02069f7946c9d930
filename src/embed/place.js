// Puts an element behind the script's own tag, on pages that have no element themselves.

/**
 * Puts an element behind the script's tag when the page has loaded and none stands in it, and again on each page that a host
 * shows later without loading. When the host brings an element of its own after all, ours goes again, unless a visitor
 * has begun with it.
 *
 * @param url the script's own URL
 * @param name the element's name
 * @param page what `define` gives: the widgets that stand in the page, and what is called when another one comes
 */
export function placeOwn(url, name, page) {
  let own;

  const place = () => {
    if (page.widgets.size > 0) return;
    const script = tagOf(url);
    if (!script) return;
    own = document.createElement(name);
    own.addEventListener("wegwijzer-step", () => { own = undefined; }, { once: true });
    if (document.body.contains(script)) script.after(own);
    else document.body.append(own);
  };

  page.onwidget = (element) => {
    if (element === own) return;
    own?.remove();
    own = undefined;
  };
  // A page's own scripts may put the element there for as long as it loads.
  if (document.readyState === "complete") place();
  else addEventListener("load", place, { once: true });
  // A host that shows another page without loading puts another body in the place of this one.
  new MutationObserver(place).observe(document.documentElement, { childList: true });
}

/** The tag of a script: the one with its URL, else one of the same file name, as a server may have redirected it. */
function tagOf(url) {
  const file = (address) => /[^/]*$/.exec(address.replace(/[?#].*/, ""))[0];
  let alike;
  for (const script of document.scripts) {
    if (script.src === url) return script;
    if (script.type === "module" && file(script.src) === file(url)) alike ??= script;
  }
  return alike;
}
