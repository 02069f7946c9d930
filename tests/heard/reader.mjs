// A screen reader and a browser on a screen that nobody sees. Keys are pressed as a person would press them, and what Orca
// says is given.
//
// To be run inside `xvfb-run` and `dbus-run-session`, as script/test does.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Log } from "./log.mjs";

/** After this long without a word, nothing more is said, in milliseconds. */
const SILENCE = 900;
/** So long is waited for the first word. */
const LONGEST_PAUSE = 5_000;
/** So long is waited for what has to come. */
const PATIENCE = 30_000;

/** What Orca says in the browser: roles and states, which belong to the text before them. */
const ROLES = /^(link|visited link|push button|radio button|check box|combo box|heading level \d|panel|selected|not selected|checked|not checked|list with \d+ items?|article|table with .*|column header|row header|details|toggle button|expanded|collapsed|collapsed push button|expanded push button|blank|document web|alert|statusbar|status bar|separator|group|grouping|section|clickable|image|description list)\b/i;

/** What the browser's own windows say. */
const BROWSER = /^(Finished loading|Page has |Loading|Mozilla Firefox|MiniBrowser|.*- Chromium|tab|space|return|down|up|h)\b/i;

/** How each browser is started on a page: its program and options. `profile` is an empty folder. */
const BROWSERS = {
  firefox(url, profile) {
    const preferences = {
      "accessibility.force_disabled": -1, "browser.aboutwelcome.enabled": false, "browser.shell.checkDefaultBrowser": false,
      "browser.startup.homepage_override.mstone": "ignore", "datareporting.policy.dataSubmissionEnabled": false, "app.update.auto": false,
    };
    const lines = Object.entries(preferences).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`);
    writeFileSync(join(profile, "user.js"), lines.join(""));
    return ["firefox-esr", ["--profile", profile, "--kiosk", url]];
  },
  chromium(url, profile) {
    const options = ["--no-sandbox", "--no-first-run", "--disable-gpu", "--disable-features=Translate", "--force-renderer-accessibility", "--kiosk"];
    return ["chromium", [...options, `--user-data-dir=${profile}`, `--app=${url}`]];
  },
  webkit(url) {
    // Debian has it in a folder that is named after the processor.
    const programs = readdirSync("/usr/lib").map((folder) => `/usr/lib/${folder}/webkit2gtk-4.1/MiniBrowser`);
    return [programs.find((program) => existsSync(program)) ?? "MiniBrowser", ["--full-screen", url]];
  },
};

export class Reader {
  #folder = mkdtempSync(join(tmpdir(), "heard-"));
  #browser;
  #language;
  #processes = [];
  #heard = 0; // how many of the texts have been given already
  #path = join(this.#folder, "orca.log");
  #log = new Log(this.#path);

  /** Somebody who listens to pages in a language, in a browser: one of `firefox`, `chromium` and `webkit`. */
  constructor(browser, language) {
    this.#browser = BROWSERS[browser];
    this.#language = language;
  }

  /** Starts the screen reader, then the browser on a page with a title, and waits until the page is told of. */
  async start(url, title) {
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
    this.#run("orca", ["--replace", "--debug", `--debug-file=${this.#path}`]);
    await this.#until(() => this.#log.spoken.some(({ words }) => words === "Screen reader on."), "Orca says that it is there");
    this.#run(...this.#browser(url, profile));
    await this.#until(() => this.#log.spoken.some(({ words }) => words.includes(title)), "the page is told of");
    // A page that is loading is told of in several goes.
    await this.#silence(LONGEST_PAUSE);
    // Keys may be lost as long as the desktop is not ready. This one does nothing.
    await this.type("Shift_L");
    this.#heard = this.#log.spoken.length;
  }

  /** Presses a key, by the name that xdotool has for it, and gives what is said until there is silence. */
  async press(key) {
    await this.type(key);
    await this.#silence();
    const said = this.#log.spoken.slice(this.#heard);
    this.#heard = this.#log.spoken.length;
    return sentences(said, this.#language);
  }

  /** Presses a key and waits for nothing but that it has come. What is said then belongs to the next one that is pressed. */
  async type(key) {
    const keys = this.#log.keys;
    execFileSync("xdotool", ["key", "--clearmodifiers", key]);
    await this.#until(() => this.#log.keys > keys, `${key} reaches Orca`);
  }

  /** Ends all that was started. */
  async stop() {
    this.#signal("SIGTERM");
    await new Promise((done) => setTimeout(done, 500));
    // Orca may go on when the desktop ends around it, and the tests would never end.
    this.#signal("SIGKILL");
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }

  #run(program, options) {
    const child = spawn(program, options, { stdio: "ignore", detached: true });
    child.on("error", (error) => { throw new Error(`${program}: ${error.message}: run script/bootstrap tests`); });
    this.#processes.push(child);
  }

  /** Sends a signal to all that was started, the last first. */
  #signal(name) {
    for (const child of this.#processes.toReversed()) {
      try {
        process.kill(-child.pid, name);
      } catch {
        // It has ended.
      }
    }
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

  /** Waits until nothing more is said. */
  async #silence(pause = SILENCE) {
    let said = this.#log.spoken.length;
    let since = Date.now();
    while (Date.now() - since < (said === this.#heard ? LONGEST_PAUSE : pause)) {
      await new Promise((done) => setTimeout(done, 50));
      this.#log.read();
      if (this.#log.spoken.length !== said) {
        said = this.#log.spoken.length;
        since = Date.now();
      }
    }
  }

  async #until(done, what) {
    const start = Date.now();
    while (!done()) {
      if (Date.now() - start > PATIENCE) throw new Error(`waited in vain until ${what}; heard so far: ${this.#log.spoken.map(({ words }) => words).join(" | ")}`);
      await new Promise((again) => setTimeout(again, 50));
      this.#log.read();
    }
  }
}

/**
 * Puts what is said of one thing, its text, role and state, on one line, with its language where that is not the page's. Left
 * out is what the browser's own windows say, and what is left behind ("leaving form"), which Orca says or not as it happens to
 * be quick; and a space between two languages.
 */
function sentences(said, language) {
  const lines = [];
  for (const { words, language: spoken } of said) {
    if (words === "" || /^leaving /.test(words) || (BROWSER.test(words) && !/[?!]/.test(words))) continue;
    if (ROLES.test(words) && lines.length) lines.push(`${lines.pop().replace(/\.$/, "")}, ${words}`);
    else lines.push(`${spoken && spoken !== language ? `[${spoken}] ` : ""}${words.replaceAll("., ", ", ")}`);
  }
  return lines;
}
