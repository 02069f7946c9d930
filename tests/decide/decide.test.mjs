// The decision without a page, as a program meets it: what it takes, what it gives, and how it says that something is wrong.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Worker } from "node:worker_threads";
import { brotliCompressSync } from "node:zlib";
import { Ajv2020 } from "ajv/dist/2020.js";
import { DecideError, load, loadSync } from "../../dist/decide/index.js";
import { decider, dist, languages, policies, text, walk } from "./release.mjs";

const POLICY = text("cliendo/policy.json");
const WORDS = text("cliendo/words.en.json");
const decide = await load(POLICY, WORDS);
const thrown = (call) => {
  try {
    return assert.fail(`no error, but ${JSON.stringify(call())}`);
  } catch (error) {
    if (error.code === "ERR_ASSERTION") throw error;
    return error;
  }
};

/** What answers lead to, those left out that are not offered to who gives the others. */
function afresh(decide, answers) {
  try {
    return decide.screen(answers);
  } catch (error) {
    if (error.code !== "not-offered") throw error;
    return afresh(decide, { ...answers, [error.question]: undefined });
  }
}

test("the first question is asked of who has said nothing", () => {
  for (const nothing of [undefined, {}, { who: undefined }]) {
    const { status, screen, rules, facts, answers, changes } = decide.screen(nothing);
    assert.equal(status, "ask");
    assert.equal(screen.id, "who");
    assert.ok(screen.choices.some(({ id, label }) => id === "heir" && label.length > 3));
    assert.deepEqual([rules, facts, changes], [[], [], []]);
    assert.deepEqual(answers, { counted: {}, waiting: {}, unused: {} });
  }
});

test("an outcome comes with its rule, its facts and what other answers would change", () => {
  const { status, screen, rules, facts, answers, changes, policy } = decide.screen({ mailbox: "no", who: "heir" });
  assert.equal(status, "outcome");
  assert.equal(screen.id, "heir-authorisation");
  assert.equal(screen.verdict, "assessed");
  assert.deepEqual(rules.map(({ id }) => id), screen.rules);
  assert.ok(rules[0].facts.includes("F11"));
  assert.deepEqual(facts, screen.facts);
  assert.deepEqual(answers, { counted: { mailbox: "no", who: "heir" }, waiting: {}, unused: {} });
  assert.deepEqual(changes.filter(({ question }) => question === "mailbox"), [
    { question: "mailbox", choice: "yes", leads: { status: "outcome", outcome: "heir-mail", verdict: "accepted", same: false } },
  ]);
  // The mailbox is not asked of an admin: that answer does not count any more, and something else is asked.
  assert.deepEqual(changes.find(({ choice }) => choice === "admin"), {
    question: "who", choice: "admin", leads: { status: "ask", question: "main-admin" },
  });
  assert.deepEqual(policy, { ...decide.about.policy });
});

test("what other answers would change is what they lead to when they are given", async () => {
  for (const policy of policies) {
    const decide = await decider(policy, languages(policy)[0]);
    let looked = 0;
    for (const { answers, result } of walk(decide)) {
      for (const { question, choice, leads } of result.changes) {
        const changed = afresh(decide, { ...answers, [question]: choice });
        assert.equal(changed.status, leads.status, JSON.stringify({ answers, question, choice }));
        if (leads.status === "ask") assert.equal(changed.screen.id, leads.question);
        else assert.deepEqual([changed.screen.id, changed.screen.verdict], [leads.outcome, leads.verdict]);
        if (leads.same) assert.deepEqual(changed.screen.notices, result.screen.notices);
        looked += 1;
      }
      // All others of a question are there, but for those that are not offered.
      for (const [question, chosen] of Object.entries(result.answers.counted)) {
        const { choices } = decide.about.questions.find(({ id }) => id === question);
        const told = result.changes.filter((change) => change.question === question).map(({ choice }) => choice);
        const offered = choices.map(({ id }) => id).filter((id) => {
          if (id === chosen) return false;
          const { counted } = afresh(decide, { ...answers, [question]: id }).answers;
          return counted[question] === id;
        });
        assert.deepEqual(told, offered, JSON.stringify({ answers, question }));
      }
    }
    assert.ok(looked > 5, `${policy}: ${looked} changes`);
  }
});

