// A peer whose policy and words are in its script, as small apps of that kind have them.
import policy from "given/policy.json";
import style from "given/style.css?raw";
import words from "given/words.json";
import { know } from "./flow.js";

know({ policy, words });

/** A shadow root with the widget's style, in which a peer takes the place of the guide. */
export function shadowRoot() {
  const root = document.querySelector("#widget").attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [sheet];
  return root;
}
