/** WCAG 2.2, 1.4.3 and 1.4.11: contrast of every text and of every part that tells a control or its state, as rendered. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { gallery } from "./gallery.mjs";

const low = (found) => found.filter(({ ratio, need }) => ratio < need).map(({ state, what, ratio }) => `${state}: ${what} ${ratio.toFixed(2)}`);

test("every state, light and dark: texts 4.5 to 1, parts 3 to 1", async (t) => {
  const { page } = await gallery(t);
  for (const scheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme: scheme });
    const texts = await page.evaluate(() => window.wcag.textContrasts());
    const parts = await page.evaluate(() => window.wcag.partContrasts());
    assert.ok(texts.length > 1000 && parts.length > 800, `${texts.length} texts, ${parts.length} parts`);
    assert.ok(new Set(texts.map(({ state }) => state)).size > 30);
    assert.deepEqual(low(texts), [], scheme);
    assert.deepEqual(low(parts), [], scheme);
    const lowest = (found) => Math.min(...found.map(({ ratio }) => ratio)).toFixed(2);
    t.diagnostic(`${scheme}: ${texts.length} texts from ${lowest(texts)}, ${parts.length} parts from ${lowest(parts)}`);
  }
});

test("a pale text and a pale edge are found", async (t) => {
  const { page } = await gallery(t, { state: "dirty" });
  await page.evaluate(() => window.wcag.restyle(".ce-label { color: #999 } .ce-control { border-color: #ddd } .ce-field::before { background: #eee !important }"));
  assert.match(low(await page.evaluate(() => window.wcag.textContrasts())).join("\n"), /^dirty: .* 2\.\d\d$/m);
  const parts = low(await page.evaluate(() => window.wcag.partContrasts())).join("\n");
  assert.match(parts, /edge of/);
  assert.match(parts, /rule of/);
});
