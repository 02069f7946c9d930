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

/** What is the host's own, to compare before and after. */
window.hostState = () => {
  const cookie = Object.getOwnPropertyDescriptor(Document.prototype, "cookie").get;
  const before = window.record.length;
  const state = [
    history.length, JSON.stringify(history.state), location.href, document.title, window.name, cookie.call(document),
    localStorage.length, sessionStorage.length, document.head.innerHTML, document.documentElement.className,
    document.adoptedStyleSheets.length, Object.keys(window).sort().join(),
  ];
  window.record.length = before; // looking is not doing
  return state;
};
