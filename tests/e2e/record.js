// A host page loads this before the widget: `window.record` lists whatever a widget must never do or cause.

// What the privacy promise rules out, by the name of the interface and its member. README.md has the same list.
const RULED_OUT = [
  "Storage.getItem", "Storage.setItem", "Storage.removeItem", "Storage.clear", "IDBFactory.open", "CacheStorage.open",
  "Document.cookie", "CookieStore.set", "Navigator.sendBeacon", "XMLHttpRequest.open", "WebSocket", "EventSource",
  "RTCPeerConnection", "Worker", "SharedWorker", "BroadcastChannel", "ServiceWorkerContainer.register",
  "History.pushState", "History.replaceState", "History.go", "History.back", "Window.open", "Window.postMessage",
  "Window.name", "Document.title", "Clipboard.read", "Clipboard.readText", "Geolocation.getCurrentPosition",
  "MediaDevices.getUserMedia", "Notification.requestPermission", "Document.write", "Element.innerHTML",
  "Element.outerHTML", "Element.insertAdjacentHTML", "ShadowRoot.innerHTML", "Performance.mark",
];

window.record = [];
const note = (what) => window.record.push(what);

const wrap = (owner, member, name) => {
  const before = Object.getOwnPropertyDescriptor(owner, member);
  if (!before) return; // this browser has none
  const after = { ...before };
  if (typeof before.value === "function") after.value = function (...given) {
    note(name);
    return new.target ? new before.value(...given) : before.value.apply(this, given);
  };
  if (before.get && name === "Document.cookie") after.get = function () { note(name); return before.get.call(this); };
  if (before.set) after.set = function (value) { note(name); before.set.call(this, value); };
  Object.defineProperty(owner, member, after);
};
for (const name of RULED_OUT) {
  const [owner, member] = name.split(".");
  if (!member) wrap(window, owner, name);
  else if (owner === "Window") wrap(window, member, name);
  else if (owner === "Notification") wrap(window.Notification ?? {}, member, name);
  else wrap(window[owner]?.prototype ?? {}, member, name);
}

for (const level of ["error", "warn"]) {
  const before = console[level];
  console[level] = (...what) => { note(`console.${level}: ${what[0]}`); before.apply(console, what); };
}
addEventListener("error", (event) => note(`uncaught: ${event.message}`));
addEventListener("unhandledrejection", (event) => note(`unhandled: ${event.reason}`));
document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
  // A browser asks for an icon by itself.
  if (!blockedURI.endsWith("/favicon.ico")) note(`CSP: ${violatedDirective} ${blockedURI}`);
});
addEventListener("wegwijzer-error", (event) => note(`wegwijzer-error: ${event.detail.code}`));
for (const what of ["ready", "step", "outcome"]) {
  addEventListener(`wegwijzer-${what}`, (event) => event.detail === null || note(`the event ${what} tells something`));
}

// Who listens to what, beside the recorder, on what all of a page shares. The widget calls this, so it does without what a
// host may have put in the place of its own.
const listeners = new Set();
const placeOf = (target) => target === window ? "window" : target === document ? "document" : target === document.documentElement ? "html" : "";
const find = (target, what, call) => {
  for (const own of listeners) if (own.target === target && own.what === what && own.call === call) return own;
};
const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
EventTarget.prototype.addEventListener = function (what, call, options) {
  const target = this ?? window;
  if (placeOf(target) && !find(target, what, call)) {
    const own = { target, what, call };
    listeners.add(own);
    if (options?.once) add.call(target, what, () => listeners.delete(own), { once: true });
  }
  return add.call(target, what, call, options);
};
EventTarget.prototype.removeEventListener = function (what, call, options) {
  const target = this ?? window;
  listeners.delete(find(target, what, call));
  return remove.call(target, what, call, options);
};

/** The listeners that stand: `window hashchange` and so on. */
window.hostListeners = () => {
  const all = [...listeners].map(({ target, what }) => `${placeOf(target)} ${what}`);
  for (const target of [window, document, document.documentElement]) {
    for (const handler in target) if (handler.startsWith("on") && target[handler]) all.push(`${placeOf(target)} ${handler}`);
  }
  return all.sort();
};

/** What is the host's own, to compare before and after. */
window.hostState = () => {
  const cookie = Object.getOwnPropertyDescriptor(Document.prototype, "cookie").get;
  const before = window.record.length;
  const state = {
    history: [history.length, JSON.stringify(history.state), history.scrollRestoration],
    address: [location.href, document.baseURI, document.title, window.name],
    stored: [cookie.call(document), JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })],
    // With the widget's element and what stands in it; what it shows is in its shadow root.
    page: document.documentElement.outerHTML,
    styles: [document.adoptedStyleSheets.length, document.styleSheets.length],
    globals: Object.getOwnPropertyNames(window).sort().join(),
  };
  window.record.length = before; // looking is not doing
  return state;
};

/** All that the interfaces of this browser have, by name, to see what a script has put in its place. */
window.hostInterfaces = () => {
  const all = new Map();
  for (const name of Object.getOwnPropertyNames(window)) {
    const found = Object.getOwnPropertyDescriptor(window, name);
    const owner = found.value;
    if (typeof owner !== "function" && name !== "JSON" && name !== "Math" && name !== "Reflect") continue;
    all.set(name, owner);
    for (const [where, home] of [["", owner], ["prototype.", owner.prototype]]) {
      for (const [member, { value, get, set }] of Object.entries(Object.getOwnPropertyDescriptors(home ?? {}))) {
        // A list that is made anew for whoever asks is no other list.
        all.set(`${name}.${where}${member}`, typeof value === "object" ? typeof value : value ?? get ?? set);
      }
    }
  }
  return all;
};
