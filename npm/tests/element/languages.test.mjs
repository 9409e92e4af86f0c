/** The form in other languages: fetched when needed and once, in English where they cannot be had. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { otherEdits } from "../harness/admin.mjs";
import { openForm } from "../harness/form.mjs";

/** Keeps count of the language files that are asked for; `answer` decides what becomes of them. */
function watched(answer = (route) => route.continue(), more = async () => {}) {
  const asked = [];
  const before = async (page) => {
    await page.route("**/pkg/messages/*.js", (route) => {
      asked.push(new URL(route.request().url()).pathname.replace("/pkg/messages/", ""));
      return answer(route);
    });
    await more(page);
  };
  return { asked, before };
}

/** A page in a language of its own. */
const inLanguage = (html) => (page) => page.route("**/empty.html", (route) => route.fulfill({
  contentType: "text/html",
  body: `<!doctype html><html ${html}><title>test</title><link rel='icon' href='data:,'><main></main></html>`,
}));
const label = (form, key) => form.element.locator(`.ce-field:has([name="${key}"]) [part~="label"]`);
const text = async (locator) => (await locator.innerText()).replace(/\s+/g, " ").trim();

test("a page in English asks for no language, nor does one in a language that there is none for", async (t) => {
  for (const attributes of [{}, { locale: "en-GB" }, { locale: "pl" }]) {
    const { asked, before } = watched();
    const { form } = await openForm(t, { before, attributes });
    assert.equal(await text(label(form, "city")), "City");
    assert.deepEqual(asked, []);
  }
});

test("built anew in other words or by another policy, the keyboard stays in its field, the caret in its text", async (t) => {
  const { page, form } = await openForm(t);
  const caret = () => form.element.evaluate(({ shadowRoot: { activeElement } }) => [activeElement?.name, activeElement?.selectionStart, activeElement?.selectionEnd]);
  await form.control("city").fill("Herisau");
  await form.control("city").evaluate((control) => control.setSelectionRange(2, 5));
  const before = await form.control("city").elementHandle();
  await form.element.evaluate((element) => (element.locale = "de"));
  await form.element.getByText("Ort", { exact: true }).waitFor();
  assert.deepEqual(await caret(), ["city", 2, 5]);
  assert.equal(await before.evaluate(({ isConnected }) => isConnected), false);
  await page.keyboard.type("x");
  assert.equal(await form.control("city").inputValue(), "Hexau");
  await form.element.evaluate((element) => (element.fieldPolicy = { fax: "hidden" }));
  await form.control("fax").waitFor({ state: "detached" });
  assert.deepEqual(await caret(), ["city", 3, 3]);
  await form.element.evaluate((element) => (element.fieldPolicy = { city: "readonly" }));
  await form.control("city").waitFor({ state: "detached" });
  assert.deepEqual(await caret(), [undefined, undefined, undefined]);
});

test("the same words, rules and settings in new objects change nothing", async (t) => {
  const { form } = await openForm(t);
  const given = async (messages) => {
    await form.element.evaluate((element, messages) => {
      element.messages = messages;
      element.fieldPolicy = { fax: "hidden" };
      element.settings = { clearTextAs: "empty" };
    }, messages);
    await form.element.evaluate(() => new Promise(requestAnimationFrame));
    return form.control("city").elementHandle();
  };
  const first = await given({ "label.city": "Town" });
  const second = await given({ "label.city": "Town" });
  assert.ok(await first.evaluate((control, other) => control === other, second));
  const third = await given({ "label.city": "Village" });
  assert.ok(await first.evaluate((control, other) => control !== other, third));
  assert.equal(await text(label(form, "city")), "Village");
});