test("answers to later questions wait, and those that do not matter are named", () => {
  assert.deepEqual(decide.screen({ mailbox: "no" }).answers, { counted: {}, waiting: { mailbox: "no" }, unused: {} });
  const { screen, answers } = decide.screen({ who: "client", what: "transfer", mailbox: "no" });
  assert.equal(screen.id, "ask-institution");
  assert.deepEqual(answers, { counted: { who: "client" }, waiting: {}, unused: { mailbox: "no", what: "transfer" } });
});

test("nothing is remembered, and the order of answers does not matter", async () => {
  const first = JSON.stringify(decide.screen({ who: "admin", "main-admin": "no", what: "permissions" }));
  for (const other of [{ who: "heir" }, {}, { who: "client" }]) decide.screen(other);
  thrown(() => decide.screen({ who: "nobody" }));
  assert.equal(JSON.stringify(decide.screen({ what: "permissions", "main-admin": "no", who: "admin" })), first);
  // What is done to a result or to the files afterwards changes nothing.
  const [policy, words] = [JSON.parse(POLICY), JSON.parse(WORDS)];
  const own = await load(policy, words);
  policy.nodes.length = 0;
  words.texts.outcome = {};
  Object.assign(own.screen({}).screen, { title: "" });
  assert.equal(JSON.stringify(own.screen({ who: "admin", "main-admin": "no", what: "permissions" })), first);
});

test("several policies and languages stand beside each other", async () => {
  const dutch = await decider("cliendo", "nl");
  const other = await decider("examples/policies/library-card", languages("examples/policies/library-card")[0]);
  assert.notEqual(dutch.screen().screen.title, decide.screen().screen.title);
  assert.equal(dutch.about.policy.language, "nl");
  assert.notEqual(other.about.policy.digest, dutch.about.policy.digest);
  assert.equal(dutch.about.policy.digest, decide.about.policy.digest);
});

test("an answer that is wrong is an error with the ids that are right", () => {
  const whos = JSON.parse(POLICY).questions[0].choices;
  const cases = [
    [{ whom: "heir" }, "unknown-question", "whom", decide.about.questions.map(({ id }) => id)],
    [JSON.parse('{ "__proto__": "heir" }'), "unknown-question", "__proto__", decide.about.questions.map(({ id }) => id)],
    [{ who: "hair" }, "unknown-choice", "who", whos],
    [{ who: "" }, "unknown-choice", "who", whos],
    [{ who: "constructor" }, "unknown-choice", "who", whos],
    [{ who: "\ud800" }, "unknown-choice", "who", whos],
    [{ who: null }, "unknown-choice", "who", whos],
    [{ who: ["heir"] }, "unknown-choice", "who", whos],
    [{ who: { toString: () => "heir" } }, "unknown-choice", "who", whos],
    [{ who: new String("heir") }, "unknown-choice", "who", whos],
    [{ who: 3 }, "unknown-choice", "who", whos],
    [{ who: true }, "unknown-choice", "who", whos],
    [{ who: "admin", "main-admin": "no", what: "special" }, "not-offered", "what", undefined],
    [{ who: "admin", what: "special" }, "not-offered", "what", undefined],
  ];
  for (const [answers, code, question, valid] of cases) {
    const error = thrown(() => decide.screen(answers));
    assert.ok(error instanceof DecideError && error instanceof Error, String(error));
    assert.deepEqual([error.code, error.question], [code, question]);
    if (valid) assert.deepEqual(error.valid, valid);
    assert.ok(error.valid.length > 1 && error.valid.every((id) => error.message.includes(id)), error.message);
    assert.ok(error.message.includes(question), error.message);
  }
  // Each id that is named as right is.
  const { valid } = thrown(() => decide.screen({ who: "admin", "main-admin": "no", what: "special" }));
  assert.ok(!valid.includes("special"));
  for (const what of valid) assert.equal(decide.screen({ who: "admin", "main-admin": "no", what }).answers.counted.what, what);
  for (const answers of [null, [], ["who", "heir"], "who=heir", 3, true, () => {}]) {
    assert.equal(thrown(() => decide.screen(answers)).code, "answers");
  }
});

