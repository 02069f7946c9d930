// A walk by keys and what is heard on it, as a text for people who have never used a screen reader: the key that is pressed at
// the left, the words that are said at the right.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";

const FOLDER = new URL("./transcripts/", import.meta.url);
const WIDTH = 14;

/** What a person presses, and what xdotool and Orca call it. */
const KEYS = {
  "Tab": "Tab",
  "Shift and Tab": "shift+Tab",
  "Space": "space",
  "Enter": "Return",
  "Escape": "Escape",
  "undo": "ctrl+z",
  "next line": "Down",
  "arrow down": "Down",
  "arrow right": "Right",
  "next heading": "h",
  "next choice": "r",
  "next table": "t",
  "next landmark": "m",
  "to the top": "ctrl+Home",
  "read on": "KP_Add",
};

export class Walk {
  #reader;
  #name;
  #lines = [];
  #isSpoken;

  /**
   * A walk whose transcript is `transcripts/<name>.txt`. `isSpoken` is whether something is said after every key: WebKitGTK
   * does not tell a screen reader that a text has taken the focus.
   */
  constructor(reader, name, isSpoken = true) {
    this.#reader = reader;
    this.#name = name;
    this.#isSpoken = isSpoken;
  }

  /** Presses a key by its name above and gives what is said, a line for each thing. */
  async press(key) {
    const said = await this.#reader.press(KEYS[key]);
    this.#lines.push([key, said]);
    return said;
  }

  /** Presses a key until something is said that matches; fails when it has not been after many times. */
  async pressUntil(key, wanted) {
    for (let times = 0; times < 40; times += 1) {
      const said = await this.press(key);
      if (said.some((words) => wanted.test(words))) return said;
    }
    return assert.fail(`${this.#name}: "${key}" never leads to ${wanted}\n${this}`);
  }

  /** What has been heard so far, in order. */
  get heard() {
    return this.#lines.flatMap(([, said]) => said);
  }

  /** Compares the walk with its transcript, and looks at what holds of every walk. `HEARD=write` writes the transcript anew. */
  end() {
    const file = new URL(`${this.#name}.txt`, FOLDER);
    if (process.env.HEARD === "write") {
      mkdirSync(new URL(".", file), { recursive: true });
      writeFileSync(file, `${this}`);
    }
    this.#isGoodToListenTo();
    let written = "";
    try {
      written = readFileSync(file, "utf8");
    } catch {
      // There is no transcript yet: all that was heard is new.
    }
    assert.equal(`${this}`, written, `a listener hears something else than tests/heard/transcripts/${this.#name}.txt says`);
  }

  toString() {
    const indent = " ".repeat(WIDTH);
    return this.#lines.map(([key, said]) => `${key.padEnd(WIDTH)}${(said.length ? said : ["(nothing)"]).join(`\n${indent}`)}\n`).join("");
  }

  #isGoodToListenTo() {
    for (const [key, said] of this.#lines) {
      if (this.#isSpoken) assert.notEqual(said.length, 0, `${this.#name}: after "${key}" a listener hears nothing\n${this}`);
      const twice = said.filter((words, place) => words === said[place - 1]);
      assert.deepEqual(twice, [], `${this.#name}: after "${key}" a listener hears this twice`);
      assert.equal(said.find((words) => /^(blank|statusbar|undefined)$/.test(words)), undefined, `${this.#name}: after "${key}" something empty is said`);
    }
  }
}
