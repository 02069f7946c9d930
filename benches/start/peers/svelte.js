// The same widget in Svelte.
import { mount } from "svelte";
import style from "style.css";
import Widget from "./svelte/Widget.svelte";

const root = document.querySelector("#widget").attachShadow({ mode: "open" });
const sheet = new CSSStyleSheet();
sheet.replaceSync(style);
root.adoptedStyleSheets = [sheet];
mount(Widget, { target: root });
