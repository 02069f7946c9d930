// Throws attributes and addresses at a widget, valid ones among nonsense, and waits for what comes of each before the next.
// Whoever runs this has the widget as `widget`, its shadow root as `root`, and `starts`: valid answers, each with the id of
// the screen that they lead to.

/** Pseudo-random numbers (mulberry32), from `window.seed` on. */
const random = (below) => {
  window.seed = (window.seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(window.seed ^ (window.seed >>> 15), window.seed | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
};
const any = (list) => list[random(list.length)];

const PIECES = ["who", "heir", "mailbox", "=", ",", ";", "#wegwijzer:", "%", "%3D", "<img src=x onerror=alert(1)>", "<script>",
  "\u0000", "\ud83d", "javascript:", "http://", " ", "nl", "en", "-", "__proto__", "constructor", "9", "x".repeat(3000)];
const nonsense = () => Array.from({ length: random(9) }, () => any(PIECES)).join("");
const VALID = {
  start: () => any(starts)[0],
  lang: () => any(["nl", "en", "ar", "pl"]),
  languages: () => any(["nl en", "en ar uk", ""]),
  "heading-level": () => String(1 + random(6)),
  page: () => any(["/own.html", "https://help.example/"]),
  policy: () => "/examples/policies/child-passport/policy.json",
};

/** What is there to be seen: the section of a screen, or the line of a failure. */
const seen = () => root.querySelector(".failure") ?? root.querySelector("section");

/** Resolves when something else is there than before. */
const change = async (before) => {
  while (!seen() || seen() === before || (seen().matches(".failure") && !seen().textContent)) await new Promise((next) => setTimeout(next));
};

/** Gives the widget one input. Resolves when what comes of it is there, and says whether anything was to come. */
const give = async () => {
  const before = seen();
  // Not every screen is to be one of a foreign policy, or of none.
  if (widget.hasAttribute("policy") && random(2) === 0) {
    widget.removeAttribute("policy");
    await change(before);
    return true;
  }
  const isValid = random(2) === 0;
  if (random(3) === 0) {
    const hash = isValid ? `#wegwijzer:${any(starts)[0]}` : nonsense();
    const address = location.href;
    const told = new Promise((done) => addEventListener("hashchange", done, { once: true }));
    location.hash = hash;
    if (location.href === address) return false;
    await told;
    if (!widget.hasAttribute("links")) return false;
    try {
      if (!/^#wegwijzer:./.test(decodeURIComponent(location.hash))) return false;
    } catch {
      return false;
    }
    await change(before);
    return true;
  }
  const name = any(Object.keys(VALID));
  const scheme = name === "page" ? any(["javascript:", "\tJava\nScript:", "data:text/html,", ""]) : "";
  const value = isValid ? VALID[name]() : scheme + nonsense();
  if (widget.getAttribute(name) === value) return false;
  widget.setAttribute(name, value);
  await change(before);
  // A start counts from the shipped policy, and where no address gives another.
  const wanted = name === "start" && isValid && !widget.hasAttribute("policy") && !location.hash.startsWith("#wegwijzer:");
  const id = Object.fromEntries(starts)[value];
  if (wanted && root.querySelector("section")?.dataset.id !== id) throw new Error(`${value} leads to ${seen().outerHTML}`);
  return true;
};

const counts = { inputs: 0, changes: 0, question: 0, failure: 0, outcome: 0 };
const ids = new Set();
(async () => {
  for (; counts.inputs < 200; counts.inputs += 1) {
    const hasChanged = await give();
    counts.changes += hasChanged;
    const odd = root.querySelector("img, script, iframe, [onerror]");
    const wrong = [...root.querySelectorAll("[href]")].find(({ protocol }) => !["http:", "https:", "mailto:", "tel:"].includes(protocol));
    if (odd || wrong) throw new Error(`${(odd ?? wrong).outerHTML} on ${widget.outerHTML} at ${location.href}`);
    if (!hasChanged) continue;
    const kind = seen().dataset.screen ?? "failure";
    counts[kind] += 1;
    if (kind === "outcome") ids.add(seen().dataset.id);
  }
  return [counts, [...ids]];
})().then(done, (error) => done(JSON.stringify(String(error))));
