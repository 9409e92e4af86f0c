/** The gallery: every state is what it claims, and axe finds nothing in it, whatever the scheme and the direction. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { newPage } from "./harness/browser.mjs";
import { startServer } from "./harness/server.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What a person sees in each state: a place in the form, and its words; null: the place is not there. */
const MARKS = {
  "default": { ".ce-status": /^No changes$/, '[part~="banner"]': null, ".ce-was": null },
  "dirty": { ".ce-status": /^3 unsaved changes$/, '[part~="button-primary"]': /^Save 3 changes$/, ".ce-was": /^was: Brightwater Marine$/ },
  "invalid": { ".ce-status": /^4 problems$/, '[part~="summary"]:focus': /There are 4 problems/, '[part~="error"]': /Enter a name/ },
  "refused": { ".ce-status": /^1 problem$/, ".ce-tag": /^Server$/, '[part~="error"]': /exists already/ },
  "saving": { ".ce-status": /^Saving…$/, "form[inert]": /City/, '[part~="button-primary"][aria-busy="true"]': /^Saving…$/ },
  "saved": { ".ce-status": /^Saved 3 changes$/, ".ce-title": /^Brightwater Marine Supply$/, ".ce-was": null },
  "review": { '[part="review"]': /Review 4 changes[^]*PATCH[^]*1 field goes along unchanged/, '[part~="button-primary"]': /^Send 4 changes$/ },
  "review-put": { '[part="review"]': /Review 5 changes[^]*PUT[^]*empty 2 fields/, '[part~="button-primary"][aria-disabled]': /^Replace record, empty 2 fields$/ },
  "conflict": { ".ce-status": /^3 fields in conflict$/, '[role="radiogroup"]': /Supply[^]*Group/, '[part="review"] :checked': null },
  "conflict-chosen": { ".ce-status": /^3 fields in conflict$/, '[data-act="resolve"]': /2.+1.+theirs/ },
  "conflict-back": { '[part~="banner"]': /Name, Phone, Credit limit/, '[part="review"]': null, ".ce-status": /^3 fields in conflict$/ },
  "throttled": { ".ce-status": /^Waiting to save$/, ".ce-time": /^0:\d\d$/, '[part~="button-primary"]': /^Saving in 0:\d\d$/, "form:not([inert])": /City/ },
  "stopped": { '[part~="banner"]': /^Not saved: too many requests/, ".ce-status": /^Not saved$/ },
  "in-doubt": { '[part~="banner"]': /^Not known yet/ },
  "not-stored": { '[part~="banner"]': /nothing was changed/, ".ce-status": /^Not saved$/ },
  "not-allowed": { '[part~="banner"]': /does not change single fields/, '[data-act="replace"]': /whole record/ },
  "discarded": { '[part~="banner"]': /^Discarded 3 changes/, '[part~="banner"] [data-act="undo"]': /^Undo$/, ".ce-status": /^No changes$/ },
  "told": { '[part~="banner"]': /Saved 3 changes[^]*State \/ province, Mobile/, ".ce-status": /^Saved 3 changes$/ },
  "told-panel": { '[part="review"]': /Saved, and something else changed[^]*California/, '[part="review"] [value="theirs"]:checked': /^$/ },
  "draft": { '[part~="banner"]': /^3 unsaved changes are back/, ".ce-status": /^3 unsaved changes$/ },
  "load-network": { ".ce-blank": /could not be reached/, ".ce-code": null },
  "load-404": { ".ce-blank": /There is no such customer[^]*48210[^]*404/ },
  "load-401": { ".ce-blank": /You are not signed in[^]*401/ },
  "load-html": { ".ce-blank": /A web page came back/ },
  "load-held": { ".ce-blank": /Too many requests/, ".ce-blank .ce-time": /^0:\d\d$/ },
  "template-missing": { '[part~="banner"]': /template of this customer could not be loaded/, '[name="template.fields.11"]': null },
  "loading": { ".ce-bone": /^$/, '[name="city"]': null },
  "read-only": { ".ce-status": /^View only$/, "input": null, '[part="actions"]': null },
  "narrow": { ".ce-status": /^3 unsaved changes$/ },
  "wide": { ".ce-status": /^3 unsaved changes$/ },
  "compact": { ".ce-status": /^3 unsaved changes$/ },
  "dark": { ".ce-status": /^3 unsaved changes$/ },
  "rtl": { ".ce-title": /^شركة المرفأ البحرية$/, '[part~="error"]': null },
  "options": { '[role="combobox"][aria-expanded="true"]': /^$/, '.ce-option[aria-selected="true"]': /United/ },
  "form-v1": { '[name="imageFile"]': /^$/, '[hidden] [name="parentCustomer"]': /^$/, '[hidden] [name="city"]': /^$/, ".ce-swatch": /^$/ },
  "form-v1-edited": { ".ce-status": /^4 unsaved changes$/, ".ce-picture__name": /^bread\.png$/, '[hidden] [name="city"]': null },
  "form-v1-invalid": { ".ce-status": /^4 problems$/, '[part~="summary"]': /parent[^]*days[^]*PNG/ },
  "form-v1-search": { '.ce-option[aria-selected="true"]': /Lumière/ },
  "long": { ".ce-chunk": /Budget 1993/, '[name="template.fields.210"]': /^$/ },
};
/** Of the element itself: what a state is about beside its words. */
const LOOKS = {
  "narrow": ({ width }) => assert.equal(width, 320),
  "wide": ({ width }) => assert.ok(width > 1000, String(width)),
  "compact": ({ control }) => assert.equal(control, "28px"),
  "dark": ({ surface }) => assert.equal(surface, "rgb(21, 23, 28)"),
  "rtl": ({ direction }) => assert.equal(direction, "rtl"),
};

