// The log that Orca keeps of all it does, read while it grows: which keys have reached it, and every text that it says.
import { closeSync, fstatSync, openSync, readSync } from "node:fs";

const VOICE = /default voice requested with language='(\w+)'/;
const TEXT = /SPEECH OUTPUT: (?:'((?:[^'\\]|\\.|'(?!\{|$))*)'|"((?:[^"\\]|\\.)*)")/;
/** A text that goes on in the next line. */
const BEGUN = /SPEECH OUTPUT: ['"]/;
const KEY = /^KEYBOARD_EVENT:\s+type=ATSPI_KEY_RELEASED_EVENT/;

export class Log {
  #path;
  #size = 0; // how many bytes have been read
  #bytes = Buffer.alloc(0); // the beginning of a line that is not whole yet
  #begun = ""; // the lines of a text that is not whole yet
  // Before Orca says a line of the screen, it asks for the voice of each text on it, in their order.
  #voices = [];
  #line = 0; // where the texts of that line begin among all that is said

  /** How many keys have been released. */
  keys = 0;
  /** Every text in the order in which it is said: `{ words, language }`, without a language where the page names none. */
  spoken = [];

  constructor(path) {
    this.#path = path;
  }

  /** Reads what has been written since the last time, and gives how many bytes there are in all. */
  read() {
    let file;
    try {
      file = openSync(this.#path);
    } catch {
      return 0; // Orca has not begun
    }
    const more = Buffer.alloc(fstatSync(file).size - this.#size);
    this.#size += readSync(file, more, 0, more.length, this.#size);
    closeSync(file);
    const bytes = Buffer.concat([this.#bytes, more]);
    const end = bytes.lastIndexOf("\n") + 1;
    this.#bytes = bytes.subarray(end);
    for (const line of bytes.subarray(0, end).toString().split("\n")) this.#take(line);
    return this.#size;
  }

  #take(line) {
    if (KEY.test(line)) this.keys += 1;
    const voice = VOICE.exec(line)?.[1];
    if (voice) {
      if (this.spoken.length > this.#line) {
        this.#voices = [];
        this.#line = this.spoken.length;
      }
      if (voice !== "None") this.#voices.push(voice);
    }
    const whole = this.#begun + line;
    const text = TEXT.exec(whole);
    this.#begun = !text && BEGUN.test(whole) ? `${whole}\n` : "";
    if (text) {
      this.spoken.push({ words: (text[1] ?? text[2]).replace(/\\(['"\\])/g, "$1").trim() });
      const said = this.spoken.slice(this.#line);
      const isEach = said.length === this.#voices.length;
      said.forEach((one, place) => { one.language = isEach ? this.#voices[place] : this.#voices.at(-1); });
    }
  }
}
