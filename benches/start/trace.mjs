// What the browser's own trace of a visit says.

export const CATEGORIES = ["disabled-by-default-devtools.timeline", "devtools.timeline", "blink.user_timing", "v8.wasm"];

/** What parses and compiles script and WebAssembly. */
const COMPILES = /^(wasm\.|v8\.(parse|compile)|V8\.Compile|BackgroundCompileTask)/i;

/** Reads a trace: the process of the page, the longest task between two marks, and what compiled on another thread. */
export function read(buffer) {
  const { traceEvents } = JSON.parse(buffer.toString());
  const marks = new Map(traceEvents.filter(({ cat }) => cat === "blink.user_timing").map((mark) => [mark.name, mark]));
  const { pid, tid } = marks.get("started");
  const own = traceEvents.filter((event) => event.pid === pid);
  const tasks = own.filter(({ name, ph, tid: thread }) => name === "RunTask" && ph === "X" && thread === tid);

  return {
    pid,
    /** The longest task in milliseconds of those that ran between two marks; without a name, from the beginning. */
    longest(begin, end) {
      const from = begin ? marks.get(begin).ts : 0, to = marks.get(end).ts;
      return Math.max(0, ...tasks.filter(({ ts, dur }) => ts < to && ts + dur > from).map(({ dur }) => dur / 1000));
    },
    /** For how many milliseconds other threads than that of the page compiled. */
    astray: own.filter(({ name, ph, tid: thread }) => ph === "X" && thread !== tid && COMPILES.test(name))
      .reduce((sum, { dur }) => sum + dur / 1000, 0),
  };
}
