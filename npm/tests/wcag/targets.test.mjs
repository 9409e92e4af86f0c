/** WCAG 2.2, 2.5.8: whatever can be pressed is 24 pixels in both directions, or stands in a sentence. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { gallery } from "./gallery.mjs";

const small = (targets) => targets.filter(({ width, height, inline }) => !inline && (width < 24 || height < 24))
  .map(({ state, what, width, height }) => `${state}: ${what} ${width.toFixed(1)} × ${height.toFixed(1)}`);

test("every state, wide and narrow, in both densities", async (t) => {
  const { page } = await gallery(t);
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 900 });
    for (const density of ["normal", "compact"]) {
      await page.evaluate((density) => { for (const form of document.querySelectorAll("customer-edit")) form.density = density; }, density);
      const targets = await page.evaluate(() => window.wcag.targets());
      assert.ok(targets.length > 500, String(targets.length));
      assert.deepEqual(small(targets), [], `${width}, ${density}`);
    }
  }
});

test("a small button is found", async (t) => {
  const { page } = await gallery(t, { state: "dirty" });
  await page.evaluate(() => window.wcag.restyle(".ce-was { min-block-size: 16px }"));
  assert.match(small(await page.evaluate(() => window.wcag.targets())).join("\n"), /^dirty: button\.ce-was .* × 1\d\.0$/m);
});