test("what an object has by its prototype is no answer, and no text", () => {
  const before = decide.screen({}).screen;
  Object.prototype.who = "heir";
  // A text that this question does not have.
  Object.prototype.intro = "Read this first.";
  try {
    assert.deepEqual(decide.screen({}).screen, before);
    assert.equal(decide.screen(Object.create({ who: "heir" })).screen.id, "who");
  } finally {
    delete Object.prototype.who;
    delete Object.prototype.intro;
  }
  assert.equal(decide.screen(Object.assign(Object.create(null), { who: "client" })).screen.id, "ask-institution");
});

test("a file that cannot be used is an error that says which, and why", async () => {
  const policy = JSON.parse(POLICY);
  const wrong = [
    ["policy", /no JSON/, "{", WORDS],
    ["words", /no JSON/, POLICY, "<html>"],
    ["policy", /compiled format/, {}, WORDS],
    ["policy", /compiled format/, undefined, WORDS],
    ["policy", /compiled format/, null, WORDS],
    ["policy", /compiled format/, WORDS, POLICY],
    ["policy", /another version/, { ...policy, format: 1 }, WORDS],
    ["policy", /missing/, { ...policy, nodes: [] }, WORDS],
    ["policy", /missing/, { ...policy, outcomes: [] }, WORDS],
    ["words", /compiled format/, POLICY, {}],
    ["words", /one build/, POLICY, { ...JSON.parse(WORDS), build: "other" }],
    ["words", /missing/, POLICY, { ...JSON.parse(WORDS), texts: {} }],
  ];
  for (const [code, why, policy, words] of wrong) {
    await assert.rejects(load(policy, words), (error) => {
      assert.ok(error instanceof DecideError, String(error));
      assert.equal(error.code, code);
      assert.match(error.message, why);
      assert.ok(error.message.startsWith(`the ${code}: `), error.message);
      return true;
    });
  }
});

test("the digest is that of the file, however the policy is given", async () => {
  const digest = createHash("sha256").update(readFileSync(new URL("cliendo/policy.json", dist))).digest("hex");
  const turned = (value) => (Array.isArray(value) || typeof value !== "object" || value === null ? value
    : Object.fromEntries(Object.entries(value).reverse().map(([key, value]) => [key, turned(value)])));
  const policy = JSON.parse(POLICY);
  for (const same of [POLICY, Buffer.from(POLICY), policy, JSON.stringify(policy, null, 2), turned(policy)]) {
    assert.equal((await load(same, WORDS)).screen().policy.digest, digest);
  }
  const other = structuredClone(policy);
  other.version += "a";
  assert.notEqual((await load(other, WORDS)).screen().policy.digest, digest);
});

