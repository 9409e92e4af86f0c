/** WCAG 2.2, 2.4.11 (and 1.4.11 of the ring): wherever Tab leads, what has the keyboard is seen, with a ring round it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { gallery } from "./gallery.mjs";

/** Tab after Tab, forwards or backwards, from one end of the form to the other. */
async function walk(page, key) {
  const stops = [];
  // Beyond the form's end once, so that the walk begins and ends outside.
  await page.evaluate((end) => {
    const form = document.querySelector("customer-edit");
    const outside = document.createElement("button");
    if (end) form.after(outside);
    else form.before(outside);
    outside.focus();
  }, key !== "Tab");
  for (let at = 0; at < 90; at += 1) {
    await page.keyboard.press(key);
    const stop = await page.evaluate(() => window.wcag.focused());
    if (!stop.inside) break;
    stops.push(stop);
  }
  return stops;
}
/** All of it; of what is itself a third of the window high, most. */
const hidden = (stops) => stops.filter(({ seen, high, ring, ratio }) => seen < (high ? 0.6 : 1) || ring < 2 || ratio < 3)
  .map(({ what, seen, ring, ratio }) => `${what}: ${seen * 100} % seen, ring of ${ring} px at ${ratio.toFixed(1)}`);

for (const [state, least] of [["invalid", 20], ["review-put", 4], ["conflict", 5]]) {
  test(`${state}: to its end and back, in a low window`, async (t) => {
    for (const [width, scheme] of [[1024, "light"], [320, "dark"]]) {
      const { page } = await gallery(t, { width, height: 400, state, scheme });
      for (const key of ["Tab", "Shift+Tab"]) {
        const stops = await walk(page, key);
        assert.ok(stops.length >= least, `${stops.length} stops at ${width}`);
        assert.deepEqual(hidden(stops), [], `${width}, ${key}`);
      }
    }
  });
}

test("what lies over the keyboard's place is found, and so is a missing ring", async (t) => {
  const { page } = await gallery(t, { state: "dirty", height: 400 });
  await page.evaluate(() => window.wcag.restyle(".ce-bar { min-block-size: 300px } .ce-control { outline: 0 !important }"));
  const found = hidden(await walk(page, "Tab")).join("\n");
  assert.match(found, /: \d{1,2}(\.\d+)? % seen/);
  assert.match(found, /ring of 0 px/);
});
