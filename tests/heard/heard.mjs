// What a real screen reader says, key by key, of the widget and of the pages around it. Each walk is written down in
// transcripts/, for anybody to read. A change of the widget that changes what is heard changes a file there: `HEARD=write
// script/test heard` writes them anew.
import assert from "node:assert/strict";
import { after, test } from "node:test";

import { Reader } from "./reader.mjs";
import { serve } from "./server.mjs";
import { Walk } from "./transcript.mjs";

/** How often a walk is taken before what is heard on it counts as wrong. */
const TRIES = 3;

const server = await serve(new URL("../../dist/", import.meta.url));
after(() => server.close());

/** Where each screen begins: every question, and every outcome once. */
const SCREENS = {
  "question-who": "",
  "question-main-admin": "who=admin",
  "question-what": "who=admin,main-admin=yes",
  "question-reach": "who=admin,main-admin=yes,what=transfer",
  "question-access": "who=teammate",
  "question-mailbox": "who=heir",
  "question-earlier-contact": "who=authority",
  "owner-mail": "who=admin,main-admin=yes,what=transfer,reach=mailbox",
  "owner-chat": "who=admin,main-admin=yes,what=cancel,reach=login",
  "owner-mail-or-chat": "who=admin,main-admin=yes,what=merge,reach=both",
  "assessment": "who=equal-party",
  "ended-account": "who=admin,main-admin=yes,what=expired-data",
  "arrears-first": "who=admin,main-admin=yes,what=arrears",
  "do-it-yourself": "who=admin,main-admin=no,what=permissions",
  "ask-main-admin": "who=admin,main-admin=no,what=transfer",
  "find-main-admin": "who=admin,main-admin=unknown",
  "rights-by-own-admin": "who=teammate,access=limited,what=permissions",
  "access-by-own-admin": "who=teammate,access=locked-out",
  "ask-institution": "who=client",
  "heir-mail": "who=heir,mailbox=yes",
  "heir-authorisation": "who=heir,mailbox=no",
  "debt-authorisation": "who=debt-counselor",
  "receiver-in-writing": "who=receiver",
  "authority-earlier-thread": "who=authority,earlier-contact=yes",
  "authority-known-channel": "who=authority,earlier-contact=no",
  "never-disclosed": "who=someone-else,what=is-customer",
  "not-your-account": "who=someone-else,what=transfer",
};

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

test("the same walk in WebKitGTK, by Tab and arrows", async () => {
  server.page("/nl", page("nl", ""));
  await heard("webkit", "/nl", "walk-webkit", async (walk) => {
    let said = await walk.press("Tab");
    assert.equal(of(said, /not selected,? radio button/).length, 1, "the first choice with its state, once");
    await walk.pressUntil("Tab", /^Verder/);
    await walk.press("Enter");
    said = await walk.press("Tab");
    assert.equal(of(said, /^Er is nog niets gekozen/).length, 1, "the error, once");
    said = await walk.press("Enter");
    assert.equal(of(said, /^Ik ben admin van het account.*radio button/).length, 1, "it leads to the first choice");
    await walk.pressUntil("arrow down", /^Ik regel zaken voor een overleden eigenaar.*, selected/);
    await walk.pressUntil("Tab", /^Verder/);
    await walk.press("Enter");
    said = await walk.press("Tab");
    assert.equal(of(said, /^Ja, ik kan in die mailbox, not selected/).length, 1, "nothing of the old screen");
    await walk.press("Space");
    await walk.pressUntil("arrow down", /^Nee, dat lukt niet, selected/);
    await walk.pressUntil("Tab", /^Verder/);
    await walk.press("Enter");
    await walk.pressUntil("Tab", /^Kopieer het adres/);
    said = await walk.pressUntil("Tab", /^wijzig/);
    assert.equal(of(said, /^wijzig Wie neemt contact op\?/).length, 1, "a change says of what, once");
    await walk.press("Enter");
    said = await walk.press("Tab");
    assert.equal(of(said, /^Ik regel zaken .*, selected/).length, 1, "the answer given is there");
    await walk.pressUntil("Tab", /^Verder/);
  }, { isSpoken: false });
});