test("every result is as the schema says", async () => {
  const schema = JSON.parse(text("decide/schema.json"));
  const ajv = new Ajv2020({ strict: true, strictTypes: false, allowUnionTypes: true, formats: { uint: true } });
  const validate = ajv.compile(schema);
  const about = ajv.compile({ ...schema, oneOf: undefined, $ref: "#/$defs/About" });
  const problem = ajv.compile({ ...schema, oneOf: undefined, $ref: "#/$defs/Problem" });
  const holds = (check, value) => assert.ok(check(value), `${JSON.stringify(check.errors)} of ${JSON.stringify(value)}`);
  let results = 0;
  for (const policy of policies) {
    for (const language of languages(policy)) {
      const decide = await decider(policy, language);
      holds(about, decide.about);
      for (const { result } of walk(decide)) {
        holds(validate, result);
        results += 1;
      }
    }
  }
  assert.ok(results > 1_000, `${results} results`);
  const { code, message, question, valid } = thrown(() => decide.screen({ who: "hair" }));
  holds(problem, { code, message, question, valid });
  // It does say something: each part of a result is asked for, down to the pieces of a text.
  const whole = decide.screen({ who: "heir", mailbox: "no" });
  for (const name of Object.keys(whole)) assert.ok(!validate({ ...whole, [name]: undefined }), name);
  for (const name of Object.keys(whole.screen)) {
    assert.ok(!validate({ ...whole, screen: { ...whole.screen, [name]: 7 } }), `screen.${name}`);
  }
});

test("it is loaded at once from bytes, too, and by what is loaded already", () => {
  // A process of its own, in which nothing is loaded yet.
  const program = (wasm) => `
    import { readFileSync } from "node:fs";
    import { loadSync } from "./dist/decide/index.js";
    const text = (path) => readFileSync("dist/" + path, "utf8");
    const decide = loadSync(${wasm}, text("cliendo/policy.json"), text("cliendo/words.en.json"));
    console.log(decide.screen({ who: "client" }).screen.id);`;
  const bytes = 'readFileSync("dist/decide/decide.wasm")';
  for (const wasm of [bytes, `new WebAssembly.Module(${bytes})`]) {
    const said = execFileSync(process.execPath, ["--input-type=module", "--eval", program(wasm)], { cwd: new URL("..", dist) });
    assert.equal(said.toString().trim(), "ask-institution");
  }
  assert.equal(loadSync(undefined, POLICY, WORDS).screen({ who: "client" }).screen.id, "ask-institution");
});

test("it works in a worker of Node.js", async () => {
  const program = `
    import { parentPort } from "node:worker_threads";
    import { load } from ${JSON.stringify(new URL("decide/index.js", dist).href)};
    const decide = await load(${JSON.stringify(POLICY)}, ${JSON.stringify(WORDS)});
    parentPort.postMessage(decide.screen({ who: "client" }));`;
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(program)}`));
  const result = await new Promise((done, failed) => worker.once("message", done).once("error", failed));
  assert.deepEqual(result, decide.screen({ who: "client" }));
});

test("it is small", () => {
  const brotli = (name) => brotliCompressSync(readFileSync(new URL(`decide/${name}`, dist))).length;
  const sizes = ["index.js", "decide.wasm"].map(brotli);
  console.log(`with brotli: ${sizes.join(" + ")} bytes`);
  assert.ok(sizes[0] + sizes[1] < 30_000, `${sizes[0]} + ${sizes[1]} bytes with brotli`);
});

test("the page about it shows a program that runs, and names all that there is", () => {
  const page = readFileSync(new URL("../docs/decide.md", dist), "utf8");
  const [, program] = page.match(/```js\n(.*?)```/s);
  const here = program.replace("contact-wegwijzer/decide", "./dist/decide/index.js").replace("policies/ours", "dist/cliendo");
  const said = execFileSync(process.execPath, ["--input-type=module", "--eval", `${here}; console.log(result.status);`], { cwd: new URL("..", dist) });
  assert.equal(said.toString(), "outcome\n");
  const { $defs } = JSON.parse(text("decide/schema.json"));
  const names = [...Object.keys($defs.Decided_Outcome.properties), ...Object.keys($defs.AnswersGiven.properties), ...$defs.ProblemCode.oneOf.map(({ const: code }) => code)];
  assert.ok(names.length > 14, names.join());
  for (const name of ["status", ...names]) assert.ok(page.includes(`\`${name}\``), name);
});
