#!/usr/bin/env node
// The author's tool in Node.js: the library compiled to WebAssembly, and this machine as `host.rs` asks for it. Each call waits
// for the system, as a program on the command line does.
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { sep } from "node:path";
import { isatty } from "node:tty";
import * as v8 from "node:v8";
import { initSync, run } from "./author.js";

const machine = {
  // Names that are no text belong to no policy.
  list: (folder) => fs.readdirSync(folder).filter((name) => !name.includes("\ufffd")),
  read: (path) => fs.readFileSync(path),
  kind: (path) => kind(fs.statSync(path)),
  ownKind: (path) => kind(fs.lstatSync(path)),
  makeFolder: (folder) => folder === "" || fs.mkdirSync(folder, { recursive: true }),
  makeFile(path, bytes, replaced) {
    const file = fs.openSync(path, "wx");
    let whole = false;
    try {
      writeAll(file, bytes);
      // What is not on the disk yet may turn out not to fit.
      fs.fsyncSync(file);
      const before = fs.lstatSync(replaced, { throwIfNoEntry: false });
      if (before?.isFile()) fs.fchmodSync(file, before.mode & 0o7777);
      whole = true;
    } finally {
      fs.closeSync(file);
      if (!whole) fs.rmSync(path, { force: true });
    }
  },
  write: (path, bytes) => fs.writeFileSync(path, bytes),
  rename: (from, to) => fs.renameSync(from, to),
  remove: (path) => fs.unlinkSync(path),
  git(given) {
    const ended = spawnSync("git", given, { maxBuffer: Infinity, stdio: ["ignore", "pipe", "pipe"], windowsHide: true });
    if (ended.error) throw ended.error;
    return ended;
  },
  nextInput() {
    const bytes = Buffer.alloc(65536);
    try {
      return bytes.subarray(0, again(() => fs.readSync(0, bytes)));
    } catch (error) {
      // On Windows, the end of a pipe is an error.
      if (error.code === "EOF") return bytes.subarray(0, 0);
      throw error;
    }
  },
  print: (stream, bytes) => writeAll(stream, bytes),
  isTerminal: (stream) => isatty(stream),
  columns: () => (isatty(1) ? process.stdout.columns : undefined),
  variable: (name) => process.env[name],
  process: () => process.pid,
};

function kind(found) {
  if (found.isFile()) return "file";
  return found.isDirectory() ? "folder" : "other";
}

function writeAll(file, bytes) {
  for (let done = 0; done < bytes.length; ) done += again(() => fs.writeSync(file, bytes, done));
}

// A stream that is shared with another program may not wait by itself.
function again(call) {
  for (;;) {
    try {
      return call();
    } catch (error) {
      if (error.code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

// V8 compiles what runs often once more, to be faster. A check of most policies is over before that pays. So it begins later,
// which a large policy gains by as well.
try {
  v8.setFlagsFromString("--wasm-tiering-budget=200000000");
} catch {
  // An engine of another kind goes its own way.
}

// The library is compiled for no system and knows one kind of paths, which Windows knows as well.
const given = process.argv.slice(2).map((argument) => (sep === "\\" ? argument.replaceAll("\\", "/") : argument));
try {
  initSync({ module: fs.readFileSync(new URL("author.wasm", import.meta.url)) });
  process.exitCode = run(machine, given);
} catch (error) {
  // Not 1, which says that a policy has errors; 101 is what programs in Rust say.
  console.error(`error: the tool has a fault of its own: please report it with what you did\n${error.stack}`);
  process.exitCode = 101;
}
