// The decision without a page in a browser: on a page, in a worker, in a Vite build, and in Deno and Bun where they are.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { decider, dist } from "./release.mjs";

const TYPES = { html: "text/html", js: "text/javascript", json: "application/json", wasm: "application/octet-stream" };
const ANSWERS = { who: "heir", mailbox: "no" };

const PROGRAM = `
  import { load } from "/dist/decide/index.js";
  const json = async (name) => (await fetch("/dist/cliendo/" + name)).json();
  const decide = await load(await json("policy.json"), await json("words.en.json"));
  const result = decide.screen(${JSON.stringify(ANSWERS)});`;
const PAGES = {
  "/page": `<!doctype html><script type="module">${PROGRAM} window.result = result;</script>`,
  "/in-worker": `<!doctype html><script type="module">
    new Worker("/worker.js", { type: "module" }).onmessage = ({ data }) => { window.result = data; };</script>`,
  "/worker.js": `${PROGRAM} postMessage(result);`,
};

let server;
let browser;
before(async () => {
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const type = TYPES[pathname.split(".").pop()] ?? "text/html";
    // No more than a strict page allows: scripts and requests of its own origin, and WebAssembly.
    response.setHeader("Content-Security-Policy", "default-src 'none'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'; img-src 'self' data:");
    try {
      const body = PAGES[pathname] ?? readFileSync(new URL(`../../${pathname.slice(1)}`, import.meta.url));
      response.writeHead(200, { "Content-Type": type }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
});
after(async () => {
  await browser?.close();
  server?.close();
});

async function open(path) {
  const page = await browser.newPage();
  const failures = [];
  page.on("pageerror", (error) => failures.push(String(error)));
  page.on("console", (message) => failures.push(...(message.type() === "error" && !message.location().url.endsWith("favicon.ico") ? [message.text()] : [])));
  await page.goto(`http://127.0.0.1:${server.address().port}${path}`);
  return { page, failures };
}

for (const path of ["/page", "/in-worker"]) {
  test(`${path}: a browser decides as Node.js does`, async () => {
    const { page, failures } = await open(path);
    const result = await page.waitForFunction(() => window.result, undefined, { timeout: 10_000 })
      .then((result) => result.jsonValue(), (error) => assert.fail(`${error.message} ${failures}`));
    assert.deepEqual(result, (await decider("cliendo", "en")).screen(ANSWERS));
    assert.deepEqual(failures, []);
  });
}

test("Vite takes the app along", async () => {
  const { page, failures } = await open("/examples/vite/dist/decide.html");
  for (const choice of ["settling matters", "No, I cannot"]) await page.getByRole("button", { name: choice }).first().click({ timeout: 10_000 }).catch((error) => assert.fail(`${error.message} ${failures}`));
  const expected = (await decider("cliendo", "en")).screen(ANSWERS);
  assert.equal(await page.getByRole("heading").textContent(), expected.screen.title);
  assert.deepEqual(failures, []);
});

for (const [name, command] of [["Deno", [process.env.DENO ?? "deno", "run", "--allow-read"]], ["Bun", [process.env.BUN ?? "bun", "run"]]]) {
  const is = spawnSync(command[0], ["--version"]).status === 0;
  test(`${name} decides as Node.js does`, { skip: is ? false : `${name} is not installed` }, async () => {
    const program = new URL("once.mjs", import.meta.url).pathname;
    const said = execFileSync(command[0], [...command.slice(1), program, JSON.stringify(ANSWERS)], { cwd: dist });
    assert.deepEqual(JSON.parse(said), (await decider("cliendo", "en")).screen(ANSWERS));
  });
}
