// What is said of measured values. It knows no page: statistics.test.mjs has samples whose answers are known.

/** A source of numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A list in another order, each order as likely as the other. */
export function shuffled(list, random) {
  const left = [...list];
  return list.map(() => left.splice(Math.floor(random() * left.length), 1)[0]);
}

/** The value that a share of the values lies below, between two of them where it falls between. */
export function quantile(values, share) {
  const sorted = [...values].sort((one, other) => one - other);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)], above = sorted[Math.ceil(place)];
  return below + (above - below) * (place - Math.floor(place));
}

/** The middle of the values, and the quartiles around it. */
export function summary(values) {
  return { median: quantile(values, 0.5), low: quantile(values, 0.25), high: quantile(values, 0.75) };
}

/**
 * How many times another's median one's own median is, with the interval that holds 95 % of what a bootstrap draws.
 *
 * What was measured in one round stands at one place of both lists and is drawn together, as what slowed the machine in that
 * round slowed both.
 */
export function ratio(own, other, random, draws = 10_000) {
  if (own.length !== other.length) throw new RangeError("Both have to be measured in each round.");
  if (![...own, ...other].every((value) => value > 0)) throw new RangeError("Only of positive values there is a ratio.");
  const middle = (values) => quantile(values, 0.5);
  const drawn = Array.from({ length: draws }, () => {
    const rounds = own.map(() => Math.floor(random() * own.length));
    return middle(rounds.map((round) => own[round])) / middle(rounds.map((round) => other[round]));
  });
  return { ratio: middle(own) / middle(other), low: quantile(drawn, 0.025), high: quantile(drawn, 0.975) };
}

/** What may be said of a ratio of which less is better: that one is ahead or behind only if its interval leaves 1 out. */
export function verdict({ low, high }) {
  if (high < 1) return "ahead";
  if (low > 1) return "behind";
  return "cannot be told";
}
