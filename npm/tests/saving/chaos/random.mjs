/** Random choices that a seed repeats. */

/**
 * @param {number} seed a whole number
 * @returns a generator (mulberry32), and what tests draw from it
 */
export function dice(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  /** From `low` to `high`, both included. */
  const from = (low, high) => low + Math.floor(next() * (high - low + 1));
  return {
    from,
    chance: (share) => next() < share,
    one: (list) => list[from(0, list.length - 1)],
    /** Some of a list, in its order. */
    some: (list, count) => {
      const left = [...list];
      while (left.length > count) left.splice(from(0, left.length - 1), 1);
      return left;
    },
    /** One key of an object of weights. */
    weighed: (weights) => {
      let at = next() * Object.values(weights).reduce((sum, weight) => sum + weight, 0);
      return Object.keys(weights).find((key) => (at -= weights[key]) < 0) ?? Object.keys(weights)[0];
    },
  };
}

/** The seed of one sequence of a run, which can so be run alone. */
export const seedOf = (run, index) => (Math.imul(run ^ 0x9e3779b9, 0x85ebca6b) + Math.imul(index + 1, 0xc2b2ae35)) >>> 0;
