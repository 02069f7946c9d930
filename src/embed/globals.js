// Classes that wasm-bindgen's glue asks for by their global names. A page can put something else there (MooTools replaces
// `Window`), so the bundler is told to take these in their place.

/** The class of the page's window. */
export class Window {
  static [Symbol.hasInstance](value) {
    return value === window;
  }
}
