// Starts the workshop on its page, and lends it what Rust does not know of a browser. src/workshop/page.rs has the other side.

import app from "wegwijzer-workshop.wasm";
import policies from "wegwijzer-policies";
import init, { open } from "wegwijzer-workshop";

import * as disk from "./disk.js";

// A page that enforces Trusted Types takes the address of a script from a policy only.
const trusted = globalThis.trustedTypes?.createPolicy("wegwijzer-workshop", { createScriptURL: (url) => url });
const address = (file) => new URL(file, import.meta.url).href;

try {
  await init({ module_or_path: address(app) });
  // It downloads an app of its own, so it begins only when that of the page has arrived.
  const script = address("./workshop-worker.js");
  const worker = new Worker(trusted ? trusted.createScriptURL(script) : script, { type: "module" });
  document.getElementById("loading").remove();
  open({
    ...disk,
    worker,
    preview: address("./workshop-preview.html"),
    language: navigator.language,
    policies,
    policy: async (name) => Object.entries(await (await fetch(address(`./workshop-policies/${name}.json`))).json()),
  });
} catch (cause) {
  console.error(cause);
  document.getElementById("loading")?.remove();
  document.getElementById("failed").hidden = false;
}
