// Visits to a page, on a slow phone and a slow line.
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";
import { observe } from "./observe.js";
import { CATEGORIES, read as readTrace } from "./trace.mjs";
import { within } from "./within.mjs";

/** A slow line: latency in ms, throughput in bytes per second. */
export const NETWORK = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };
/** How much slower the processor is. */
export const SLOWDOWN = 4;
/** How much may be compiled at full speed all the same, in milliseconds: WebAssembly is checked while it comes in. */
const ASTRAY = 10;
/** How long a screen may take, and a visit, in milliseconds. */
const PATIENCE = 30_000;
const LIMIT = 60_000;

/** Chromium slows the thread of the page only. So whatever is parsed, compiled or optimised, is so on that thread. */
const ON_ONE_THREAD = ["--js-flags=--single-threaded", "--disable-features=ScriptStreaming"];

export function launch(compiling = ON_ONE_THREAD) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      ...compiling,
      // SurveyJS's style asks a server elsewhere for a font: it is not to be waited for.
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ],
  });
}

/** Opens a page anew for one visit. */
async function visit(browser, url, observed, take) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  try {
    return await within(LIMIT, url, async () => {
      const page = await context.newPage();
      const devtools = await context.newCDPSession(page);
      await devtools.send("Network.enable");
      await devtools.send("Network.emulateNetworkConditions", NETWORK);
      await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
      await devtools.send("Performance.enable");
      await page.addInitScript(observe, { patience: PATIENCE, ...observed });
      return take(page, devtools);
    });
  } finally {
    await context.close();
  }
}

/** A visitor in a hurry: the times at which each screen is there. */
export function hurry(browser, url, last) {
  return visit(browser, url, { last, hurries: true }, async (page) => {
    await page.goto(url, { waitUntil: "commit" });
    return page.evaluate(() => bench.hurried);
  });
}

/** A visitor who reads first: what the start moved and blocked, what each step costs, and what the page holds in the end. */
export function read(browser, url, last) {
  return visit(browser, url, { last, hurries: false }, async (page, devtools) => {
    const scriptTime = async () => {
      const { metrics } = await devtools.send("Performance.getMetrics");
      return metrics.find(({ name }) => name === "ScriptDuration").value * 1000;
    };
    await browser.startTracing(page, { categories: CATEGORIES });
    await page.goto(url, { waitUntil: "networkidle" });
    await page.evaluate(() => bench.start());
    const shift = await page.evaluate(() => bench.shift);
    const steps = await page.evaluate(() => document.querySelector("contact-wegwijzer, #widget")) ? [["heir", "second"], ["no", "third"]] : [];
    const scripts = [];
    for (const step of steps) {
      const before = await scriptTime();
      await page.evaluate(([choice, screen]) => bench.step(choice, screen), step);
      scripts.push((await scriptTime()) - before);
    }
    const trace = readTrace(await browser.stopTracing());
    if (trace.astray > ASTRAY) throw new Error(`${trace.astray.toFixed(0)} ms were compiled by threads that are not slowed down.`);
    await devtools.send("HeapProfiler.collectGarbage");
    const stepTasks = steps.map(([, screen]) => trace.longest(`${screen}-begins`, `${screen}-ends`));
    return {
      startTask: trace.longest(undefined, "started"),
      shift,
      memory: privateMemory(trace.pid),
      ...(steps.length > 0 && { script: Math.max(...scripts), stepTask: Math.max(...stepTasks) }),
    };
  });
}

/** What a process has for itself alone, in bytes: heaps, compiled code, all else. Linux tells it. */
function privateMemory(pid) {
  const told = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
  return Number(/^Private_Dirty:\s+(\d+) kB$/m.exec(told)[1]) * 1024;
}
