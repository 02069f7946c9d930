// Measures the workshop in Chromium: its first use on a slow phone and a slow line, and what a key costs that is pressed in a text.
// Prints a table of medians.
//
// node benches/workshop/run.mjs <folder of the build> [rounds]
import { divided } from "./divided.mjs";
import { inPage } from "./in-page.js";
import { serve } from "./serve.mjs";
import { quantile } from "../start/statistics.mjs";
import { launch, SLOWDOWN } from "../start/visit.mjs";

const ROUNDS = Number(process.argv[3] ?? 11);
/** The large policy is opened in the place of a small one, as the start page lists no other. */
const LARGE = "library-card";

const server = await serve(process.argv[2], { [`/workshop-policies/${LARGE}.json`]: divided(20, 5, 1000, 2) });

/** Opens the workshop anew. `policy` is what is opened as soon as it can be. */
async function visit(browser, { policy, slowdown, line }, take) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en" });
  try {
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    if (slowdown > 1) await devtools.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
    await page.addInitScript(inPage, { policy });
    await page.goto(`${server.origin(line)}/workshop.html`, { waitUntil: "commit" });
    return await take(page);
  } finally {
    await context.close();
  }
}

const median = (values) => quantile(values, 0.5);

/** The medians of some rounds, name by name. */
async function rounds(once) {
  const all = [];
  for (let round = 0; round < ROUNDS; round += 1) all.push(await once());
  return Object.fromEntries(Object.keys(all[0]).map((name) => [name, median(all.map((times) => times[name]))]));
}

// Whatever is compiled is compiled on the thread that waits for it: Chromium slows no other.
const browser = await launch();
const first = await rounds(() =>
  visit(browser, { policy: "cliendo", slowdown: SLOWDOWN, line: true }, (page) => page.evaluate(() => bench.first)));
await browser.close();

const seconds = (time) => (time / 1000).toFixed(1);
console.log(`Medians of ${ROUNDS}, in Chromium.\n
| first use, on the slow line and the slow processor | seconds |
| --- | ---: |
| start page usable | ${seconds(first.start)} |
| Cliendo opened, its table there | ${seconds(first.table)} |
| first proof | ${seconds(first.proof)} |

| a key in a text, in milliseconds | page busy | proof there |
| --- | ---: | ---: |`);

const quick = await launch([]);
for (const [name, policy, key] of [["Cliendo", "cliendo", "question.who.title"], ["1,000 rules over 20 questions", LARGE, "question.q0.title"]]) {
  for (const slowdown of [1, SLOWDOWN]) {
    const typed = await visit(quick, { policy, slowdown, line: false }, async (page) => {
      await page.evaluate(() => bench.first);
      const presses = await page.evaluate(([key, count]) => bench.type(key, count), [key, ROUNDS]);
      return { busy: median(presses.map(({ busy }) => busy)), proof: median(presses.map(({ proof }) => proof)) };
    });
    const speed = slowdown > 1 ? `, the page ${slowdown} times slower` : "";
    console.log(`| ${name}${speed} | ${typed.busy.toFixed(0)} | ${typed.proof.toFixed(0)} |`);
  }
}
await quick.close();
server.close();
