// Measures the widget and its peers side by side: same guide, same questions, same words, same throttled Chromium.
// Each round opens each page anew, one after the other, so that what the machine does meanwhile meets all alike.
//
// node benches/start/run.mjs <folder of the release> <folder of the peers> <file to write> [rounds]
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { chromium } from "playwright-core";

const [dist, peers, report, rounds = "9"] = process.argv.slice(2);
const PAGES = ["guide", "wegwijzer", "wegwijzer-preloaded", "preact", "svelte", "surveyjs"];

/** A slow phone on a slow line: latency in ms, throughput in bytes per second, and how much slower the processor is. */
const NETWORK = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };
const SLOWDOWN = 4;

const words = JSON.parse(readFileSync(join(dist, "cliendo/words.nl.json"), "utf8"));
const LAST = words.texts.outcome["heir-authorisation"].title;

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".wasm": "application/wasm" };
const sent = new Map();
const server = createServer(({ url }, response) => {
  const path = url.startsWith("/dist/") ? join(dist, url.slice(6)) : join(peers, url);
  try {
    if (!sent.has(path)) sent.set(path, brotliCompressSync(readFileSync(path)));
    response.writeHead(200, { "Content-Type": TYPES[extname(path)], "Content-Encoding": "br" }).end(sent.get(path));
  } catch {
    response.writeHead(404).end();
  }
}).listen(0, "127.0.0.1");
await new Promise((listening) => server.once("listening", listening));
const origin = `http://127.0.0.1:${server.address().port}`;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--enable-precise-memory-info"],
});

