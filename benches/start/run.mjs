// Measures the widget and its peers side by side: same guide, same questions, same words, same slowed Chromium. Each round opens
// each page anew, in an order of its own, so that what the machine does meanwhile meets all alike.
//
// node benches/start/run.mjs <folder of the release> <folder of the peers> <file to write> [rounds] [seed]
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { grow, mount } from "./alone.mjs";
import { PAGES } from "./pages.mjs";
import { drawAlike } from "./same.mjs";
import { sent, serve } from "./serve.mjs";
import { random, shuffled } from "./statistics.mjs";
import { hurry, launch, read } from "./visit.mjs";
import { within } from "./within.mjs";

const [dist, peers, report, rounds = "15", seed = String(Date.now() % 1_000_000)] = process.argv.slice(2);
/** The limit of what is done once, in milliseconds. A visit has a limit of its own. */
const MINUTES = 300_000;
const began = Date.now();
const tell = (what) => console.error(`${((Date.now() - began) / 1000).toFixed(0).padStart(5)} s  ${what}`);

const words = JSON.parse(readFileSync(join(dist, "cliendo/words.nl.json"), "utf8"));
const last = words.texts.outcome["heir-authorisation"].title;
const server = await serve(dist, peers);
const browser = await launch();
try {
  // Before anything is timed, so that no page waits for what is compressed the first time.
  const bytes = sizes();
  const address = (name) => `${server.origin}/${name}.html`;
  await within(MINUTES, "what the peers draw", () => drawAlike(browser, address, last));
  tell("the peers draw what the widget draws");

  tell(`seed ${seed}`);
  const next = random(Number(seed));
  const runs = Object.fromEntries(Object.keys(PAGES).map((name) => [name, []]));
  for (let round = 1; round <= Number(rounds); round += 1) {
    for (const name of shuffled(Object.keys(PAGES), next)) {
      runs[name].push({ ...(await hurry(browser, address(name), last)), ...(await read(browser, address(name), last)) });
    }
    tell(`round ${round} of ${rounds}`);
  }
  const widgets = await within(MINUTES, "ten widgets", () => mount(browser, server.origin, Number(rounds)));
  const steps = await within(MINUTES, "ten thousand steps", () => grow(browser, server.origin));
  tell("the widget alone");

  writeFileSync(report, JSON.stringify({ rounds: Number(rounds), seed: Number(seed), bytes, runs, growth: { widgets, steps } }, null, 1));
} finally {
  await browser.close();
  server.close();
}

/** All that a page loads beside the guide, as brotli sends it. */
function sizes() {
  const size = (...files) => files.reduce((sum, file) => sum + sent(file).length, 0);
  const app = readdirSync(join(dist, "files")).filter((file) => /^(wegwijzer|screens|policy|words\.nl)\.[0-9a-f]+\.(wasm|css|json)$/.test(file));
  return {
    wegwijzer: size(join(dist, "wegwijzer.js"), ...app.map((file) => join(dist, "files", file))),
    server: size(...["server.html", "server.js", "policy.json", "words.json"].map((file) => join(peers, file))) - size(join(peers, "guide.html")),
    ...Object.fromEntries(["preact", "svelte", "typebot"].map((name) => [name, size(join(peers, `${name}.js`))])),
    surveyjs: size(join(peers, "surveyjs.js"), join(peers, "surveyjs.css")),
  };
}
