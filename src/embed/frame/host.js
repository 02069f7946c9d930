// What `<script type="module" src="…/wegwijzer-frame.js">` runs in a page with the widget in an iframe: gives each
// `<iframe data-wegwijzer>` the height of what it shows. Without it, the frame keeps the height that the page gives
// it and scrolls.

/** No widget is higher than this, in CSS pixels: a frame cannot push the page away. */
const HIGHEST = 10_000;

const fitted = new WeakSet();

/** Fits the frames that stand in the page now. */
function fitAll() {
  for (const frame of document.querySelectorAll("iframe[data-wegwijzer]")) {
    if (fitted.has(frame)) continue;
    fitted.add(frame);
    fit(frame);
  }
}

fitAll();
// And those that come later.
new MutationObserver(fitAll).observe(document.documentElement, { childList: true, subtree: true });

function fit(frame) {
  const id = Array.from(crypto.getRandomValues(new Uint32Array(4))).join("-");
  // A frame without an origin of its own is asked, and answers, as "null". The question holds nothing but the id.
  const opaque = frame.hasAttribute("sandbox") && !frame.sandbox.contains("allow-same-origin");
  const origin = opaque ? "null" : new URL(frame.src, document.baseURI).origin;
  const ask = () => frame.contentWindow?.postMessage({ wegwijzer: "height?", id }, opaque ? "*" : origin);

  addEventListener("message", (event) => {
    if (event.source !== frame.contentWindow || event.origin !== origin) return;
    const { wegwijzer, id: answered, height } = event.data ?? {};
    if (wegwijzer !== "height" || answered !== id || !Number.isFinite(height)) return;
    frame.style.blockSize = `${Math.min(Math.max(height, 0), HIGHEST)}px`;
  });
  frame.addEventListener("load", ask);
  ask();
}