let server;
before(async () => (server = await startServer()));
after(() => server.stop());

const CONTEXT = { viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", colorScheme: "light" };

/** The gallery with its states reached. */
async function open(t, query = "", context = {}) {
  const opened = await newPage(t, { ...CONTEXT, ...context });
  await visit(opened.page, query);
  return opened;
}

async function visit(page, query) {
  await page.goto(`${server.url}/demo/gallery.html${query}`);
  await page.waitForSelector(":root[data-there]");
}

/** Windows that no state has just now. One after the other in the same window takes half the time. */
const windows = [];

/** The same in a window that had other states before; the browser's end closes it. */
async function openNext(t, query) {
  const opened = windows.pop() ?? await newPage({ after: () => {} }, CONTEXT);
  t.after(() => windows.push(opened));
  opened.errors.length = 0;
  await opened.page.emulateMedia({ colorScheme: "light" });
  await visit(opened.page, query);
  return opened;
}

/** What axe finds in a part of the page, shadow roots included: by its usual rules, or by some of them. */
async function violations(page, part, rules = undefined) {
  if (await page.evaluate(() => !window.axe)) await page.evaluate(axe);

  const { violations: found } = await page.evaluate(
    ([part, rules]) => window.axe.run(part, { resultTypes: ["violations"], ...(rules ? { runOnly: rules } : {}) }),
    [part, rules],
  );
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join("\n")}`);
}

describe("each state alone", { concurrency: 3 }, () => {
  for (const [name, marks] of Object.entries(MARKS)) {
    test(name, async (t) => {
      const { page, errors, requests } = await openNext(t, `?state=${name}`);
      const form = page.locator("customer-edit");
      assert.equal(await form.count(), 1);
      for (const [place, words] of Object.entries(marks)) {
        const found = form.locator(place);
        if (words === null) assert.equal(await found.count(), 0, place);
        else assert.match((await found.first().innerText()).trim(), words, place);
      }
      LOOKS[name]?.(await form.evaluate((element) => {
        const frame = element.shadowRoot.querySelector(".ce-frame");
        const input = element.shadowRoot.querySelector(".ce-control");
        const { direction, backgroundColor: surface } = getComputedStyle(frame);
        return { width: element.offsetWidth, control: getComputedStyle(input).minBlockSize, direction, surface };
      }));

      assert.deepEqual(await violations(page, ".stage"), [], "light");
      await page.emulateMedia({ colorScheme: "dark" });
      // Another scheme changes colours and nothing else.
      assert.deepEqual(await violations(page, ".stage", ["color-contrast", "link-in-text-block"]), [], "dark");
      await page.emulateMedia({ colorScheme: "light" });
      await page.evaluate(() => (document.documentElement.dir = "rtl"));
      assert.deepEqual(await violations(page, ".stage"), [], "right to left");

      assert.deepEqual(requests, []);
      assert.deepEqual(errors, []);
    });
  }
});

test("all of them on one page: none is missing here, each is reached, and the page stays where it was", async (t) => {
  const { page, errors, requests } = await open(t);
  const states = await page.locator(".state").evaluateAll((all) => all.map(({ id }) => id));
  assert.deepEqual(states, Object.keys(MARKS));
  assert.equal(await page.locator(".state[data-there]").count(), states.length);
  assert.deepEqual(await page.evaluate(() => [scrollY, document.activeElement === document.body]), [0, true]);
  assert.deepEqual([requests, errors], [[], []]);
});

test("nothing is wrong with the page around the forms either", async (t) => {
  const { page } = await open(t, "?state=default");
  await page.locator("#playground summary").click();
  assert.deepEqual(await violations(page, "html"), [], "light");
  await page.emulateMedia({ colorScheme: "dark" });
  await page.evaluate(() => (document.documentElement.dir = "rtl"));
  assert.deepEqual(await violations(page, "html"), [], "dark, right to left");
});

test("the demo leads to the gallery", async (t) => {
  const { page } = await newPage(t);
  await page.goto(server.url);
  await page.getByRole("link", { name: "Gallery of every state" }).click();
  await page.locator("#list").getByRole("link", { name: "Conflict, chosen" }).click();
  assert.match(page.url(), /\/demo\/gallery\.html#conflict-chosen$/);
});

test("one state leads to another and to all; what is typed is nobody's work, so leaving asks nothing", async (t) => {
  const { page } = await open(t, "?state=dirty&radius=0");
  const questions = [];
  page.on("dialog", (dialog) => {
    questions.push(dialog.type());
    dialog.accept();
  });
  await page.locator('customer-edit [name="city"]').fill("Herisau");
  await page.getByRole("link", { name: "Right to left" }).click();
  await page.waitForSelector("#rtl[data-there]");
  assert.equal(new URL(page.url()).search, "?state=rtl&radius=0");
  await page.getByRole("link", { name: "All states" }).click();
  await page.waitForSelector("#default");
  assert.equal(new URL(page.url()).search, "?radius=0");
  assert.deepEqual(questions, []);
});

test("the playground, by keyboard at 320 pixels: what is chosen shows in the form and stands in the address", async (t) => {
  const { page, errors } = await open(t, "?state=dirty&accent=%23b5179e", { viewport: { width: 320, height: 640 } });
  const shown = () => page.locator("customer-edit").evaluate((element) => {
    const save = getComputedStyle(element.shadowRoot.querySelector('[part~="button-primary"]'));
    const { direction, colorScheme } = getComputedStyle(element);
    return { fill: save.backgroundColor, radius: save.borderStartStartRadius, direction, colorScheme, density: element.density, locale: element.locale };
  });
  const plain = { fill: "rgb(66, 83, 207)", radius: "6px", direction: "ltr", colorScheme: "light dark", density: "normal", locale: "en" };
  assert.deepEqual(await shown(), { ...plain, fill: "rgb(181, 23, 158)" });

  await page.locator("#playground summary").focus();
  await page.keyboard.press("Enter");
  const choose = async (name, key) => {
    await page.locator(`#theme [name="${name}"]`).focus();
    await page.keyboard.press(key);
  };
  await choose("radius", "Home");
  await choose("density", "c");
  await choose("scheme", "d");
  await choose("dir", "r");
  await choose("locale", "f");
  assert.deepEqual(await shown(), {
    fill: "rgb(181, 23, 158)", radius: "0px", direction: "rtl", colorScheme: "dark", density: "compact", locale: "fr",
  });
  assert.equal(new URL(page.url()).search, "?state=dirty&accent=%23b5179e&radius=0&density=compact&scheme=dark&dir=rtl&locale=fr");
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);

  await page.getByRole("button", { name: "As it was" }).press("Enter");
  assert.deepEqual(await shown(), plain);
  assert.equal(new URL(page.url()).search, "?state=dirty");
  assert.deepEqual(errors, []);
});