test("every screen, read from its beginning to its end, in Firefox", async () => {
  // The key that no screen reader and no widget has a use for goes on to the next screen.
  const starts = JSON.stringify(Object.values(SCREENS));
  server.page("/screens", `${page("nl", "")}<script>
    const starts = ${starts};
    addEventListener("keydown", ({ key }) => { if (key === "F9") document.querySelector("contact-wegwijzer").setAttribute("start", starts.shift()); });
    </script>`);
  const reader = new Reader("firefox", "nl");
  try {
    await reader.start(server.url("/screens"), server.title("/screens"));
    for (const name of Object.keys(SCREENS)) {
      // Nothing is said of it: the focus is elsewhere.
      await reader.type("F9");
      await listen(reader, name);
    }
  } finally {
    await reader.stop();
  }
});

/** Listens to a screen, and again where that was not what it should be. */
async function listen(reader, name) {
  for (let tries = 1; ; tries += 1) {
    const walk = new Walk(reader, `screens/${name}`);
    await reader.press("ctrl+Home");
    const said = await walk.press("read on");
    try {
      isWhole(name, said);
      return walk.end();
    } catch (error) {
      if (tries === TRIES) throw error;
      console.log(`listening again to ${name}: ${error.message}`);
    }
  }
}

/** What holds of every screen that is read as a whole. */
function isWhole(name, said) {
  assert.equal(of(said, /heading level 2/).length, 1, `${name}: its heading, once`);
  const place = (pattern) => said.findIndex((words) => pattern.test(words));
  const heading = place(/heading level 2/);
  if (name.startsWith("question")) {
    const choices = of(said, /radio button/);
    assert.ok(choices.length > 1, `${name}: its choices`);
    for (const choice of choices) assert.match(choice, /, not selected, radio button$/, `${name}: each choice with its state`);
    assert.equal(new Set(choices).size, choices.length, `${name}: each choice once`);
  } else {
    const verdict = heading + 1;
    const steps = place(/, heading level 3, List with \d+ items?$/);
    assert.match(said[verdict], /^(Zo kan|Dit kan|Dit kun|Vraag|Dat)[^,]*$/, `${name}: after the heading the verdict in words`);
    assert.ok(verdict < steps, `${name}: then the steps with their number`);
    const changes = of(said, /^wijzig /);
    assert.ok(changes.length > 0 && changes.every((words) => /^wijzig .+\?, push button$/.test(words)), `${name}: each change says of what`);
    if (name.startsWith("heir")) assert.ok(place(/^Gecondoleerd/) === verdict + 1, `${name}: condolences before what is asked`);
  }
  // Nothing is said in English on a Dutch screen but the screen reader's own names of roles.
  for (const words of said) assert.doesNotMatch(words, /\b(the|your|please|address|choose)\b/i, `${name}: something in English`);
}

