// The pages that are measured, by their name, as tables call them; and what is measured of each.

/** The guide alone is the floor. The first two after it are the product, the others its peers. */
export const PAGES = {
  guide: "guide alone",
  wegwijzer: "Wegwijzer",
  "wegwijzer-preloaded": "Wegwijzer, preloaded",
  server: "server and script",
  preact: "Preact",
  svelte: "Svelte",
  surveyjs: "SurveyJS",
};
export const PRODUCT = ["wegwijzer", "wegwijzer-preloaded"];
export const PEERS = ["server", "preact", "svelte", "surveyjs"];

/** The scripts that the build makes of peers; Typebot's is measured by its bytes only, as it needs a server of its own. */
export const SCRIPTS = { server: "server.js", preact: "preact.jsx", svelte: "svelte.js", surveyjs: "surveyjs.js" };

/** What is measured of each page: its label, its unit, how much of it makes one, and the digits that are worth telling. */
export const MEASURES = {
  bytesVisible: ["bytes until the first question, the page included", "kB", 1000, 1],
  bytesUsable: ["bytes until it leads on, the page included", "kB", 1000, 1],
  requests: ["requests after the page", "", 1, 0],
  visible: ["first question visible", "ms", 1, 0],
  usable: ["a press leads on", "ms", 1, 0],
  third: ["third screen", "ms", 1, 0],
  startTask: ["longest task of the start", "ms", 1, 0],
  script: ["script of the dearest step", "ms", 1, 0],
  stepTask: ["longest task of a step", "ms", 1, 0],
  shift: ["layout shift of the start", "", 1, 3],
  memory: ["memory of the page's process, compiled code included", "MB", 1_000_000, 1],
};
/** Those of which less is better, and of which there is a ratio. */
export const COMPARED = ["bytesVisible", "bytesUsable", "visible", "usable", "third", "startTask", "script", "stepTask", "memory"];