test("German: labels, choices, button, error, review, and what the host's code is told", async (t) => {
  const { asked, before } = watched(undefined, inLanguage('lang="de-CH"'));
  const { page, form, errors } = await openForm(t, { before, attributes: { review: "" } });
  assert.deepEqual(asked, ["de.js"]);
  assert.equal(await text(label(form, "city")), "Ort");
  assert.equal(await text(form.element.locator('[part~="section-title"]').first()), "Identität");
  assert.match(await form.control("contact_person.type").innerText(), /Rechnungswesen/);
  assert.equal(await text(label(form, "template.fields.12")), "Credit limit", "a custom field's label is the template's");
  assert.equal(await text(form.saveButton), "Speichern");

  await form.control("city").fill("Herisau");
  assert.equal(await text(form.saveButton), "1 Änderung speichern");
  await form.control("name").fill("");
  assert.equal(await text(form.saveButton), "2 Änderungen speichern");
  await form.save();
  const error = form.element.locator('.ce-field:has([name="name"]) [part~="error"]');
  assert.equal(await text(error), "Geben Sie einen Namen ein. Jeder Kunde hat einen.");
  assert.match(await text(form.summary), /^Es gibt 1 Problem/);
  const issues = await form.element.evaluate((element) => element.editor.validate("PATCH"));
  assert.deepEqual(issues.map(({ message }) => message), ["Geben Sie einen Namen ein. Jeder Kunde hat einen."]);
  assert.equal(await form.element.evaluate((element) => element.editor.fields.find(({ key }) => key === "city").label), "Ort");

  await form.control("name").fill("Seilbahn AG");
  await form.saveButton.click();
  const review = form.element.locator('[part~="review"]');
  assert.equal(await text(review.locator("h3").first()), "2 Änderungen prüfen");
  assert.match(await text(review), /Feld Vorher Nachher/);
  assert.equal(await text(form.saveButton), "2 Änderungen senden");
  assert.deepEqual(errors, []);
  assert.equal(await page.evaluate(() => document.querySelector("customer-edit").shadowRoot.querySelector("div").lang), "de-CH");
});

test("German: a conflict calls its fields what the form and the host call them, on the page and to the host's code", async (t) => {
  const { server, form } = await openForm(t, { attributes: { locale: "de" } });
  await form.element.evaluate((element) => { element.messages = { "label.phone": "Rufnummer" }; });
  await form.control("city").fill("Herisau");
  await form.control("phone").fill("+41 71 000 00 00");
  await otherEdits(server.url, 1, { city: "Gais", phone: "+41 71 111 11 11" });
  const labels = ["Ort", "Rufnummer"];

  const { type, detail } = await form.save();
  assert.equal(type, "customer-conflict");
  assert.deepEqual(detail.conflicts.map(({ label }) => label), labels);
  await form.chooser.waitFor();
  assert.deepEqual(await form.chooser.locator(".ce-conf__name bdi").allInnerTexts(), labels);
  assert.equal(await form.chooser.getByRole("radiogroup", { name: "Ort Adresse" }).count(), 1);
  // The rows are worded anew with the rest of the form.
  await form.element.evaluate((element) => { element.locale = "fr"; });
  await form.chooser.getByRole("radiogroup", { name: "Ville Adresse" }).waitFor();
  await form.element.evaluate((element) => { element.locale = "de"; });
  await form.chooser.getByRole("radiogroup", { name: "Ort" }).waitFor();
  await form.act("back").click();
  assert.match(await text(form.sentence), /hier geändert: Ort, Rufnummer\./);

  const told = await form.element.evaluate(({ editor }) => {
    const [snapshot, record] = [editor.snapshot(), JSON.stringify({ id: 1, name: "Seilbahn AG", city: "Bühler", phone: "1" })];
    return [editor.rebase(record), editor.restore(snapshot)].map((conflicts) => conflicts.map(({ label }) => label));
  });
  assert.deepEqual(told, [labels, labels]);
});