test("an Arabic page: the menu of languages, each in its own, and the question, in the right order", async () => {
  await heard("firefox", "/ar.html", "arabic", async (walk) => {
    await walk.press("to the top");
    const said = await walk.press("read on");
    const menu = said.findIndex((words) => /English/.test(words));
    const question = said.findIndex((words) => /heading level 2/.test(words));
    const choice = said.findIndex((words) => /radio button/.test(words));
    assert.ok(0 <= menu && menu < question && question < choice, "first the languages, then the question, then its choices");
    const arabic = said.slice(question).filter((words) => /\p{Script=Arabic}/u.test(words));
    assert.ok(arabic.length > 10, "it is said in Arabic");
    for (const words of arabic) assert.doesNotMatch(words, /^\[/, "by an Arabic voice");
    assert.ok(said.some((words) => words === "[uk] Українська, link"), "each language is named by a voice of its own");
  }, { language: "ar" });
});

test("the page of its own: its landmarks, its headings, and its foot", async () => {
  await heard("firefox", "/index.html", "page", async (walk) => {
    await walk.press("to the top");
    let said = await walk.press("next landmark");
    assert.equal(said[0], "Taal", "the menu of languages, by its name");
    assert.ok(said.includes("[ar] العربية link."), "each language by a voice of its own");
    await walk.press("next landmark");
    await walk.press("next landmark");
    said = await walk.press("next landmark");
    assert.equal(said[0], "Wrapping to top.", "three landmarks");
    for (let heading = 0; heading < 2; heading += 1) await walk.press("next heading");
    inOrder(walk.heard);
    await walk.press("to the top");
    said = await walk.press("read on");
    // Of these there is one each, and Orca calls them by what they are.
    const main = said.indexOf("main content");
    const foot = said.indexOf("information");
    assert.ok(0 < main && main < foot, "the main part, then the foot");
  });
});

test("the written guide, where the app cannot run: its headings in order", async () => {
  server.page("/guide", server.file("/index.html").replace(/<script.*?<\/script>/gs, ""));
  await heard("firefox", "/guide", "guide", async (walk) => {
    await walk.press("to the top");
    for (let heading = 0; heading < 8; heading += 1) await walk.press("next heading");
    inOrder(walk.heard);
  });
});

test("the map of a policy: its headings in order, and its table with what stands above each cell", async () => {
  await heard("firefox", "/map.html", "map", async (walk) => {
    for (let heading = 0; heading < 8; heading += 1) await walk.press("next heading");
    inOrder(walk.heard);
    await walk.press("to the top");
    for (const name of ["Op deze pagina", "De route"]) {
      const said = await walk.press("next landmark");
      assert.ok(said[0].startsWith(name), "each part by its name");
    }
    await walk.press("to the top");
    await walk.press("next table");
    for (let line = 0; line < 6; line += 1) await walk.press("next line");
    assert.ok(of(walk.heard, /column header/).length > 0, "what stands above a column is named");
    assert.ok(of(walk.heard, /row header/).length > 0, "and what stands before a row");
  });
});

test("the walk of docs/manual-checks.md through the workshop in Firefox", async () => {
  await heard("firefox", "/workshop.html", "workshop", async (walk) => {
    await walk.press("next heading");
    await walk.pressUntil("Tab", /^cliendo/);
    let said = await walk.press("Enter");
    assert.equal(of(said, /^Workshop · cliendo heading level 1/).length, 1, "what is open now, once");
    assert.equal(of(said, /^Proven: \d+ ways, \d+ outcomes\./).length, 1, "that it holds, once");

    // The table of the rules.
    await walk.press("next table");
    await walk.pressUntil("Tab", /opens dialog/);
    said = await walk.press("arrow right");
    assert.equal(of(said, /^Wie neemt contact op\?: /).length, 1, "the question and its answers, once");
    await walk.press("Enter");
    await walk.pressUntil("Tab", /check box,? not checked/);
    said = await walk.press("Space");
    assert.equal(of(said, /^checked/).length, 1, "that it is ticked, once");
    assert.equal(of(said, / to mend\.$/).length, 1, "that there is something to mend, once");
    said = await walk.press("Escape");
    assert.equal(of(said, /^Wie neemt contact op\?: /).length, 1, "the cell again, as it is now");

    // From the list of what is to be mended to its place.
    await walk.pressUntil("Shift and Tab", /^Rules/);
    await walk.press("to the top");
    await walk.pressUntil("Tab", /^Show the list/);
    said = await walk.press("Enter");
    assert.equal(of(said, /^To mend heading level 2/).length, 1, "the list, which takes the focus, once");
    await walk.pressUntil("Tab", /, condition push button/);
    said = await walk.press("Enter");
    assert.equal(of(said, /opens dialog/).length, 1, "the rule that it is about");
    said = await walk.press("undo");
    assert.equal(of(said, /^Undone\.$/).length, 1, "that the edit is taken back, once");
    assert.equal(of(said, /^Proven: /).length, 1, "that the policy holds again, once");
  }, { language: "en" });
});

/** Whether no heading is more than one level below the one before. */
function inOrder(said) {
  let before = 1;
  for (const words of said) {
    const level = Number(/heading level (\d)/.exec(words)?.[1] ?? before);
    assert.ok(level <= before + 1, `${words} follows a heading of level ${before}`);
    before = level;
  }
}

/** A page with a heading and the widget. */
function page(language, more) {
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>Hulp</title><body><main><h1>Hulp</h1>
    <contact-wegwijzer lang="${language}" ${more}></contact-wegwijzer></main><script type="module" src="/wegwijzer.js"></script>`;
}

/**
 * Walks with a screen reader. A failure is told with all that was heard until then.
 *
 * Page, browser and screen reader are three programs that do not wait for each other. So a walk may be taken again, as a
 * person would listen again; what is wrong with the widget is wrong every time.
 */
async function heard(browser, path, name, steps, { language = "nl", isSpoken = true } = {}) {
  for (let tries = 1; ; tries += 1) {
    const reader = new Reader(browser, language);
    const walk = new Walk(reader, name, isSpoken);
    try {
      await reader.start(server.url(path), server.title(path));
      await steps(walk);
      return walk.end();
    } catch (error) {
      error.message += `\n\nHeard until then:\n${walk}`;
      if (tries === TRIES) throw error;
      console.log(`listening again to ${name}: ${error.message}`);
    } finally {
      await reader.stop();
    }
  }
}

function of(said, pattern) {
  return said.filter((words) => pattern.test(words));
}
