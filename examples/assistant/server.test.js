// The server as an assistant meets it: by the client of the protocol's own SDK, over standard input and output.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";

const dist = new URL("../../dist/", import.meta.url);
const read = (path) => JSON.parse(readFileSync(new URL(path, dist), "utf8"));
const folders = ["cliendo", ...readdirSync(new URL("examples/policies/", dist)).map((name) => `examples/policies/${name}`)];
const POLICIES = Object.fromEntries(folders.map((folder) => [read(`${folder}/policy.json`).id, folder]));

let client;
let tools;
before(async () => {
  client = new Client({ name: "test", version: "0" });
  const folders = Object.values(POLICIES).map((path) => fileURLToPath(new URL(path, dist)));
  await client.connect(new StdioClientTransport({
    command: process.execPath,
    args: ["server.js", "--language", "en", ...folders],
    cwd: fileURLToPath(new URL(".", import.meta.url)),
  }));
  // From here on, the client holds each result against the output schema of its tool.
  ({ tools } = await client.listTools());
});
after(() => client.close());

const call = (name, answers) => client.callTool({ name, arguments: answers });

test("there is one typed tool for each policy, that only reads", () => {
  assert.deepEqual(tools.map(({ name }) => name), Object.keys(POLICIES));
  for (const { name, description, inputSchema, outputSchema, annotations } of tools) {
    const { questions } = read(`${POLICIES[name]}/policy.json`);
    assert.deepEqual(Object.keys(inputSchema.properties), questions.map(({ id }) => id));
    for (const { id, choices } of questions) {
      assert.deepEqual(inputSchema.properties[id].enum, choices);
      assert.match(inputSchema.properties[id].description, /only what the person said; never guess/);
    }
    // No question has to be answered at once.
    assert.equal(inputSchema.required, undefined);
    assert.equal(inputSchema.additionalProperties, false);
    assert.equal(annotations.readOnlyHint, true);
    assert.match(description, /Never tell an outcome that it has not given/);
    assert.equal(outputSchema.type, "object");
  }
});

test("every path of the policy leads to its outcome, in words that stand as they are, and to no other", async () => {
  for (const [name, path] of Object.entries(POLICIES)) {
    const policy = read(`${path}/policy.json`);
    const { texts } = read(`${path}/words.en.json`);
    const reached = new Set();
    // The policy's own diagram, walked without the app.
    const walk = async (node, answers) => {
      const { ask, next, refer, rules } = policy.nodes[node];
      const { isError, structuredContent: result, content } = await call(name, answers);
      assert.ok(!isError, content[0].text);
      assert.equal(content[1].text, JSON.stringify(result));
      assert.match(result.policy.digest, /^[0-9a-f]{64}$/);
      const [{ text: said }] = content;
      if (refer !== undefined) {
        const { id, verdict } = policy.outcomes[refer];
        assert.deepEqual([result.status, result.screen.id, result.screen.verdict], ["outcome", id, verdict]);
        assert.deepEqual(result.screen.rules, rules.map((rule) => policy.rules[rule].id));
        // What is said first, how sure it is, and what comes along.
        for (const text of [result.screen.title, result.screen.label, ...result.screen.notices.map(({ heading }) => heading)]) {
          assert.ok(said.includes(text), `${text} is not in ${said}`);
        }
        assert.equal(result.screen.title, texts.outcome[id].title);
        reached.add(id);
        return;
      }
      const { id, choices } = policy.questions[ask];
      assert.deepEqual([result.status, result.screen.id], ["ask", id]);
      const offered = choices.filter((_, place) => next[place] !== null);
      assert.deepEqual(result.screen.choices.map(({ id }) => id), offered);
      for (const choice of offered) assert.ok(said.includes(`(${choice})`), said);
      for (const [place, choice] of choices.entries()) {
        if (next[place] !== null) await walk(next[place], { ...answers, [id]: choice });
        else assert.ok((await call(name, { ...answers, [id]: choice })).isError, `${id}=${choice} is not offered`);
      }
    };
    await walk(policy.nodes.length - 1, {});
    assert.deepEqual([...reached].sort(), policy.outcomes.map(({ id }) => id).sort());
  }
});

test("without an answer it asks, whatever else was said", async () => {
  for (const answers of [undefined, {}, { mailbox: "no" }, { what: "transfer", access: "limited" }]) {
    const { structuredContent: { status, screen } } = await call("cliendo", answers);
    assert.deepEqual([status, screen.id], ["ask", "who"]);
  }
  // What does not matter keeps nobody from their outcome, and does not change it.
  const { structuredContent } = await call("cliendo", { who: "client", mailbox: "no" });
  assert.equal(structuredContent.screen.id, "ask-institution");
  assert.deepEqual(structuredContent.answers.unused, { mailbox: "no" });
});

test("a wrong answer is an error with the ids that are right, and no outcome", async () => {
  const { questions } = read("cliendo/policy.json");
  const wrong = [
    [{ who: "lawyer" }, questions[0].choices],
    [{ who: null }, questions[0].choices],
    [{ who: ["heir"] }, questions[0].choices],
    [{ who: "heir", mailbox: "perhaps" }, ["yes", "no"]],
    [{ who: "heir", outcome: "owner-mail" }, questions.map(({ id }) => id)],
    [{ who: "admin", "main-admin": "no", what: "special" }, ["permissions"]],
  ];
  for (const [answers, valid] of wrong) {
    const { isError, structuredContent, content } = await call("cliendo", answers);
    assert.equal(isError, true, JSON.stringify(answers));
    assert.equal(structuredContent, undefined);
    for (const id of valid) assert.ok(content[0].text.includes(id), content[0].text);
    assert.match(content[0].text, /never guess/);
  }
  await assert.rejects(call("another", {}), /there is no tool another; there are cliendo, /);
});
