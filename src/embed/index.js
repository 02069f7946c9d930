// What `import "contact-wegwijzer"` runs: the widget alone. Where it stands is up to the page.

import { define } from "./element.js";
import widget from "./widget.js";

define(widget);
