// What `<script type="module" src="…/wegwijzer.js">` runs: the widget, and an element for it where the page has
// none. All that it needs stands beside it.

import { NAME, define } from "./element.js";
import { placeOwn } from "./place.js";
import widget from "./widget.js";

const page = define({ ...widget, home: new URL("./", import.meta.url) });
if (page) placeOwn(import.meta.url, NAME, page);