/** What a page can tell of itself. Runs in the page, before anything else. */
function observe(last) {
  const bench = (window.bench = { marks: {}, shift: 0 });
  new PerformanceObserver((list) => {
    for (const { value } of list.getEntries()) bench.shift += value;
  }).observe({ type: "layout-shift", buffered: true });

  const root = () => {
    const place = document.querySelector("contact-wegwijzer, #widget");
    return place?.shadowRoot ?? place;
  };
  const radio = (value) => root()?.querySelector(`input[type=radio][value="${value}"]`);
  const there = (element) => element?.getClientRects().length > 0;
  const SEEN = [
    () => there(radio("admin")),
    () => there(radio("no")) && !there(radio("admin")),
    () => !there(radio("no")) && [...root().querySelectorAll("h2")].some((heading) => there(heading) && heading.textContent.includes(last)),
  ];
  const proceed = () => root().querySelector("button[type=submit], .sd-navigation__next-btn");
  bench.choose = async (value) => {
    radio(value).click();
    // SurveyJS offers to go on when it knows that there is more.
    while (!proceed()) await new Promise(requestAnimationFrame);
    proceed().click();
  };
  /** The time at which a screen has been painted. */
  bench.seen = (screen) => new Promise((painted) => {
    const look = () => {
      if (SEEN[screen]()) setTimeout(() => painted(performance.now()));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  /** Takes each step as soon as it can be taken. */
  bench.hurry = async () => {
    bench.marks.visible = await bench.seen(0);
    await bench.choose("heir");
    bench.marks.usable = await bench.seen(1);
    await bench.choose("no");
    bench.marks.third = await bench.seen(2);
    const loaded = performance.getEntriesByType("resource");
    const until = (time) => loaded.filter(({ responseEnd }) => responseEnd <= time).reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
    return { ...bench.marks, bytesVisible: until(bench.marks.visible), bytesUsable: until(bench.marks.usable), requests: loaded.length };
  };
}

async function open(name) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", NETWORK);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
  await devtools.send("Performance.enable");
  page.setDefaultTimeout(60_000);
  await page.addInitScript(observe, LAST);
  return { context, page, devtools, url: `${origin}/${name}.html` };
}

/** A visitor in a hurry. */
async function start(name) {
  const { context, page, url } = await open(name);
  await page.goto(url, { waitUntil: "commit" });
  if (name === "guide") {
    const painted = await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime);
    const visible = await painted.jsonValue();
    await context.close();
    return { visible, bytesVisible: 0, bytesUsable: 0, requests: 0 };
  }
  const result = await page.evaluate(() => bench.hurry());
  await context.close();
  return result;
}

/** A visitor who reads first: what the start moved and blocked, and what each step costs. */
async function read(name) {
  const { context, page, devtools, url } = await open(name);
  const longest = async (act) => {
    await browser.startTracing(page, { categories: ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline"] });
    await act();
    const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
    const own = traceEvents.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain").map(({ pid, tid }) => `${pid}:${tid}`);
    const tasks = traceEvents.filter(({ name, ph, pid, tid }) => name === "RunTask" && ph === "X" && own.includes(`${pid}:${tid}`));
    return Math.max(0, ...tasks.map(({ dur }) => dur / 1000));
  };
  const startTask = await longest(async () => {
    await page.goto(url);
    await page.waitForTimeout(1500);
  });
  const shift = await page.evaluate(() => bench.shift);
  if (name === "guide") {
    await context.close();
    return { startTask, shift };
  }
  const metric = async (wanted) => (await devtools.send("Performance.getMetrics")).metrics.find(({ name }) => name === wanted).value;
  const scripts = [];
  let stepTask = 0;
  for (const [screen, choice] of [[1, "heir"], [2, "no"]]) {
    const before = await metric("ScriptDuration");
    stepTask = Math.max(stepTask, await longest(() => page.evaluate(async ([choice, screen]) => {
      await bench.choose(choice);
      await bench.seen(screen);
    }, [choice, screen])));
    scripts.push(((await metric("ScriptDuration")) - before) * 1000);
  }
  await devtools.send("HeapProfiler.collectGarbage");
  const memories = await devtools.send("Runtime.evaluate", { expression: "WebAssembly.Memory.prototype" });
  const { objects } = await devtools.send("Runtime.queryObjects", { prototypeObjectId: memories.result.objectId });
  const { result } = await devtools.send("Runtime.callFunctionOn", {
    objectId: objects.objectId,
    functionDeclaration: "function () { return this.reduce((sum, { buffer }) => sum + buffer.byteLength, 0) }",
    returnByValue: true,
  });
  const heap = (await metric("JSHeapUsedSize")) + result.value;
  await context.close();
  return { startTask, shift, script: Math.max(...scripts), stepTask, heap };
}

/** The widget alone, at full speed: what more of it costs, and whether it grows as it goes on. */
async function grow() {
  const page = await browser.newPage();
  await page.goto(`${origin}/wegwijzer.html`);
  const widgets = await page.evaluate(async () => {
    const times = [];
    document.querySelector("contact-wegwijzer").remove();
    const { href } = [...document.querySelectorAll("script")].map(({ src }) => new URL(src))[0];
    for (let number = 1; number <= 10; number += 1) {
      const widget = document.createElement("contact-wegwijzer");
      const ready = new Promise((ready) => widget.addEventListener("wegwijzer-ready", ready));
      const before = performance.now();
      if (number === 1) await import(`${href}?another`).catch(() => {});
      document.body.append(widget);
      await ready;
      times.push(performance.now() - before);
    }
    return times;
  });
  await page.goto(`${origin}/wegwijzer.html`);
  await page.waitForFunction(() => document.querySelector("contact-wegwijzer").shadowRoot?.querySelector("section"));
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable");
  const steps = [];
  let done = 0;
  for (const count of [100, 1_000, 10_000]) {
    await page.evaluate(async (more) => {
      const { shadowRoot: root } = document.querySelector("contact-wegwijzer");
      for (let step = 0; step < more; step += 2) {
        root.querySelector("input[value=heir]").click();
        root.querySelector("[type=submit]").click();
        root.querySelector(".back").click();
        if (step % 100 === 0) await new Promise(requestAnimationFrame);
      }
    }, count - done);
    done = count;
    await devtools.send("HeapProfiler.collectGarbage");
    const { metrics } = await devtools.send("Performance.getMetrics");
    const of = (wanted) => metrics.find(({ name }) => name === wanted).value;
    steps.push({ steps: count, heap: of("JSHeapUsedSize"), nodes: of("Nodes"), listeners: of("JSEventListeners") });
  }
  await page.close();
  return { widgets, steps };
}

const runs = Object.fromEntries(PAGES.map((name) => [name, []]));
for (let round = 0; round < Number(rounds); round += 1) {
  for (const name of PAGES) runs[name].push({ ...(await start(name)), ...(await read(name)) });
  console.error(`round ${round + 1} of ${rounds}`);
}
const growth = await grow();
await browser.close();
server.close();

const size = (...files) => files.reduce((sum, file) => sum + brotliCompressSync(readFileSync(file)).length, 0);
const bytes = {
  wegwijzer: size(...[join(dist, "wegwijzer.js"), ...readdirSync(join(dist, "files")).filter((file) => /^(wegwijzer|policy|words\.nl)\./.test(file)).map((file) => join(dist, "files", file))]),
  ...Object.fromEntries(["preact", "svelte", "typebot"].map((name) => [name, size(join(peers, `${name}.js`))])),
  surveyjs: size(join(peers, "surveyjs.js"), join(peers, "surveyjs.css")),
};
writeFileSync(report, JSON.stringify({ rounds: Number(rounds), bytes, runs, growth }, null, 1));
