// What a page can tell of itself, and what a visitor does to it. Runs in the page, before anything else.

/**
 * @param last the title of the third screen
 * @param hurries whether the visitor takes each step as soon as it can be taken
 * @param patience how long a screen may take, in milliseconds
 */
export function observe({ last, hurries, patience }) {
  const bench = (window.bench = { shift: 0 });
  new PerformanceObserver((list) => {
    for (const { value } of list.getEntries()) bench.shift += value;
  }).observe({ type: "layout-shift", buffered: true });
  const started = new Promise((started) => addEventListener("wegwijzer-ready", started, { once: true }));

  const place = () => document.querySelector("contact-wegwijzer, #widget");
  const root = () => place()?.shadowRoot ?? place();
  const radio = (value) => root()?.querySelector(`input[type=radio][value="${value}"]`);
  const there = (element) => element?.getClientRects().length > 0;
  const proceed = () => root().querySelector("button[type=submit], .sd-navigation__next-btn");

  const SCREENS = {
    guide: () => there(document.querySelector("h1 + *")),
    first: () => there(radio("admin")),
    second: () => there(radio("no")) && !there(radio("admin")),
    third: () => !there(radio("no")) && [...(root()?.querySelectorAll("h2") ?? [])].some((heading) => there(heading) && heading.textContent.includes(last)),
  };
  const frame = () => new Promise(requestAnimationFrame);
  const idle = () => new Promise((idle) => requestIdleCallback(idle));

  /** The time at which a screen has been painted. */
  bench.seen = async (screen) => {
    const since = performance.now();
    do {
      await frame();
      if (performance.now() - since > patience) {
        throw new Error(`After ${patience / 1000} seconds there is no ${screen} screen, but: ${(root() ?? document).textContent.trim().slice(0, 200)}`);
      }
    } while (!SCREENS[screen]());
    await new Promise((painted) => setTimeout(painted));
    return performance.now();
  };
  bench.choose = async (value) => {
    radio(value).click();
    // SurveyJS offers to go on when it knows that there is more.
    while (!proceed()) await frame();
    proceed().click();
  };
  /** Settles when the page has come to rest, the app included. */
  bench.start = async () => {
    if (document.querySelector("contact-wegwijzer")) await started;
    await idle();
    performance.mark("started");
  };
  /** One step, with what comes a moment later: the focus rests before it moves. */
  bench.step = async (choice, screen) => {
    performance.mark(`${screen}-begins`);
    await bench.choose(choice);
    await bench.seen(screen);
    await new Promise((later) => setTimeout(later, 300));
    await idle();
    performance.mark(`${screen}-ends`);
  };

  const loaded = () => performance.getEntriesByType("resource");
  /** The bytes of the page itself and of what had come at a time. */
  const bytes = (time) => [...performance.getEntriesByType("navigation"), ...loaded().filter(({ responseEnd }) => responseEnd <= time)]
    .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);

  const hurry = async () => {
    const visible = await bench.seen("first");
    await bench.choose("heir");
    const usable = await bench.seen("second");
    await bench.choose("no");
    const third = await bench.seen("third");
    return { visible, usable, third, bytesVisible: bytes(visible), bytesUsable: bytes(usable), requests: loaded().length };
  };
  const glance = async () => {
    const complete = new Promise((complete) => addEventListener("load", complete));
    const visible = await bench.seen("guide");
    await complete;
    return { visible, bytesVisible: bytes(visible), bytesUsable: bytes(visible), requests: loaded().length };
  };
  if (hurries) bench.hurried = location.pathname === "/guide.html" ? glance() : hurry();
}
