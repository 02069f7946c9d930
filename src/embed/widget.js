// Made by the build: what is known of the shipped policy and its files before they have come, and style/widget.css without
// its spaces.
import shipped from "wegwijzer-shipped";
import css from "wegwijzer-style";

import { engine } from "./engine.js";

export default { shipped, css, start: engine(shipped.files["wegwijzer.wasm"], shipped.files["screens.css"]) };
