// What a real screen reader says of the widget, key by key. Each walk is written down in transcripts/, for anybody to read: the
// key that is pressed at the left, the words that are said at the right. A change of the widget that changes what is heard
// changes a file there; `HEARD=write script/test heard` writes them anew.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { after, test } from "node:test";

import { Reader } from "./reader.mjs";
import { serve } from "./server.mjs";

const FOLDER = new URL("./transcripts/", import.meta.url);

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

test("every screen, read from its heading to its end, in Firefox", async () => {
  const starts = JSON.stringify(Object.values(SCREENS));
  server.page("/screens", `<!doctype html><html lang="nl"><meta charset="utf-8"><title>Hulp</title><body><main>
    <contact-wegwijzer lang="nl" start="${Object.values(SCREENS)[0]}"></contact-wegwijzer></main>
    <script type="module" src="/wegwijzer.js"></script><script>
    const starts = ${starts};
    addEventListener("keydown", ({ key }) => { if (key === "F9") { starts.shift(); document.querySelector("contact-wegwijzer").setAttribute("start", starts[0]); } });
    </script>`);
  await heard(server.url("/screens"), async (reader) => {
    for (const name of Object.keys(SCREENS)) {
      if (name !== "question-who") await reader.press("F9");
      await reader.press("ctrl+Home");
      const said = await reader.press("KP_Add");
      compare(`screens/${name}`, [["read on", said]]);
      isGoodToListenTo(name, said);
    }
  });
});

test("an Arabic page, and the name of each language in its own", async () => {
  await heard(server.url("/ar.html"), async (reader) => {
    await reader.press("ctrl+Home");
    compare("arabic", [["read on", await reader.press("KP_Add")]]);
  });
});

test("the written guide, where the app cannot run", async () => {
  server.page("/guide", server.file("/index.html").replace(/<script.*?<\/script>/gs, ""));
  await heard(server.url("/guide"), async (reader) => {
    const lines = [];
    await reader.press("ctrl+Home");
    for (let heading = 0; heading < 8; heading += 1) lines.push(["h", await reader.press("h")]);
    compare("guide", lines);
  });
});

test("the map of a policy", async () => {
  await heard(server.url("/map.html"), async (reader) => {
    const lines = [];
    await reader.press("ctrl+Home");
    for (let heading = 0; heading < 8; heading += 1) lines.push(["h", await reader.press("h")]);
    for (const key of ["ctrl+Home", "t", "Down", "Down", "Down"]) lines.push([key, await reader.press(key)]);
    compare("map", lines);
  });
});

async function heard(url, walk) {
  const reader = await Reader.start(url);
  try {
    await walk(reader);
  } finally {
    await reader.stop();
  }
}

/** Compares what was heard with the transcript; a difference is told with both. */
function compare(name, lines) {
  const width = Math.max(...lines.map(([key]) => key.length)) + 3;
  const text = lines.map(([key, said]) => `${key.padEnd(width)}${(said.length ? said : ["(nothing)"]).join(`\n${" ".repeat(width)}`)}\n`).join("");
  const file = new URL(`${name}.txt`, FOLDER);
  if (process.env.HEARD === "write") return writeFileSync(file, text);
  let before = "";
  try {
    before = readFileSync(file, "utf8");
  } catch {
    // There is no transcript yet: all that was heard is new.
  }
  assert.equal(text, before, `a listener hears something else in ${name}: tests/heard/transcripts/${name}.txt`);
  return undefined;
}

/** What holds of every screen, whatever it says. */
function isGoodToListenTo(name, said) {
  const of = (pattern) => said.filter((words) => pattern.test(words));
  assert.equal(of(/heading level 2/).length, 1, `${name}: the heading once`);
  assert.equal(of(/^(statusbar|blank)$/).length, 0, `${name}: something empty`);
  const twice = said.filter((words, place) => words === said[place - 1]);
  assert.deepEqual(twice, [], `${name}: said twice in a row`);
  const choices = of(/radio button/);
  if (name.startsWith("question")) {
    assert.ok(choices.length > 1, `${name}: its choices`);
    for (const choice of choices) assert.match(choice, /not selected, radio button$/, `${name}: each choice with its state`);
  } else {
    const heading = said.findIndex((words) => /heading level 2/.test(words));
    const list = said.findIndex((words) => /list with/i.test(words));
    assert.ok(heading >= 0 && list > heading, `${name}: heading and verdict before the steps`);
    if (name.startsWith("heir")) assert.match(said[heading + 2], /^Gecondoleerd/, `${name}: condolences first`);
  }
}
