// The chat as somebody types in it.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { load } from "contact-wegwijzer/decide";
import { say } from "./say.js";

const here = fileURLToPath(new URL(".", import.meta.url));
const dist = new URL("../../dist/", import.meta.url);
const read = (path) => readFileSync(new URL(path, dist), "utf8");

/** What is printed, from one prompt to the next. */
function chat(typed, ...options) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["chat.js", ...options], { cwd: here, input: `${typed.join("\n")}\n`, encoding: "utf8" });
  return { status, stderr, shown: stdout.split("\n> ") };
}

test("it leads to an outcome by numbers and by ids, in the policy's own language", () => {
  const words = JSON.parse(read("cliendo/words.nl.json")).texts;
  const { choices } = JSON.parse(read("cliendo/policy.json")).questions[0];
  const { status, shown: [who, mailbox, outcome] } = chat([String(choices.indexOf("heir") + 1), "no", "q"]);
  assert.equal(status, 0);
  assert.ok(who.includes(words.question.who.title), who);
  assert.ok(mailbox.includes(words.question.mailbox.title) && mailbox.includes(words.question.mailbox.intro), mailbox);
  for (const text of [words.outcome["heir-authorisation"].title, words.verdict.assessed.label, "info@cliendo.nl"]) {
    assert.ok(outcome.includes(text), outcome);
  }
});

test("ways back: to the question before, to any answer, to the beginning", () => {
  const { shown } = chat(["heir", "b", "admin", "no", "b", "no", "c who", "admin", "c 1", "teammate", "r", "q"], "--language", "en");
  const titles = { ...JSON.parse(read("cliendo/words.en.json")).texts.question };
  // The answers that come after one that is changed wait for it.
  const asked = ["who", "mailbox", "who", "main-admin", "what", "main-admin", "what", "who", "what", "who", "access", "who"];
  asked.forEach((id, place) => assert.ok(shown[place].includes(titles[id].title), `${id}: ${shown[place]}`));
});

test("an answer that is not offered any more after a change is asked anew", () => {
  const { status, shown } = chat(["admin", "no", "expired-data", "c who", "someone-else", "special", "q"], "--language", "en");
  const { question, outcome } = JSON.parse(read("cliendo/words.en.json")).texts;
  assert.equal(status, 0);
  assert.ok(shown[3].includes(outcome["ask-main-admin"].title), shown[3]);
  assert.ok(shown[5].includes(question.what.title), shown[5]);
  assert.ok(shown[6].includes(outcome.assessment.title), shown[6]);
});

test("what is nothing here is told, with what is", () => {
  const { status, shown } = chat(["hair", "0", "99", "", "b", "c 1", "__proto__"], "--language", "en");
  assert.equal(status, 0);
  const { choose } = JSON.parse(read("cliendo/words.en.json")).texts.ui;
  for (const said of shown.slice(1, 8)) assert.equal(said.trim(), `${choose}\n\n(a number or an id, q: quit)`);
  const { status: failed, stderr } = chat([], "--language", "xx");
  assert.equal(failed, 2);
  assert.match(stderr, /xx.*en.*nl/);
});

test("a translation that nobody has reviewed says so, and any policy will do", () => {
  const [draft] = readdirSync(new URL("cliendo/", dist)).filter((name) => /^words\.\w+\.json$/.test(name))
    .filter((name) => JSON.parse(read(`cliendo/${name}`)).texts.language.reviewed === "no");
  const language = draft.split(".")[1];
  assert.ok(chat([], "--language", language).shown[0].includes(JSON.parse(read(`cliendo/${draft}`)).texts.ui.unreviewed));
  const { shown } = chat([], fileURLToPath(new URL("examples/policies/library-card", dist)));
  assert.ok(!shown[0].includes(JSON.parse(read("cliendo/words.nl.json")).texts.question.who.title));
});

/** Each text of a value, but for what is named by a key that only buttons, paper and programs read. */
const UNSAID = ["status", "verdict", "rules", "facts", "back", "proceed", "unanswered", "answers", "privacy", "start", "restart", "copyLink", "print", "date", "copy", "hint", "show", "write", "call", "kind", "id", "chosen"];
const texts = (value, key) => {
  if (UNSAID.includes(key) && !(key === "hint" && Array.isArray(value))) return [];
  // Which language a word is of is for a voice to know.
  if (key === "foreign") return [value[0]];
  if (typeof value === "string") return value === "none" && key === "target" ? [] : [value];
  return Object.entries(value ?? {}).flatMap(([inner, value]) => texts(value, inner));
};

test("all that a visitor reads is said", async () => {
  for (const policy of ["cliendo", ...readdirSync(new URL("examples/policies/", dist)).map((name) => `examples/policies/${name}`)]) {
    for (const language of JSON.parse(read(`${policy}/policy.json`)).languages) {
      const decide = await load(read(`${policy}/policy.json`), read(`${policy}/words.${language}.json`));
      const walk = (answers) => {
        const result = decide.screen(answers);
        const said = say(result).replace(/^\s*\| /gm, "").replace(/\s+/g, " ");
        for (const text of texts(result.screen)) assert.ok(said.includes(text.trim().replace(/\n\|? ?/g, " ").replace(/\s+/g, " ")), `${text}\n\nis not in\n\n${say(result)}`);
        assert.ok(!/undefined|\[object|NaN/.test(said), said);
        for (const { id } of result.screen.choices ?? []) walk({ ...answers, [result.screen.id]: id });
      };
      walk({});
    }
  }
});
