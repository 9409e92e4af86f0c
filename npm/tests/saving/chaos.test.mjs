/** Random sequences of edits, faults, saves, and other persons: nothing is lost, stored twice, or overwritten unseen. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "../harness/form.mjs";
import { startServer } from "../harness/server.mjs";
import { judge } from "./chaos/judge.mjs";
import { installPerson } from "./chaos/person.mjs";
import { FORM_V1, JSON_V2 } from "./chaos/fields.mjs";
import { seedOf } from "./chaos/random.mjs";
import { play } from "./chaos/sequence.mjs";

// One seed for everybody's change, so that a red run is this change's; CHAOS_SEED=random looks for what nobody met yet.
const ASKED = process.env.CHAOS_SEED ?? 197_432;
const RUN = ASKED === "random" ? Date.now() % 1_000_000 : Number(ASKED);
const COUNTS = { "json-v2": Number(process.env.CHAOS_COUNT ?? 208), "form-v1": Number(process.env.CHAOS_COUNT ?? 48) };
const ONLY = process.env.CHAOS_ONLY?.split(",").map(Number);
/** Pages, each with a server of its own: most of a sequence is waiting. */
const PAGES = 16;

/** Writes are numbered in their query, so that the server's log tells which of them it stored. */
async function stage(t, api) {
  const server = await startServer();
  t.after(() => server.stop());
  // Little to paint: sixteen pages share two cores.
  const { page, errors } = await openPage(t, server, { context: { viewport: { width: 320, height: 240 }, reducedMotion: "reduce" } });
  const bodies = new Map();
  await page.route((url) => new RegExp(`^${api.path("\\d+")}$`).test(url.pathname) && url.search === "", (route) => {
    const query = `w=${bodies.size}`;
    bodies.set(query, route.request().postData());
    // A request that the page has given up meanwhile cannot go on.
    return route.continue({ url: `${route.request().url()}?${query}` }).catch(() => {});
  });
  await page.evaluate(installPerson, api.keys);
  return { page, errors, bodies, api, url: server.url };
}

/** Another person wrote the phone, which the first saw before replacing it; then she typed a street and did not save it. */
const STORY = {
  start: { city: "A", phone: "1", address_line_1: "Road", fax: "9" },
  end: { city: "B", phone: "3", address_line_1: "Road", fax: "9" },
  stored: [
    { who: "other", changes: { phone: "2" } },
    { who: "me", ask: "w=0", changes: { city: "B", phone: "3" } },
  ],
  moments: [
    { key: "city", from: "A", to: "B", event: 0 },
    { key: "phone", from: "2", to: "3", event: 0 },
    { key: "address_line_1", from: "Road", to: "Street", event: 1 },
  ],
  choices: [],
  events: [{ type: "customer-saved", changed: ["city", "phone"], conflicts: [], texts: { city: "B", phone: "3" }, dirty: [], status: "Saved 2 changes", banner: "" }],
  last: { city: "B", phone: "3", address_line_1: "Street" },
  before: { texts: { city: "B", phone: "3", address_line_1: "Street" }, dirty: ["address_line_1"], stored: 2 },
  after: { texts: { city: "B", phone: "3", address_line_1: "Street" }, dirty: ["address_line_1"] },
};
const [OTHER, MINE] = STORY.stored;
const [CITY, PHONE, STREET] = STORY.moments;
const shown = (texts, dirty) => ({ ...STORY.before, texts: { ...STORY.before.texts, ...texts }, dirty });

/** What the sequences look for, as it would look. */
const BROKEN = {
  "a lost write": { end: { ...STORY.end, city: "A" } },
  "a column that nobody touched": { end: { ...STORY.end, fax: null } },
  "a write of the same twice": { stored: [OTHER, MINE, { ...MINE, ask: "w=1" }] },
  "a request that was stored twice": { stored: [OTHER, { ...MINE, changes: { city: "B" } }, { ...MINE, changes: { phone: "3" } }] },
  "a text that nobody typed": { moments: [PHONE, STREET] },
  "a silent overwrite": { moments: [CITY, { ...PHONE, from: "1" }, STREET] },
  "a silent overwrite without an ETag, of what the page had read": { bare: true, stored: [OTHER, { ...MINE, since: 1 }], moments: [CITY, { ...PHONE, from: "1" }, STREET] },
  "theirs chosen, mine stored": { moments: [CITY, { ...PHONE, from: "1" }, STREET], choices: [{ key: "phone", kept: "theirs", words: "2 3" }] },
  "a save that nobody was told of": { events: [] },
  "a failure that was a save": { events: [{ ...STORY.events[0], type: "customer-error" }] },
  "a save that was none": { stored: [OTHER], end: { ...STORY.start, phone: "2" } },
  "a stored field shown as unsaved": { before: shown({}, ["city", "address_line_1"]) },
  "an old value shown as saved": { before: shown({ city: "A" }, ["address_line_1"]) },
  "a typed text that is gone": { before: shown({ address_line_1: "Road" }, []) },
};

test("the judge has nothing to say of a good story, and names what is wrong in a bad one", () => {
  assert.deepEqual(judge(STORY), []);
  const late = { bare: true, stored: [OTHER, { ...MINE, since: 0 }], moments: [CITY, { ...PHONE, from: "1" }, STREET] };
  assert.deepEqual(judge({ ...STORY, ...late }), [], "written after the page had looked, where nothing forbids it");
  for (const [what, change] of Object.entries(BROKEN)) assert.notDeepEqual(judge({ ...STORY, ...change }), [], what);
});

/** What a person needs to see it fail again. */
const report = ({ name, index, wrong, steps }) =>
  [`${name}, sequence ${index}, alone: CHAOS_SEED=${RUN} CHAOS_ONLY=${index} --test-name-pattern=${name}`, ...wrong.map((line) => `✗ ${line}`), ...steps].join("\n  ");

for (const api of [JSON_V2, FORM_V1]) {
  const { name } = api;
  test(`${name}: ${ONLY?.length ?? COUNTS[name]} random sequences, seed ${RUN}`, async (t) => {
    const indices = ONLY ?? Array.from({ length: COUNTS[name] }, (_, index) => index);
    const failed = [];
    const counts = {};
    await Promise.all(Array.from({ length: Math.min(PAGES, indices.length) }, async (_, nth) => {
      const on = await stage(t, api);
      for (const index of indices.filter((_, at) => at % PAGES === nth)) {
        const { wrong, steps, met } = await play({ ...on, id: 1 + (index % api.customers), seed: seedOf(RUN, index) });
        for (const what of met) counts[what] = (counts[what] ?? 0) + 1;
        // The browser's own lines about requests that failed, as they were meant to.
        const errors = on.errors.splice(0).filter((error) => !/Failed to load resource|net::ERR/.test(error));
        wrong.push(...errors);
        if (wrong.length > 0) failed.push({ name, index, wrong, steps });
        else if (ONLY) console.log(report({ name, index, wrong, steps }));
      }
    }));
    t.diagnostic(`met: ${Object.entries(counts).sort().map((pair) => pair.join(" ")).join(", ")}`);
    assert.ok(failed.length === 0, `${failed.length} of ${indices.length} went wrong:\n${failed.map(report).join("\n")}`);
  });
}
