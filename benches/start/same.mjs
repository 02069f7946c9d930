// That the peers draw what the widget draws: element by element, with the same texts and the focus in the same place, on each of
// the three screens.
import { observe } from "./observe.js";

/** SurveyJS draws forms of its own. */
const DRAW_ALIKE = ["wegwijzer-preloaded", "server", "preact", "svelte"];

/** @param address gives the address of a page by its name */
export async function drawAlike(browser, address, last) {
  const expected = await screens(browser, address("wegwijzer"), last);
  for (const name of DRAW_ALIKE) {
    const drawn = await screens(browser, address(name), last);
    for (const screen of Object.keys(expected)) {
      for (const what of ["elements", "texts"]) compare(name, screen, drawn[screen][what], expected[screen][what]);
    }
  }
}

function compare(name, screen, drawn, expected) {
  if (expected.length < 10) throw new Error(`Of the widget's ${screen} screen there is too little: ${expected}`);
  const place = [...Array(Math.max(drawn.length, expected.length)).keys()].find((number) => drawn[number] !== expected[number]);
  if (place !== undefined) throw new Error(`On the ${screen} screen, ${name} has\n${drawn[place]}\nwhere the widget has\n${expected[place]}`);
}

async function screens(browser, url, last) {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  await page.addInitScript(observe, { last, hurries: false, patience: 30_000 });
  await page.goto(url, { waitUntil: "networkidle" });
  const drawn = await page.evaluate(async () => {
    // What only one of them needs to find its way, and no visitor meets.
    const OWN = ["method", "onsubmit", "data-go", "data-to", "data-copy"];
    const outline = (element, depth = 0) => [
      [
        " ".repeat(depth), element.localName,
        ...[...element.attributes].filter(({ name }) => !OWN.includes(name)).map(({ name, value }) => ` ${name}=${value}`).sort(),
        " | ", ...[...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE).map(({ data }) => data.trim()).filter(Boolean),
      ].join(""),
      ...[...element.children].flatMap((child) => outline(child, depth + 1)),
    ];
    const look = () => {
      const root = document.querySelector("contact-wegwijzer, #widget").shadowRoot;
      const frame = root.querySelector(".frame");
      return { elements: outline(frame), texts: [...frame.innerText.split("\n"), `focus: ${root.activeElement?.textContent}`] };
    };
    await bench.start();
    await bench.seen("first");
    const first = look();
    await bench.step("heir", "second");
    const second = look();
    await bench.step("no", "third");
    return { first, second, third: look() };
  });
  await page.close();
  return drawn;
}
