// The app: one instance for all widgets of a page, and a new one after a panic.

import { Failure, explainStart, panic, wasm } from "./files.js";

/**
 * @param file the app's file, `{ url, hash }`
 * @param glue makes the glue of wasm-bindgen, with a `WebAssembly` of our own
 * @returns a function that gives the app's `mount` and `css`, the style of its screens, once it has started. It takes
 *   what is to be called with the cause when the app has ended by a panic, after which the next call starts a new
 *   instance; and whether an earlier try has failed.
 */
export function engine(file, glue) {
  let module; // compiled once
  let running;

  return (panicked, again) => {
    running ??= start(panicked, again).catch((cause) => {
      running = undefined; // a later widget may have more luck
      throw cause;
    });
    return running;
  };

  async function start(panicked, again) {
    if (typeof WebAssembly === "undefined") {
      throw new Failure("no-webassembly", "This browser has no WebAssembly, or has it switched off.");
    }
    module ??= await wasm(file, again);
    let died;
    const app = glue(guarded((cause) => {
      died = cause;
      running = undefined;
      queueMicrotask(() => panicked(cause));
    }));
    try {
      app.initSync({ module });
    } catch (cause) {
      throw explainStart(file, cause);
    }
    const mount = (...what) => {
      const widget = app.mount(...what);
      if (died) throw panic(died);
      return widget;
    };
    return { mount, css: new TextDecoder().decode(WebAssembly.Module.customSections(module, "css")[0]) };
  }
}

/** What a dead app answers: the glue reads it as no number, no text and no error. */
const NOTHING = Object.freeze([]);

/**
 * A `WebAssembly` whose instances do not throw into the page. After a panic the memory of an instance cannot be
 * trusted: its exports do nothing any more, and `panicked` is called at once.
 */
function guarded(panicked) {
  const guard = (exports) => {
    let alive = true;
    const guardCall = (call) => (...args) => {
      try {
        if (alive) return call(...args);
      } catch (cause) {
        alive = false;
        panicked(cause);
      }
      return NOTHING;
    };
    const guarded = {};
    for (const name in exports) {
      guarded[name] = typeof exports[name] === "function" ? guardCall(exports[name]) : exports[name];
    }
    return guarded;
  };
  return {
    Module: WebAssembly.Module,
    Instance: function (module, imports) {
      return { exports: guard(new WebAssembly.Instance(module, imports).exports) };
    },
  };
}
