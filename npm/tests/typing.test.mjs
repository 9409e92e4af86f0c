/** Numbers as people of a locale type them: core's own tables, in Node and in a browser, by the marks that `Intl` knows there. */
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { test } from "node:test";
import { openForm } from "./harness/form.mjs";
import { source } from "./harness/source.mjs";

const folder = new URL("../../core/tests/fixtures/typing/", import.meta.url);
const dist = new URL("../dist/", import.meta.url);
const files = await readdir(folder);
const tables = await Promise.all(files.map(async (file) => JSON.parse(await readFile(new URL(file, folder), "utf8"))));

const TEMPLATES = '[{"id":3,"name":"Sales","fields":[{"id":2,"name":"Budget","data_type":"money"},{"id":3,"name":"Seats","data_type":"number"}]}]';
const record = '{"id":42,"name":"Acme","template":{"id":3,"fields":{}}}';
const CODES = ["invalid_money", "invalid_number", "too_many_decimals"];

test("the marks in the tables are those of Intl", async () => {
  const { marks } = await source("internal/marks.ts");
  // Which of two apostrophes is written differs between versions of Unicode's tables; both are read.
  const alike = (text) => [...text].sort().join("");
  for (const { locale, marks: expected } of tables) {
    assert.equal(alike(marks(locale)), alike(expected), locale);
    assert.equal(marks(locale).slice(0, 2), expected.slice(0, 2), locale);
  }
});

for (const { locale, rows } of tables) {
  test(`${locale}: what an editor in Node sends for each`, async () => {
    const { createEditor, init } = await import(new URL("headless.js", dist));
    await init(await readFile(new URL("customer_headless.wasm", dist)));
    const editor = await createEditor({ api: "json-v2", id: 42, company: 1, record, lookups: { templates: TEMPLATES }, locale });
    const ids = { money: 2, number: 3 };
    for (const [kind, typed, means] of rows) {
      const key = `template.fields.${ids[kind]}`;
      editor.set(key, typed);
      const [issue] = editor.validate("PATCH");
      const sent = issue ? issue.code : editor.request("PATCH").body;
      assert.equal(sent, CODES.includes(means) ? means : `{"company":1,"template":{"id":3,"fields":[{"id":${ids[kind]},"value":${means}}]}}`, typed);
      if (means === "invalid_money") assert.match(issue.message, /[\d٠-٩۰-۹]/, "the sentence shows how to write it");
      editor.reset();
    }
    editor.free();
  });
}

test("typed into the form: what it is read as stands under the control and is told with it, until it is left as it reads", async (t) => {
  for (const [locale, typed, said, sent] of [
    ["en", "1234.5", "Reads as 1,234.50", "1234.5"],
    ["de", "1 234,56", "Gelesen als 1.234,56", "1234.56"],
    ["en-IN", "1234567", "Reads as 12,34,567.00", "1234567"],
    ["ar-EG", "7654.5", "يُقرأ على أنه ٧٬٦٥٤٫٥٠", "7654.5"],
  ]) {
    const { form, errors } = await openForm(t, { attributes: { locale } });
    const money = form.control("template.fields.12");
    const described = () => money.evaluate((control) =>
      (control.getAttribute("aria-describedby") ?? "").split(" ").map((id) => control.getRootNode().getElementById(id)?.textContent).join("|"));
    assert.equal(await described(), "", "what was loaded is not in doubt");
    const decimal = { de: ",", "ar-EG": "٫" }[locale] ?? ".";
    await money.fill("");
    // Arabic digits are the locale's own there; ASCII ones are read as well.
    await money.pressSequentially(typed.replace(".", decimal));
    if (locale === "ar-EG") await form.element.locator("[part~=hint] b").waitFor();
    assert.equal((await described()).replace(/\s/g, " "), said.replace(/\s/g, " "), locale);
    assert.match(await form.element.evaluate((element) => element.preview("PATCH").body), new RegExp(`"value":${sent.replace(".", "\\.")}\\}`));
    const number = /[\d٠-٩].*$/u.exec(said)[0];
    await money.fill(number);
    assert.equal(await described(), "", `${number} is written just so`);
    await money.fill("1;2");
    await money.blur();
    assert.match(await described(), /1[.,]234[.,]50|[١]٬٢٣٤٫٥٠/, "an error takes its place, with an example");
    assert.deepEqual(errors, []);
  }
});

test("each control tells a telephone's keyboard what is typed there, and a spelling checker to stay out of names", async (t) => {
  const { form } = await openForm(t);
  const told = (key) => form.control(key).evaluate((control) =>
    ["type", "inputmode", "autocapitalize", "spellcheck", "autocorrect", "enterkeyhint", "autocomplete"].map((name) => control.getAttribute(name) ?? "-").join(" "));
  const line = "false off done off";
  for (const [key, expected] of Object.entries({
    "name": `text - - ${line}`,
    "contact_person.email": `text email none ${line}`,
    "website": `text url none ${line}`,
    "phone": `tel - - ${line}`,
    "template.fields.12": `text decimal - ${line}`,
    "nda_signed_date": `date - - ${line}`,
    // Prose: here a checker helps, and Enter begins a line.
    "general_description": "- - - - - - off",
  })) assert.equal(await told(key), expected, key);
});
