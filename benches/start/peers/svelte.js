// The same widget in Svelte.
import { mount } from "svelte";
import { shadowRoot } from "./given.js";
import Widget from "./svelte/Widget.svelte";

const root = shadowRoot();
mount(Widget, { target: root, props: { root } });
