/** What measures in the page of the workshop, before anything else runs there. `policy` is opened as soon as it can be. */
export function inPage({ policy }) {
  // What the page has taken in of its worker, by the number of the question.
  const proven = new Map();
  const Native = globalThis.Worker;
  if (Native === undefined || globalThis.top !== globalThis) return;
  /** When all that is under way has been done, and the page would answer. */
  const idle = () => new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      document.documentElement.getBoundingClientRect();
      done(performance.now());
    };
    port2.postMessage(undefined);
  });
  let turn;
  globalThis.Worker = class extends Native {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", async ({ data }) => {
        if (data.proof !== undefined) proven.set(data.turn, await idle());
      });
    }
    postMessage(message) {
      turn = message.turn ?? turn;
      super.postMessage(message);
    }
  };
  const painted = () => new Promise((done) => requestAnimationFrame(() => idle().then(done)));
  const until = async (there) => {
    for (;;) {
      const found = there();
      if (found) return found;
      await new Promise(requestAnimationFrame);
    }
  };
  const button = (name) => [...document.querySelectorAll("button")].find((button) => button.textContent.trim() === name);
  const pause = (time) => new Promise((done) => setTimeout(done, time));
  globalThis.bench = {
    /** The times at which somebody in a hurry sees what they wait for, in milliseconds. */
    first: (async () => {
      await until(() => document.querySelector("main.start"));
      const start = await painted();
      button(policy).click();
      await until(() => document.querySelector("table.rules tbody tr"));
      const table = await painted();
      await until(() => document.querySelector(".holds")?.textContent.includes("Proven"));
      return { start, table, proof: await painted() };
    })(),
    /** What each of some keys costs that is pressed in a text. */
    async type(key, count) {
      button("Questions").click();
      // The view of before is folded, too.
      await until(() => button("Questions").ariaCurrent === "page");
      await painted();
      document.querySelector("main summary").click();
      const place = key.split(".").join("/");
      const field = await until(() => [...document.querySelectorAll("textarea")].find(({ dataset }) => dataset.place?.endsWith(place)));
      const presses = [];
      for (let press = 0; press < count; press += 1) {
        await pause(500);
        const begin = performance.now();
        field.value += "x";
        field.dispatchEvent(new Event("input", { bubbles: true }));
        const busy = (await idle()) - begin;
        const asked = turn;
        while (!proven.has(asked)) await pause(1);
        presses.push({ busy, proof: proven.get(asked) - begin });
      }
      return presses;
    },
  };
}
