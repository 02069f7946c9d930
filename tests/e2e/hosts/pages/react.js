// A page made with React: rendered on the server with other text than here, so that hydration begins anew; hidden for a
// while by Suspense; and rendered again with another attribute.
import { StrictMode, Suspense, createElement as h, use, useState } from "react";
import { hydrateRoot } from "react-dom/client";

let arrive;
const nothing = Promise.resolve();
const awaited = new Promise((done) => { arrive = done; });

function Page() {
  const [state, setState] = useState({ language: "nl", waiting: nothing });
  window.speak = (language) => setState((before) => ({ ...before, language }));
  window.wait = () => setState((before) => ({ ...before, waiting: awaited }));
  window.arrive = arrive;
  return h(Suspense, { fallback: h("p", null, "loading") },
    h(Waiting, { promise: state.waiting }),
    h("p", null, "from the browser"),
    h("contact-wegwijzer", { lang: state.language, key: "widget" }, h("p", null, "The written guide.")));
}

function Waiting({ promise }) {
  use(promise);
  return null;
}

hydrateRoot(document.querySelector("#app"), h(StrictMode, null, h(Page)), { onRecoverableError() {} });
