// What `<script type="module" src="…/wegwijzer.js">` runs: the glue of the app, the style and the element in
// one file. The app, the policy and its words stand beside it.

// Made by the build: the app's glue, what is known of the shipped policy before its files have come, and
// style/widget.css without its spaces.
import init, { mount } from "wegwijzer-engine";
import shipped from "wegwijzer-shipped";
import css from "wegwijzer-style";

import { define, place } from "./element.js";

define({
  shipped: { ...shipped, base: new URL(`${shipped.id}/`, import.meta.url) },
  css,
  engine: async () => {
    await init({ module_or_path: new URL("wegwijzer.wasm", import.meta.url) });
    return mount;
  },
});
place(import.meta.url);