test("Arabic: label, two changes in the dual, error, review; the direction is the page's", async (t) => {
  const { asked, before } = watched(undefined, inLanguage('lang="ar-EG" dir="rtl"'));
  const { form, errors } = await openForm(t, { before, attributes: { review: "" } });
  assert.deepEqual(asked, ["ar.js"]);
  assert.equal(await text(label(form, "city")), "المدينة");
  await form.control("city").fill("Herisau");
  await form.control("zip_postal_code").fill("1".repeat(23));
  assert.equal(await text(form.saveButton), "حفظ تغييرين");
  await form.save();
  const error = form.element.locator('.ce-field:has([name="zip_postal_code"]) [part~="error"]');
  assert.equal(await text(error), "اختصر هذا النص بمقدار ٣ أحرف: استُخدم ٢٣ من ٢٠.");
  await form.control("zip_postal_code").fill("9100");
  await form.saveButton.click();
  assert.equal(await text(form.element.locator('[part~="review"] h3').first()), "مراجعة تغييرين");
  assert.equal(await form.element.locator(".ce-frame").first().evaluate((frame) => getComputedStyle(frame).direction), "rtl");
  assert.deepEqual(errors, []);
});

test("ten German forms fetch German once", async (t) => {
  const { asked, before } = watched();
  const { page } = await openForm(t, { before, attributes: { locale: "de" } });
  const labels = await page.evaluate(async () => {
    const record = JSON.stringify({ id: 1, name: "Seilbahn AG" });
    const more = Array.from({ length: 9 }, () => Object.assign(document.createElement("customer-edit"), { customerId: "1", company: 1, locale: "de-AT", record }));
    const ready = more.map((element) => new Promise((resolve) => element.addEventListener("customer-ready", resolve, { once: true })));
    document.querySelector("main").append(...more);
    await Promise.all(ready);
    return more.map((element) => element.shadowRoot.querySelector('[part~="button-primary"]').textContent);
  });
  assert.deepEqual(labels, Array(9).fill("Speichern"));
  assert.deepEqual(asked, ["de.js"]);
});

test("the host's words win over those of the language, with the locale's plurals", async (t) => {
  const { form } = await openForm(t, { attributes: { locale: "de" } });
  await form.element.evaluate((element) => { element.messages = { "label.city": "Gemeinde", "action.save.one": "{count} Sache sichern" }; });
  assert.equal(await text(label(form, "city")), "Gemeinde");
  assert.equal(await text(label(form, "country")), "Land");
  await form.control("city").fill("Herisau");
  assert.equal(await text(form.saveButton), "1 Sache sichern");
});

test("without its file a German form is an English one, and works", async (t) => {
  const { asked, before } = watched((route) => route.abort());
  const { form, stored } = await openForm(t, { before, attributes: { locale: "de" } });
  assert.ok(asked.length > 0);
  assert.equal(await text(label(form, "city")), "City");
  await form.control("city").fill("Herisau");
  assert.equal(await text(form.saveButton), "Save 1 change");
  assert.equal((await form.save()).type, "customer-saved");
  assert.equal((await stored()).city, "Herisau");
});

test("a language fetched at another locale later: the draft stays, and no English comes in between", async (t) => {
  let arrive;
  const held = new Promise((resolve) => (arrive = resolve));
  const { asked, before } = watched(async (route) => {
    if (route.request().url().endsWith("/fr.js")) await held;
    return route.continue();
  });
  const { page, form, errors } = await openForm(t, { before, attributes: { locale: "de" } });
  await form.control("city").fill("Herisau");
  const french = page.waitForRequest("**/messages/fr.js");
  await form.element.evaluate((element) => { element.locale = "fr"; });
  await french;
  await form.control("name").fill("");
  assert.equal(await text(form.saveButton), "2 Änderungen speichern");
  arrive();
  await form.saveButton.filter({ hasText: "Enregistrer" }).waitFor();
  assert.equal(await text(form.saveButton), "Enregistrer 2 modifications");
  assert.equal(await text(label(form, "city")), "Ville");
  assert.equal(await form.control("city").inputValue(), "Herisau");
  // There and back, at once: what is here needs no file, and an earlier wish that comes late does not win.
  await form.element.evaluate((element) => { element.locale = "ja"; element.locale = "de"; });
  await form.saveButton.filter({ hasText: "speichern" }).waitFor();
  await form.element.evaluate((element) => { element.locale = "en"; });
  assert.equal(await text(form.saveButton), "Save 2 changes");
  assert.equal(await text(label(form, "city")), "City");
  assert.deepEqual(asked, ["de.js", "fr.js"]);
  assert.deepEqual(errors, []);
});

