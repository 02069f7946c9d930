// Proves the policy in a worker, and does all else that takes knowledge or time. src/draft/prover.rs has the other side.

import app from "wegwijzer-prover.wasm";
import init, { Prover } from "wegwijzer-prover";

const address = (file) => new URL(file, import.meta.url).href;
const ready = init({ module_or_path: address(app) }).then(() => {
  postMessage({ languages: Prover.languages() });
  return Prover.begin();
});
let waiting;

addEventListener("message", async ({ data: { turn, changes, task, opened } }) => {
  try {
    const prover = await ready;
    for (const [name, text] of changes ?? []) prover.change(name, text);
    if (task !== undefined) {
      postMessage({ done: prover.translate(task) });
    } else if (opened !== undefined) {
      prover.hold();
      postMessage(await pack(prover, opened));
    } else {
      // Who types fast sends more than can be proven: of what has come by then, only the last is.
      clearTimeout(waiting);
      waiting = setTimeout(() => prove(prover, turn));
    }
  } catch (cause) {
    stopped(cause);
  }
});

function prove(prover, turn) {
  try {
    postMessage({ turn, proof: prover.prove(), heritage: prover.heritage() });
  } catch (cause) {
    stopped(cause);
  }
}

/** The app could not be loaded, or has ended: the page says so, and keeps the work. */
function stopped(cause) {
  console.error(cause);
  postMessage({ stopped: String(cause?.message ?? cause) });
}

/** The zip, with the files of the widget that go along with its site. */
async function pack(prover, opened) {
  try {
    const kit = await (await fetch(address("./workshop-kit.json"))).json();
    await Promise.all(Object.entries(kit).map(async ([name, path]) => {
      const response = await fetch(address(path));
      if (!response.ok) throw new Error(`${path} answered with HTTP ${response.status}`);
      prover.kit(name, new Uint8Array(await response.arrayBuffer()));
    }));
    return { zip: prover.pack(opened) };
  } catch (cause) {
    return { failure: String(cause.message ?? cause) };
  }
}
