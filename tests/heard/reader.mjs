// A screen reader and Firefox on a screen that nobody sees, and what is heard of them. Orca writes down every word it
// says; keys are pressed as a person would press them.
//
// To be run inside `xvfb-run` and `dbus-run-session`, as script/test does.
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** After this long without a word, nothing more is said; and a key that has nothing said is waited for so long, in milliseconds. */
const SILENCE = 700;
const LONGEST_PAUSE = 2_500;
const PATIENCE = 60_000;

/** What Orca says in the browser: roles and states, which belong to the text before them. */
const ROLES = /^(link|visited link|push button|radio button|check box|combo box|heading level \d|panel|selected|not selected|checked|not checked|list with \d+ items?|leaving .*|form|main content|banner|navigation|information|landmark|region|article|table with .*|column header|row header|details|toggle button|expanded|collapsed|collapsed push button|expanded push button|blank|document web|alert|statusbar|status bar|separator|group|grouping|section|clickable|image|description list|.* region)\b/i;

export class Reader {
  #folder = mkdtempSync(join(tmpdir(), "heard-"));
  #processes = [];
  #read = 0; // how much of Orca's record has been taken
  #log = join(this.#folder, "orca.log");

  /** Starts the screen reader, then the browser on a page, and waits until the page is told of. */
  static async start(url) {
    const reader = new Reader();
    await reader.#start(url);
    return reader;
  }

  async #start(url) {
    const home = join(this.#folder, "home");
    const runtime = join(this.#folder, "runtime");
    const profile = join(this.#folder, "profile");
    const orca = join(home, ".local/share/orca");
    for (const folder of [home, runtime, profile, orca]) mkdirSync(folder, { recursive: true, mode: 0o700 });
    // The record is written line by line. And things are said only when asked for: not each key that is pressed, not the whole
    // page as soon as it is there.
    writeFileSync(join(orca, "orca-customizations.py"), [
      "import orca.debug", "orca.debug.debugFile.reconfigure(line_buffering=True)", "import orca.settings", "orca.settings.enableKeyEcho = False", "orca.settings.sayAllOnLoad = False",
      "orca.settings.pageSummaryOnLoad = False", "",
    ].join("\n"));
    Object.assign(process.env, { HOME: home, XDG_RUNTIME_DIR: runtime, GNOME_ACCESSIBILITY: "1", LANG: "C.UTF-8", LANGUAGE: "en" });
    delete process.env.XDG_DATA_HOME;
    this.#run("openbox", []);
    this.#run("/usr/libexec/at-spi-bus-launcher", ["--launch-immediately"]);
    for (const name of ["IsEnabled", "ScreenReaderEnabled"]) await this.#announce(name);
    this.#run("orca", ["--replace", "--debug", `--debug-file=${this.#log}`]);
    await this.#until(() => this.#spoken().some((words) => words === "Screen reader on."), "Orca says that it is there");
    writeFileSync(join(profile, "user.js"), [
      'user_pref("accessibility.force_disabled", -1);', 'user_pref("browser.aboutwelcome.enabled", false);',
      'user_pref("browser.shell.checkDefaultBrowser", false);', 'user_pref("browser.startup.homepage_override.mstone", "ignore");',
      'user_pref("datareporting.policy.dataSubmissionEnabled", false);', 'user_pref("app.update.auto", false);', "",
    ].join("\n"));
    this.#run("firefox-esr", ["--profile", profile, "--kiosk", url]);
    await this.#until(() => this.#spoken().length > 1, "the browser is told of");
    await this.#silence();
    this.#read = this.#spoken().length;
  }

  /** Presses keys, by the names that xdotool has for them, and gives what is said until there is silence. */
  async press(...keys) {
    for (const key of keys) execFileSync("xdotool", ["key", "--clearmodifiers", key]);
    await this.#silence();
    const all = this.#spoken();
    const said = all.slice(this.#read);
    this.#read = all.length;
    return sentences(said);
  }

  /** Ends all that was started. */
  async stop() {
    for (const child of this.#processes.reverse()) {
      try {
        process.kill(-child.pid, "SIGTERM");
      } catch {
        // It has ended by itself.
      }
    }
    await new Promise((done) => setTimeout(done, 500));
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }

  #run(program, options) {
    const child = spawn(program, options, { stdio: "ignore", detached: true });
    child.on("error", (error) => { throw new Error(`${program}: ${error.message}: run script/bootstrap tests`); });
    this.#processes.push(child);
  }

  async #announce(name) {
    const property = ["--session", "--print-reply", "--dest=org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties.Set",
      "string:org.a11y.Status", `string:${name}`, "variant:boolean:true"];
    await this.#until(() => {
      try {
        execFileSync("dbus-send", property, { stdio: "ignore" });
        return true;
      } catch {
        return false;
      }
    }, "the accessibility bus answers");
  }

  /** Every utterance so far, in the order in which they were said. */
  #spoken() {
    let log;
    try {
      log = readFileSync(this.#log, "utf8");
    } catch {
      return []; // nothing is said yet
    }
    const found = log.matchAll(/SPEECH OUTPUT: (?:'((?:[^'\\]|\\.|'(?![{\n]|$))*)'|"((?:[^"\\]|\\.)*)")/gm);
    return [...found].map(([, single, double]) => (single ?? double).replace(/\\(['"\\])/g, "$1").trim());
  }

  async #silence() {
    let said = this.#spoken().length;
    const start = said;
    let since = Date.now();
    for (;;) {
      await new Promise((done) => setTimeout(done, 50));
      const now = this.#spoken().length;
      if (now !== said) {
        said = now;
        since = Date.now();
      }
      if (Date.now() - since > (said === start ? LONGEST_PAUSE : SILENCE)) return;
    }
  }

  async #until(done, what) {
    const start = Date.now();
    while (!done()) {
      if (Date.now() - start > PATIENCE) throw new Error(`waited in vain until ${what}; heard so far: ${this.#spoken().join(" | ")}`);
      await new Promise((again) => setTimeout(again, 50));
    }
  }
}

/** Puts what is said of one thing, text, role and state, on one line, and leaves out what the browser's own windows say. */
function sentences(said) {
  const lines = [];
  for (const words of said) {
    if (/^(Finished loading|Page has |Loading|Mozilla Firefox|MiniBrowser|.*- Chromium|tab|space|return|down|up|h)\b/i.test(words) && !/[?!]/.test(words)) continue;
    const last = lines.length - 1;
    if (ROLES.test(words) && !words.startsWith("leaving") && last >= 0 && !lines[last].startsWith("leaving")) lines[last] += `, ${words}`;
    else lines.push(words);
  }
  return lines;
}
