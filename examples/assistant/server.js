#!/usr/bin/env node
// A server for assistants, over the Model Context Protocol: one tool for each policy. An assistant hands over what the person
// said and gets the next question, or the outcome that the policy has for it; there is no other way to an outcome. Nothing is
// stored: the assistant hands the same answers over again, with one more.
//
//   node server.js [--language en] [folder with policy.json and words files]...
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { CallToolRequestSchema, ErrorCode, ListToolsRequestSchema, McpError } from "@modelcontextprotocol/sdk/types.js";
import { DecideError, load } from "contact-wegwijzer/decide";
import { say } from "../chat/say.js";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { values, positionals } = parseArgs({ options: { language: { type: "string" } }, allowPositionals: true });
const folders = positionals.length > 0 ? positionals : [here("../../dist/cliendo")];

const deciders = new Map();
for (const folder of folders) {
  const policy = JSON.parse(readFileSync(join(folder, "policy.json"), "utf8"));
  const words = readFileSync(join(folder, `words.${values.language ?? policy["default-language"]}.json`), "utf8");
  deciders.set(policy.id, await load(policy, words));
}

// What the protocol asks of a schema: an object, of a draft that needs no name.
const { $schema, ...schema } = JSON.parse(readFileSync(new URL(import.meta.resolve("contact-wegwijzer/decide/schema.json")), "utf8"));
const outputSchema = { type: "object", ...schema };

const NEVER_GUESS = "Give only what the person said; never guess. Leave it out if they did not say it: then it is asked.";

function tool(name, { about }) {
  const properties = about.questions.map(({ id, title, choices }) => {
    const says = choices.map(({ id, label }) => `${id}: ${label}`).join("; ");
    return [id, { type: "string", enum: choices.map(({ id }) => id), description: `${title} ${says}. ${NEVER_GUESS}` }];
  });
  return {
    name,
    title: `Which channel is valid, by the rules of ${name}`,
    description:
      "Tells where a person has to turn with their request, by rules that were checked, and in words that were approved. " +
      "Call it with what the person said so far. It gives the next question, which you ask them, or an outcome, " +
      "which you tell them as it stands, with its reservations. Never tell an outcome that it has not given.",
    inputSchema: { type: "object", properties: Object.fromEntries(properties), additionalProperties: false },
    outputSchema,
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  };
}

function call(decide, answers) {
  try {
    const result = decide.screen(answers);
    const { unreviewed } = decide.about.surroundings;
    const texts = [[unreviewed?.text, say(result)].filter(Boolean).join("\n\n"), JSON.stringify(result)];
    return { structuredContent: result, content: texts.map((text) => ({ type: "text", text })) };
  } catch (error) {
    if (!(error instanceof DecideError)) throw error;
    return { isError: true, content: [{ type: "text", text: `${error.message}. ${NEVER_GUESS}` }] };
  }
}

const server = new Server({ name: "wegwijzer", version: "0.1.0" }, { capabilities: { tools: {} } });
server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: [...deciders].map(([name, decide]) => tool(name, decide)) }));
server.setRequestHandler(CallToolRequestSchema, ({ params: { name, arguments: answers } }) => {
  const decide = deciders.get(name);
  if (!decide) throw new McpError(ErrorCode.InvalidParams, `there is no tool ${name}; there are ${[...deciders.keys()].join(", ")}`);
  return call(decide, answers);
});
await server.connect(new StdioServerTransport());
