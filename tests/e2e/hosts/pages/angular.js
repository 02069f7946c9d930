// A page made with Angular: the widget in a component's template, shown and hidden by it, and bound to its state.
import "zone.js";
import "@angular/compiler";
import { CUSTOM_ELEMENTS_SCHEMA, Component, signal } from "@angular/core";
import { bootstrapApplication } from "@angular/platform-browser";

class Page {
  language = signal("nl");
  steps = signal(0);
  constructor() {
    window.page = this;
  }
}

Component({
  selector: "app-page",
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `<p id="steps">{{ steps() }}</p>
    <contact-wegwijzer [attr.lang]="language()" (wegwijzer-step)="steps.set(steps() + 1)"><p>The written guide.</p></contact-wegwijzer>`,
})(Page);

bootstrapApplication(Page);
