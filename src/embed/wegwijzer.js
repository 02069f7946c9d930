// What `<script type="module" src="…/wegwijzer.js">` runs: the widget, and an element for it where the page has
// none. All that it needs stands beside it.

import { define, place } from "./element.js";
import widget from "./widget.js";

define({ ...widget, home: new URL("./", import.meta.url) });
place(import.meta.url);
