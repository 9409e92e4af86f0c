/** Faults that the sequences set, as `/admin/faults` reads them. */

/** Each gives a fault from a dice. `bytes` of a cut: none at all, the head alone, or a part of the body. */
const KINDS = {
  "drop-before": ({ one }) => cut("drop-before", one([undefined, 0, 7])),
  "drop-after": ({ one }) => cut("drop-after", one([undefined, 0, 60])),
  "hang-before": () => ({}),
  "hang-after": () => ({}),
  "latency": ({ one }) => one([{ ms: 5, to: 60 }, { ms: 1500 }]),
  "401": () => ({}),
  "403": () => ({}),
  "405": () => ({}),
  "409": () => ({}),
  "429": ({ one }) => ({ seconds: 1, retry_after: one(["seconds", "date", "sentence"]) }),
  "500": ({ chance }) => ({ stored: chance(0.5) }),
  "503": ({ chance }) => ({ stored: chance(0.5) }),
  "504": ({ chance }) => ({ stored: chance(0.5) }),
  "broken-json": () => ({}),
  "truncated-json": () => ({}),
  "stale-etag": () => ({}),
};

const cut = (fault, bytes) => ({ fault, ...(bytes !== undefined && { bytes }) });

/** One to three faults for a customer's path, which is written by `write`; most are spent after a strike or two. */
export function drawFaults(dice, path, write) {
  const drawn = Array.from({ length: dice.from(1, 3) }, () => {
    const fault = dice.one(Object.keys(KINDS));
    const method = fault === "405" ? write : dice.weighed({ [write]: 6, GET: 3, "": 1 });
    // A pause that never ends is the next limit's affair, not this one's.
    const lasting = fault !== "429" && dice.chance(0.12);
    return { fault, ...KINDS[fault](dice), path, ...(method && { method }), ...(!lasting && { count: dice.from(1, 2) }) };
  });
  // Stored, cut, sent again by the browser itself, and only then forbidden: nobody could know.
  const forbids = drawn.some(({ fault }) => ["401", "403", "405"].includes(fault));
  return drawn.map((one) => (forbids && one.fault === "drop-after" ? { bytes: 0, ...one } : one));
}

/** Writes are lost, and nothing can be read afterwards: until the faults end it is not known what was stored. */
export function drawBlackout({ one }, path, write) {
  const lost = one([{ fault: "hang-before" }, { fault: "hang-after" }, { fault: "drop-before", bytes: 0 }, { fault: "drop-after", bytes: 0 }, { fault: "503", stored: true }]);
  return [{ ...lost, path, method: write }, { fault: one(["500", "503", "504", "drop-before"]), path, method: "GET" }];
}

/** Another person's edit in the moment before the next write. */
export const otherEdit = (path, write, changes) => ({ fault: "other-edit", changes, path, method: write, count: 1 });
