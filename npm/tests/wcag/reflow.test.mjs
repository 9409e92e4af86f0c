/** WCAG 2.2, 1.4.10 and 1.4.12: nothing is scrolled sideways at 320 pixels, and nothing is lost when a reader spaces text out. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { gallery } from "./gallery.mjs";

/** The criterion's own values. */
const SPACED = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-block-end: 2em !important }`;

test("every state: at 320 pixels as it is, then with text spaced out there and in a wide window", async (t) => {
  const { page } = await gallery(t, { width: 320, height: 256 });
  const wrong = () => page.evaluate(() => [...window.wcag.sideways(), ...window.wcag.lost()]);
  assert.deepEqual(await wrong(), []);
  await page.evaluate((css) => window.wcag.restyle(css), SPACED);
  assert.deepEqual(await wrong(), [], "spaced");
  await page.setViewportSize({ width: 1280, height: 900 });
  assert.deepEqual(await wrong(), [], "spaced and wide");
});

test("a box that is too wide, one that cuts and one that overlaps are found", async (t) => {
  const { page } = await gallery(t, { width: 320, state: "dirty" });
  await page.evaluate(() => window.wcag.restyle(".ce-control { min-inline-size: 400px } .ce-label { max-block-size: 8px; overflow: hidden } .ce-lead { margin-block-start: -20px }"));
  assert.match((await page.evaluate(() => window.wcag.sideways())).join("\n"), /^dirty: div\.ce-control /m);
  const lost = (await page.evaluate(() => window.wcag.lost())).join("\n");
  assert.match(lost, /is cut by label\.ce-label/);
  assert.match(lost, /lie on one another/);
});
