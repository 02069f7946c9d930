// The app: one instance for all widgets of a page, and a new one after a panic.

import { begin, end, initSync, mount } from "wegwijzer-app";

import { Failure, explainStart, text, wasm } from "./files.js";

/**
 * @param app the app's file, `{ url, hash }`
 * @param style the file with the style of its screens, likewise
 * @returns a function that starts the app once, and takes whether an earlier try has failed. It gives `mount`, which puts a
 *   widget into the page; `restart`, which puts a new instance in the place of one that has panicked; and `css`, the style of
 *   the app's screens
 */
export function engine(app, style) {
  let running;

  return (again) => {
    running ??= start(again).catch((cause) => {
      running = undefined; // a later widget may have more luck
      throw cause;
    });
    return running;
  };

  async function start(again) {
    if (typeof WebAssembly === "undefined") {
      throw new Failure("no-webassembly", "This browser has no WebAssembly, or has it switched off.");
    }
    const [module, css] = await Promise.all([wasm(app, again), text(style, again)]);
    try {
      initSync({ module });
    } catch (cause) {
      throw explainStart(app, cause);
    }
    return { mount, restart, css };
  }
}

function restart() {
  end();
  begin();
}
