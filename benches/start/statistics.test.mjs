// Samples whose answers are known. `node --test benches/start/statistics.test.mjs`; it needs no package.
import assert from "node:assert/strict";
import { test } from "node:test";
import { aheadAndBehind } from "./ahead.mjs";
import { quantile, random, ratio, shuffled, summary, verdict } from "./statistics.mjs";

const close = (actual, expected, by, what) => assert.ok(Math.abs(actual - expected) <= by, `${what}: ${actual}, not ${expected}`);

test("median and quartiles are those of a textbook, in whatever order the values come", () => {
  assert.deepEqual(summary([7, 1, 3, 9, 5]), { median: 5, low: 3, high: 7 });
  assert.deepEqual(summary([40, 10, 30, 20]), { median: 25, low: 17.5, high: 32.5 });
  assert.deepEqual(summary([8]), { median: 8, low: 8, high: 8 });
  // As numbers, not as texts.
  assert.equal(quantile([10, 9, 100], 0.5), 10);
});

test("what is measured is left as it was", () => {
  const values = [3, 1, 2];
  summary(values);
  ratio(values, values, random(1), 10);
  shuffled(values, random(1));
  assert.deepEqual(values, [3, 1, 2]);
});

test("a seed gives the same order again, and every order comes about equally often", () => {
  assert.deepEqual(shuffled([1, 2, 3, 4, 5], random(7)), shuffled([1, 2, 3, 4, 5], random(7)));
  const next = random(2024), count = new Map();
  for (let turn = 0; turn < 6000; turn += 1) {
    const order = shuffled(["a", "b", "c"], next).join("");
    count.set(order, (count.get(order) ?? 0) + 1);
  }
  assert.equal(count.size, 6);
  for (const [order, times] of count) close(times, 1000, 120, order);
});

test("values from 0 up to 1 are spread evenly", () => {
  const next = random(99), values = Array.from({ length: 20_000 }, next);
  assert.ok(values.every((value) => value >= 0 && value < 1));
  close(quantile(values, 0.5), 0.5, 0.02, "the middle");
  close(quantile(values, 0.975), 0.975, 0.01, "the edge");
});

test("the interval of three rounds is the one that can be counted by hand", () => {
  // Of the 27 ways to draw three rounds of three, 7 have their middle at the lowest, 13 in the middle, 7 at the highest.
  const { ratio: found, low, high } = ratio([1, 2, 3], [1, 1, 1], random(1));
  assert.deepEqual({ found, low, high }, { found: 2, low: 1, high: 3 });
  // One odd round of nine is the middle of one draw in 750: an interval of 95 % leaves it out.
  const rare = ratio([1, 2, 2, 2, 2, 2, 2, 2, 2], Array(9).fill(1), random(1));
  assert.deepEqual(rare, { ratio: 2, low: 2, high: 2 });
});

test("an interval of 95 % holds the truth in about 95 of 100 measurements", () => {
  const next = random(5), normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  let held = 0;
  for (let time = 0; time < 400; time += 1) {
    const sample = (middle) => Array.from({ length: 15 }, () => middle * Math.exp(0.1 * normal()));
    const { low, high } = ratio(sample(120), sample(100), next, 400);
    if (low <= 1.2 && 1.2 <= high) held += 1;
  }
  assert.ok(held >= 366 && held <= 397, `${held} of 400`);
});

test("what slows a whole round slows both, and does not widen the interval", () => {
  const rounds = [1, 5, 2, 9, 4, 3, 7, 1, 6, 2, 8, 3, 5, 4, 2];
  const { ratio: found, low, high } = ratio(rounds.map((slow) => 3 * slow), rounds.map((slow) => 2 * slow), random(1));
  for (const value of [found, low, high]) close(value, 1.5, 1e-9, "the ratio of each round");
});

test("ahead and behind are only said of an interval that leaves 1 out", () => {
  assert.equal(verdict({ low: 0.5, high: 0.99 }), "ahead");
  assert.equal(verdict({ low: 1.01, high: 1.5 }), "behind");
  for (const interval of [{ low: 0.5, high: 1 }, { low: 1, high: 2 }, { low: 0.8, high: 1.2 }, { low: 1, high: 1 }]) {
    assert.equal(verdict(interval), "cannot be told");
  }
  const same = [100, 110, 95, 105, 90, 120, 100, 98, 103];
  assert.equal(verdict(ratio(same, [...same].reverse(), random(3))), "cannot be told");
  assert.equal(verdict(ratio(same, same.map((value) => 2 * value), random(3))), "ahead");
  assert.equal(verdict(ratio(same.map((value) => 2 * value), same, random(3))), "behind");
});

test("nothing is said of what was not measured", () => {
  assert.throws(() => ratio([1, 2], [1], random(1)), RangeError);
  assert.throws(() => ratio([1, 0], [1, 1], random(1)), RangeError);
  assert.throws(() => ratio([1, undefined], [1, 1], random(1)), RangeError);
});

const compared = (rounds) => {
  const around = (middle) => Array.from({ length: rounds }, (_, round) => ({ time: middle * (1 + ((round * 7) % rounds) / rounds / 10) }));
  // Unlike from round to round, so that nobody can tell.
  const unsteady = Array.from({ length: rounds }, (_, round) => ({ time: round % 2 ? 80 : 130 }));
  return aheadAndBehind({
    runs: { own: around(100), slow: around(200), fast: around(50), alike: unsteady },
    names: { own: "Own", slow: "Slow", fast: "Fast", alike: "Alike" },
    product: "own",
    peers: ["slow", "fast", "alike"],
    measures: { time: "time to tell" },
    seed: 1,
  }).split("\n");
};

test("the sentences say of each peer what its interval says", () => {
  const [head, , row, , ...sentences] = compared(15);
  assert.equal(head, "| | to Slow | to Fast | to Alike |");
  assert.match(row, /^\| time to tell \| 0\.50 \(0\.\d\d–0\.\d\d\) \| 2\.00 \([12]\.\d\d–2\.\d\d\) \| [01]\.\d\d \(0\.\d\d–1\.\d\d\) \|$/);
  assert.deepEqual(sentences, ["- **time to tell**: ahead of Slow; behind Fast; cannot be told from Alike."]);
});

test("of too few rounds nothing is said", () => {
  assert.deepEqual(compared(9).slice(4), ["Too few rounds to say more."]);
});
