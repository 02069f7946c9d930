// What a real screen reader says, key by key, of the widget and of the pages around it. Each walk is written down in
// transcripts/, for anybody to read. A change of the widget that changes what is heard changes a file there: `HEARD=write
// script/test heard` writes them anew.
import assert from "node:assert/strict";
import { after, test } from "node:test";

import { Reader } from "./reader.mjs";
import { serve } from "./server.mjs";
import { Walk } from "./transcript.mjs";

const server = await serve(new URL("../../dist/", import.meta.url));
after(() => server.close());

for (const [browser, name] of [["firefox", "Firefox"], ["chromium", "Chromium"]]) {
  test(`the walk of docs/manual-checks.md in ${name}`, async () => {
    server.page("/nl", page("nl", ""));
    await heard(browser, "/nl", `walk-${browser}`, async (walk) => {
      let said = await walk.press("next heading");
      assert.deepEqual(said, ["Wie neemt contact op? heading level 2."], "the question once, when it comes");
      said = await walk.press("next line");
      assert.match(said.join(), /^Kies wat het best past/, "then its hint");
      said = await walk.press("Tab");
      assert.equal(of(said, /not selected,? radio button/).length, 1, "the first choice with its state, once");
      assert.equal(of(said, /^Ik kan de instellingen/).length, 1, "and its hint, once");

      // Nothing is chosen.
      await walk.pressUntil("Tab", /^Verder/);
      said = await walk.press("Enter");
      assert.equal(said.length, 1, "the error, once");
      assert.match(said[0], /^Er is nog niets gekozen/);
      await walk.pressUntil("Tab", /^Kies één van de antwoorden/);
      said = await walk.press("Enter");
      assert.equal(of(said, /^Ik ben admin van het account.*radio button/).length, 1, "it leads to the first choice");

      await walk.pressUntil("next choice", /^Ik regel zaken voor een overleden eigenaar/);
      await walk.press("Space");
      await walk.pressUntil("Tab", /^Verder/);
      said = await walk.press("Enter");
      assert.deepEqual(said, ["Gecondoleerd met dit verlies."], "condolences before anything else, and nothing of the old screen");
      said = await walk.press("next line");
      assert.deepEqual(said, ["Kun je bij de e-mail van de overledene? heading level 2."]);
      await walk.pressUntil("next choice", /^Nee, dat lukt niet/);
      await walk.press("Space");
      await walk.pressUntil("Tab", /^Verder/);
      said = await walk.press("Enter");
      assert.deepEqual(said, ["Stuur ons een volmacht heading level 2."], "the outcome's heading, and nothing of the old screen");
      said = await walk.press("next line");
      assert.deepEqual(said, ["Dit kan worden beoordeeld."], "then its verdict in words");
      said = await walk.press("next line");
      assert.match(said.join(), /^Gecondoleerd/, "condolences before what is asked");

      // At the outcome.
      await walk.pressUntil("Tab", /^Kopieer het adres/);
      said = await walk.press("Enter");
      assert.deepEqual(of(said, /opie/), ["Gekopieerd"], "a copied text is told of, once, and the focus stays");
      await walk.pressUntil("Tab", /^De volmacht,? .*check box/);
      said = await walk.press("Space");
      assert.deepEqual(said, ["checked"]);
      said = await walk.pressUntil("Tab", /^wijzig/);
      assert.equal(of(said, /^wijzig Wie neemt contact op\?/).length, 1, "a change says of what, once");
      said = await walk.press("Enter");
      assert.deepEqual(said, ["Wie neemt contact op? heading level 2."]);
      said = await walk.press("Tab");
      assert.equal(of(said, /^Ik regel zaken .* selected,? radio button/).length, 1, "the answer given is there");
      await walk.pressUntil("next choice", /^Ik ben cliënt/);
      await walk.press("Space");
      await walk.pressUntil("Tab", /^Verder/);
      said = await walk.press("Enter");
      assert.equal(of(said, /telt niet meer/).length, 1, "an answer that no longer counts is told of, once");
      await walk.pressUntil("Tab", /^Begin opnieuw/);
      said = await walk.press("Enter");
      assert.deepEqual(said, ["Wie neemt contact op? heading level 2."]);
    });
  });
}

/** A page with a heading and the widget. */
function page(language, more) {
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>Hulp</title><body><main><h1>Hulp</h1>
    <contact-wegwijzer lang="${language}" ${more}></contact-wegwijzer></main><script type="module" src="/wegwijzer.js"></script>`;
}

/** Walks with a screen reader. A failure is told with all that was heard until then. */
async function heard(browser, path, name, steps) {
  const reader = await Reader.start(server.url(path), browser);
  const walk = new Walk(reader, name);
  try {
    await steps(walk);
    walk.end();
  } catch (error) {
    error.message += `\n\nHeard until then:\n${walk}`;
    throw error;
  } finally {
    await reader.stop();
  }
}

function of(said, pattern) {
  return said.filter((words) => pattern.test(words));
}
