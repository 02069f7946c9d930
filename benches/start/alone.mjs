// The widget alone, at full speed: what more of it costs, and whether it grows as it goes on.

/** A page on which no widget has been started, with a function that adds one and tells how long it took, in milliseconds. */
async function open(browser, origin) {
  const page = await browser.newPage();
  await page.goto(`${origin}/guide.html`);
  await page.evaluate(() => {
    window.add = async () => {
      const widget = document.createElement("contact-wegwijzer");
      const ready = new Promise((ready) => widget.addEventListener("wegwijzer-ready", ready));
      const before = performance.now();
      document.body.append(widget);
      await import("/dist/wegwijzer.js");
      await ready;
      return performance.now() - before;
    };
  });
  return page;
}

/** How long it takes to mount each of ten widgets, one after the other, on as many pages. The first loads and starts the app. */
export async function mount(browser, origin, pages) {
  const times = [];
  for (let number = 0; number < pages; number += 1) {
    const page = await open(browser, origin);
    times.push(await page.evaluate(async () => {
      const times = [];
      for (let number = 0; number < 10; number += 1) times.push(await add());
      return times;
    }));
    await page.close();
  }
  return times;
}

/** What a page holds after a hundred, a thousand and ten thousand steps. */
export async function grow(browser, origin) {
  const page = await open(browser, origin);
  await page.evaluate(() => add());
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
  return steps;
}
