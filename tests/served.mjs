// What somebody sees who has run script/server: the first question, and each change of the policy soon after it is saved.
//
// URL=http://127.0.0.1:8080/ node --test tests/served.mjs
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";

const WORDS = new URL("../policies/cliendo/words.nl.toml", import.meta.url);
/** A rebuild of a text takes seconds; a machine under load may need more. */
const PATIENCE = { timeout: 120_000 };

let browser, page;

before(async () => {
  browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  page = await browser.newPage();
  await page.goto(process.env.URL);
});

after(() => browser?.close());

/** The first question, inside the shadow root of the widget. */
const question = () => page.locator("contact-wegwijzer section[data-screen=question][data-id=who]");

/** Waits until the app has drawn the first question with this title. */
const shows = async (title) => {
  await question().getByRole("heading", { name: title, exact: true }).waitFor(PATIENCE);
  // The first style sheet comes with the script, the second with the app.
  await page.waitForFunction(() => document.querySelector("contact-wegwijzer").shadowRoot.adoptedStyleSheets.length === 2, null, PATIENCE);
};

test("the page shows the first question, and a changed text after it is saved", async () => {
  const words = readFileSync(WORDS, "utf8");
  const [, title] = words.match(/^\[question\.who\]\n(?:[^[]*\n)?title = "(.*)"$/m);
  await shows(title);
  assert.ok((await question().getByRole("radio").count()) > 2, "it has choices");
  try {
    writeFileSync(WORDS, words.replace(`"${title}"`, `"${title} (changed)"`));
    await shows(`${title} (changed)`);
  } finally {
    writeFileSync(WORDS, words);
  }
  await shows(title);
});
