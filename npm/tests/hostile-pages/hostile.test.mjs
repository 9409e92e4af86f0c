/** The form stays itself in pages that are not made for it: every part has the computed style and the size that it has in a plain page. */
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";
import { newPage } from "../harness/browser.mjs";
import { addForm, storedRow } from "../harness/form.mjs";
import { startServer } from "../harness/server.mjs";
import { PAGES, PLAIN } from "./pages.mjs";

const shots = fileURLToPath(new URL("../../../target/shots/hostile/", import.meta.url));
const folder = process.env.CUSTOMER_SITE ? join(process.env.CUSTOMER_SITE, "../shots/hostile") : shots;

let server;
before(async () => {
  await mkdir(folder, { recursive: true });
  server = await startServer();
});
after(() => server.stop());

/** A form with a change and an error in it, in a page. */
async function opened(t, html, { modal = false, theme = "page" } = {}) {
  const { page, errors } = await newPage(t, { viewport: { width: 1024, height: 700 }, reducedMotion: "reduce", colorScheme: "light" });
  await page.route("**/hostile.html", (route) => route.fulfill({ contentType: "text/html", body: html }));
  await page.goto(`${server.url}/hostile.html`);
  if (modal) await page.evaluate(() => document.querySelector("dialog").showModal());
  const form = await addForm(page, { attributes: { review: "", theme } });
  await form.control("city").fill("Herisau");
  await form.control("template.fields.12").fill("1234567.5");
  await form.control("name").fill("");
  await form.control("name").blur();
  return { page, form, errors };
}

/** Runs in the page: where each part is in its form, and how it is drawn; what an element is not asked for, its drawing does not need. */
function drawn(host) {
  // Places are compared by themselves, and the typeface is the page's.
  const skip = /^(-webkit-locale|(perspective|transform)-origin|width|height|top|bottom|font-family|.*inline.*|.*block.*)$/;
  const origin = host.shadowRoot.querySelector(".ce-frame").getBoundingClientRect();
  const round = (length) => Math.round(length * 2) / 2;
  return [...host.shadowRoot.querySelectorAll(".ce-frame, .ce-frame *")].filter((element) => !element.closest("select *")).map((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const path = `${element.localName}.${element.getAttribute("class") ?? ""} ${element.getAttribute("name") ?? ""}`.trim();
    const looks = Object.fromEntries([...style].filter((name) => !name.startsWith("--") && !skip.test(name)).map((name) => [name, style[name]]));
    // The bar is where the window ends.
    const y = element.closest(".ce-bar") ? 0 : top - origin.top;
    const place = width > 0 && height > 0 ? [left - origin.left, y, width, height].map(round) : [];
    return { path, place, looks };
  });
}

/** Where two drawings differ, part by part. */
function differences(here, plain) {
  assert.deepEqual(here.map(({ path }) => path), plain.map(({ path }) => path));
  return here.flatMap(({ path, place, looks }, at) => {
    const other = plain[at];
    const names = Object.keys(looks).filter((name) => looks[name] !== other.looks[name]).map((name) => `${name} ${looks[name]} for ${other.looks[name]}`);
    if (place.length !== other.place.length || place.some((length, side) => Math.abs(length - other.place[side]) > 1)) names.push(`at ${place} for ${other.place}`);
    return names.length > 0 ? [`${path}: ${names.join(", ")}`] : [];
  });
}

const plain = new Map();
/** The form in a plain page, drawn once. */
async function inPlain(t, name, theme = "page") {
  const key = `${name} ${theme}`;
  if (!plain.has(key)) {
    const { form } = await opened(t, PLAIN[name], { theme });
    plain.set(key, await form.element.evaluate(drawn));
  }
  return plain.get(key);
}

for (const [name, { html, like, theme, modal, mirrored, small }] of Object.entries(PAGES)) {
  test(name, async (t) => {
    const { form, errors } = await opened(t, html, { modal });
    await form.element.screenshot({ path: join(folder, `${name}.png`), animations: "disabled" });
    const here = await form.element.evaluate(drawn);
    assert.equal(await form.element.evaluate((element) => element.scrollWidth <= element.clientWidth), true, "it stays in its box");
    const there = await inPlain(t, like, theme);
    const controls = (all) => all.filter(({ path }) => path === "div.ce-control").map(({ place }) => place);
    if (mirrored) {
      const width = there[0].place[2];
      const mirror = ([left, top, wide, high]) => [width - left - wide, top, wide, high];
      const mirrors = controls(there).map(mirror);
      assert.deepEqual(controls(here).filter((place, at) => place.some((length, side) => Math.abs(length - mirrors[at][side]) > 1)), []);
    } else if (small) {
      // Sizes follow the page's, with a floor under them.
      // Words without a size are those that make room for the value beside them.
      const sizes = here.filter(({ place }) => place.length > 0).map(({ looks }) => parseFloat(looks["font-size"])).filter(Boolean);
      assert.ok(Math.min(...sizes) > 10, String(Math.min(...sizes)));
      assert.equal(here.find(({ path }) => path.endsWith(" city")).looks["font-size"], "13px");
      assert.deepEqual(controls(here).map(([left, , width, height]) => [left, width, height]), controls(there).map(([left, , width, height]) => [left, width, height]));
    } else {
      assert.deepEqual(differences(here, there).slice(0, 12), []);
    }
    assert.deepEqual(errors, []);
  });
}

for (const name of ["shouting", "dialog"]) {
  test(`${name}: an error is mended, the change reviewed and stored`, async (t) => {
    const { html, modal } = PAGES[name];
    const { page, form, errors } = await opened(t, html, { modal });
    await form.control("name").fill(`Alpenrose ${name}`);
    await form.saveButton.click();
    const review = form.element.locator("[part=review]");
    await review.waitFor();
    await page.keyboard.press("Escape");
    await form.control("city").waitFor();
    if (modal) assert.equal(await page.evaluate(() => document.querySelector("dialog").open), true, "Escape leaves the review, not the dialogue");
    await form.saveButton.click();
    await review.waitFor();
    assert.equal((await form.save()).type, "customer-saved");
    assert.equal((await storedRow(server.url, 1)).name, `Alpenrose ${name}`);
    assert.deepEqual(errors, []);
  });
}

test("a page that hides what is round the form hides the form; what it says of the form itself holds", async (t) => {
  const { page, form } = await opened(t, PLAIN.plain);
  const shown = () => form.control("city").evaluate((control) => control.checkVisibility({ visibilityProperty: true, opacityProperty: true }));
  assert.equal(await shown(), true);
  await page.evaluate(() => { document.querySelector("main").style.visibility = "hidden"; });
  assert.equal(await shown(), false);
  await page.evaluate(() => { document.querySelector("main").style.visibility = ""; document.querySelector("customer-edit").style.cssText = "inline-size: 400px; font-family: monospace"; });
  const taken = await form.element.locator(".ce-frame").evaluate((frame) => [frame.offsetWidth, getComputedStyle(frame.querySelector("input")).fontFamily]);
  assert.deepEqual(taken, [400, "monospace"]);
});