test("a form that changed to a language says what one does that began in it", async (t) => {
  const { page, form } = await openForm(t, { attributes: { "locale": "de", "customer-id": "2" } });
  const said = () => form.element.evaluate((element) => {
    const all = [...element.shadowRoot.querySelectorAll("*")];
    return all.flatMap((node) => [
      ...[...node.childNodes].filter(({ nodeType, data }) => nodeType === 3 && data.trim()).map(({ data }) => data.trim()),
      ...["aria-label", "title", "placeholder"].flatMap((name) => node.getAttribute(name) ?? []),
    ]);
  });
  const german = await said();
  assert.ok(german.length > 60, german.join(" | "));
  await form.element.evaluate((element) => { element.locale = "en"; });
  await page.waitForFunction(() => document.querySelector("customer-edit").shadowRoot.textContent.includes("ZIP / postal code"));
  const english = await said();
  await form.element.evaluate((element) => { element.locale = "de"; });
  await page.waitForFunction(() => document.querySelector("customer-edit").shadowRoot.textContent.includes("Postleitzahl"));
  assert.deepEqual(await said(), german);
  assert.deepEqual(english.filter((words) => /Änder|speicher|Verwerfen|Rückg|Wiederh|bearbeit/.test(words)), []);
});

test("until its language is here a form is a skeleton, that says nothing in another one", async (t) => {
  let arrive, asked;
  const held = new Promise((resolve) => (arrive = resolve));
  const page = new Promise((resolve) => (asked = resolve));
  const { before } = watched(async (route) => {
    asked(route.request().frame().page());
    await held;
    return route.continue();
  });
  const opening = openForm(t, { before, attributes: { locale: "de" } });
  const skeleton = await (await page).evaluate(async () => {
    const { init } = await import("/pkg/index.js");
    await init();
    const { shadowRoot: root } = document.querySelector("customer-edit");
    return [root.querySelector(".ce-frame").getAttribute("aria-busy"), root.querySelectorAll(".ce-bone").length > 9, root.firstElementChild.textContent];
  });
  assert.deepEqual(skeleton, ["true", true, ""]);
  arrive();
  const { form, errors } = await opening;
  assert.equal(await text(label(form, "city")), "Ort");
  assert.deepEqual(errors, []);
});

test("what stands in the form's place speaks the language, too", async (t) => {
  const noModule = (page) => page.route("**/*.wasm", (route) => route.abort());
  const { form } = await openForm(t, { before: noModule, attributes: { locale: "de" }, until: "customer-error" });
  assert.match(await text(form.sentence), /^Das Formular konnte nicht starten Ein Teil davon konnte nicht geladen werden\..* Erneut versuchen$/);
  await form.element.evaluate((element) => { element.customerId = ""; element.locale = "es"; });
  await form.sentence.filter({ hasText: "No se indicó ningún cliente." }).waitFor();
  await form.element.evaluate((element) => { element.locale = "fr"; });
  await form.sentence.filter({ hasText: "Aucun client n’a été indiqué." }).waitFor();
});

test("how long ago it was loaded: not at first, then by the clock, in the form's language, and from the start after a save", async (t) => {
  const { page, form } = await openForm(t, { before: (page) => page.clock.install(), attributes: { locale: "de" } });
  const line = form.element.locator(".ce-meta");
  assert.equal(await text(line), "ID 1");
  await page.clock.fastForward("02:30");
  assert.equal(await text(line), "ID 1 Geladen vor 2 Minuten");
  await page.clock.fastForward("03:00:00");
  assert.equal(await text(line), "ID 1 Geladen vor 3 Stunden");
  await form.control("city").fill("Herisau");
  await form.save();
  assert.equal(await text(line), "ID 1");
});
