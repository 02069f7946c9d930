// What a program imports as `contact-wegwijzer/decide`: loads the app, and turns JavaScript's values into texts and back.
//
// After loading, nothing here waits for anything. Each answer is made anew from the answers given.
import init, { Door, initSync } from "wegwijzer-decide";

// A literal address, so that a bundler finds the file and takes it along.
const file = new URL("./decide.wasm", import.meta.url);
let loading;

export class DecideError extends Error {
  name = "DecideError";

  constructor({ code, message, question, valid }) {
    super(message);
    this.code = code;
    this.question = question ?? undefined;
    this.valid = valid;
  }
}

export async function load(policy, words) {
  loading ??= read().then((bytes) => init({ module_or_path: bytes }));
  try {
    await loading;
  } catch (error) {
    // The next call tries again.
    loading = undefined;
    throw error;
  }
  return decide(policy, words);
}

export function loadSync(wasm, policy, words) {
  initSync({ module: wasm });
  return decide(policy, words);
}

async function read() {
  // Node.js fetches no files. Asked for in this way, its module is none that a bundler would look for.
  const files = file.protocol === "file:" && globalThis.process?.getBuiltinModule?.("node:fs");
  if (files) return files.readFileSync(file);
  const response = await fetch(file);
  if (!response.ok) throw new Error(`${file} cannot be loaded: the server answers ${response.status}`);
  return response.arrayBuffer();
}

function decide(policy, words) {
  const text = json("policy", policy);
  const door = asked(() => new Door(parsed(text), parsed(json("words", words)), text));
  const about = JSON.parse(door.about());
  return Object.freeze({
    about,
    screen: (answers = {}) => JSON.parse(asked(() => door.screen(pairs(answers)))),
  });
}

/** What a call gives; what the app throws is a problem in JSON. */
function asked(call) {
  try {
    return call();
  } catch (error) {
    throw typeof error === "string" ? new DecideError(JSON.parse(error)) : error;
  }
}

/** A file in the form that the tool writes, however it came: one form has one digest. */
function json(code, value) {
  try {
    const text = ArrayBuffer.isView(value) ? new TextDecoder().decode(value) : value;
    return JSON.stringify(typeof text === "string" ? JSON.parse(text) : text, sorted) ?? "null";
  } catch {
    throw new DecideError({ code, message: `the ${code}: it is no JSON`, valid: [] });
  }
}

function sorted(_, value) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** What a text says, in objects that have nothing but what it says. */
const parsed = (text) => JSON.parse(text, (_, value) => (typeof value === "object" && !Array.isArray(value) ? value && Object.setPrototypeOf(value, null) : value));

/** Questions and choices by turns. What is undefined was not answered. */
function pairs(answers) {
  if (typeof answers !== "object" || answers === null || Array.isArray(answers)) {
    const message = `the answers are ${kind(answers)}: give an object that has the id of a choice for the id of a question`;
    throw new DecideError({ code: "answers", message, valid: [] });
  }
  const given = Object.entries(answers).filter(([, choice]) => choice !== undefined);
  // No id has brackets, so what is no text is no choice.
  return given.flatMap(([question, choice]) => [question, typeof choice === "string" ? choice : `(${kind(choice)})`]);
}

function kind(value) {
  if (value === null) return "null";
  return Array.isArray(value) ? "an array" : typeof value;
}
