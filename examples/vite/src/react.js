import "contact-wegwijzer";
import { createElement } from "react";
import { createRoot } from "react-dom/client";

const guide = createElement("p", null, "The written guide.");
createRoot(document.querySelector("#app"))
  .render(createElement("contact-wegwijzer", { lang: "en", start: "who=heir" }, guide));
