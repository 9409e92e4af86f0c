/** Wording: keys, plurals, numbers, the host's own words; and the marks that numbers are read by. */
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { test } from "node:test";
import { source } from "./harness/source.mjs";

const { en } = await source("messages/en.ts");
const { answers } = await source("messages/answers.en.ts");
const { knownLocale, paramsFromPairs, text } = await source("messages/format.ts");
const { marks } = await source("internal/marks.ts");
const { jsonText, lookupPairs } = await source("internal/json.ts");

test("a limit says by how much, with the locale's numbers", () => {
  assert.equal(text("issue.too_long", { max: "50", actual: "51" }, "en"), "Shorten this by 1 character: 51 of 50 used.");
  assert.equal(
    text("issue.too_long", { max: "1000", actual: "2234" }, "en"),
    "Shorten this by 1,234 characters: 2,234 of 1,000 used.",
  );
  assert.equal(text("issue.above_max", { max: "999999999999999.00" }, "en"), "Enter 999,999,999,999,999 or less.");
  assert.equal(text("issue.below_min", { min: "-999999999999999" }, "de"), "Enter -999.999.999.999.999 or more.");
  assert.equal(text("issue.invalid_money", {}, "de"), "Enter an amount, like 1.234,50.");
});

test("what is known of some locales by heart is what Intl says", () => {
  const numbers = ["0", "1", "7", "12", "999", "1000", "12345", "1000000", "999999999999999"];
  for (const locale of ["en", "en-US", "en-GB", "de", "de-DE", "ja", "ja-JP"]) {
    const [formatter, rules] = [new Intl.NumberFormat(locale), new Intl.PluralRules(locale)];
    const [decimal, group] = ["decimal", "group"].map((type) => formatter.formatToParts(1234.5).find((part) => part.type === type).value);
    assert.equal(marks(locale).slice(0, 3), `${decimal}0${group}`, locale);
    const forms = { "x.one": "one", "x.two": "two", "x.few": "few", "x.many": "many", "x.other": "other", "y": "{max}" };
    for (const number of numbers) {
      assert.equal(text("y", { max: number }, locale, "", forms), formatter.format(number), `${number} in ${locale}`);
      assert.equal(text("x", { count: number }, locale, "", forms), rules.select(Number(number)), `${number} in ${locale}`);
    }
  }
});

test("plural forms follow the count, and nothing at all has its own", () => {
  const save = (count) => text("action.save", { count }, "en");
  assert.deepEqual([save("0"), save("1"), save("2")], ["Save", "Save 1 change", "Save 2 changes"]);
  // Russian has a form for 2; where a catalog lacks it, "other" stands in.
  const own = { "action.save.one": "{count} правка", "action.save.few": "{count} правки", "action.save.other": "{count} правок" };
  const russian = (count) => text("action.save", { count }, "ru", "", own);
  assert.deepEqual([russian("1"), russian("2"), russian("5"), russian("21")], ["1 правка", "2 правки", "5 правок", "21 правка"]);
  assert.equal(text("action.save", { count: "2" }, "ru", "", { "action.save.other": "{count}!" }), "2!");
});

test("one field may have its own words", () => {
  const required = (field) => text("issue.required", { field, label: "City" }, "en");
  assert.equal(required("contact_person.email"), "Enter the contact’s e-mail, or clear the name too.");
  assert.equal(required("city"), "Enter a value for City.");
  assert.match(text("issue.unresolved", { field: "template.fields.Colour", value: "x" }, "en"), /the template does not explain it/);
});

test("the host's words win, the fallback comes last, and names of Object.prototype are no keys", () => {
  assert.equal(text("label.city", {}, "en", "City"), "City");
  assert.equal(text("label.city", {}, "en", "City", { "label.city": "Town" }), "Town");
  assert.equal(text("constructor", {}, "en", "none"), "none");
  assert.equal(text("x", {}, "en", "{toString} {label}", {}), "{toString} {label}");
  assert.equal(text("error.load.network.title", {}, "en", ""), "");
});

test("a mistyped locale is English, not an exception", () => {
  assert.deepEqual(["de-ch", "de_CH", "", "x".repeat(99)].map(knownLocale), ["de-CH", "en", "en", "en"]);
  assert.equal(marks("not a locale"), ".0,");
});

test("marks: decimal, zero, groups", () => {
  // The locale's own mark comes first: it is the one that is written.
  const table = {
    "en": ".0,", "de": ",0.\u00a0\u202f\u2009 ", "fr": ",0\u202f\u00a0\u2009 ", "es": ",0.\u00a0\u202f\u2009 ", "pl": ",0\u00a0\u202f\u2009 ",
    "ja": ".0,", "ar-EG": "٫٠٬", "hi-IN": ".0,2", "fa": "٫۰٬",
  };
  for (const [locale, expected] of Object.entries(table)) assert.equal(marks(locale), expected, locale);
});

test("flat pairs", () => {
  assert.deepEqual(paramsFromPairs(["a", "1", "b", "2", "odd"]), { a: "1", b: "2" });
  assert.deepEqual(lookupPairs({ categories: [{ id: 1 }], countries: undefined, templates: "[]" }), ["categories", '[{"id":1}]', "templates", "[]"]);
  assert.deepEqual(lookupPairs(null), []);
  assert.equal(jsonText('{"n":999999999999998.99}'), '{"n":999999999999998.99}');
});

/** A key without plural form and field: what is asked for. */
const stem = (key) => key.replace(/(\.(zero|one|two|few|many|other)|@.*)$/, "");
const known = new Set(Object.keys({ ...answers, ...en }).map(stem));
const rust = (path) => readFile(new URL(`../../${path}`, import.meta.url), "utf8");
const quoted = (code, pattern) => [...code.matchAll(pattern)].map(([, name]) => name);

/** Texts in quotes that look like keys, and the file of each. */
async function literals() {
  const found = new Map();
  for (const [folder, ending] of [["src/", ".rs"], ["headless/src/", ".rs"], ["npm/src/", ".ts"]]) {
    const root = new URL(`../../${folder}`, import.meta.url);
    const files = (await readdir(root, { recursive: true })).filter((name) => name.endsWith(ending) && !name.startsWith("messages/"));
    for (const file of files) {
      const code = await readFile(new URL(file, root), "utf8");
      for (const key of quoted(code, /["`]([a-z]+\.[a-z][\w.]*\w)["`]/g)) found.set(key, folder + file);
    }
  }
  return found;
}

/** Keys that are put together, by the places that have their parts. */
async function composed() {
  const [sections, failures, wasm, clash, codes, ...tables] = await Promise.all([
    "core/src/schema/mod.rs", "src/state/failure.rs", "npm/src/internal/wasm.ts", "src/state/clash.rs", "core/src/rules/report.rs",
    "core/src/schema/json_v2.rs", "core/src/schema/form_v1.rs",
  ].map(rust));
  const part = (code, from) => code.slice(code.indexOf(from), code.indexOf("\n    }", code.indexOf(from)));
  const ids = quoted(part(sections, "fn id("), /=> "(\w+)"/g);
  const kinds = quoted(part(failures, "fn kind("), /=> "(\w+)"/g);
  const sides = quoted(part(clash, "fn name("), /=> "(\w+)"/g);
  const faults = quoted(wasm, /^ \* - `(\w+)`:/gm);
  const values = new Set(quoted(tables.join(), /"([\w ]+)"/g).flatMap((words) => words.split(" ")));
  const families = [ids, kinds, sides, faults, quoted(codes, /Self::\w+ => "(\w+)"/g)];
  for (const family of families) assert.ok(family.length > 1, families.join("; "));
  return {
    keys: new Set([
      ...ids.flatMap((id) => [`section.${id}`, `section.${id}.lead`]),
      ...kinds.flatMap((kind) => ["load", "save"].flatMap((doing) => [`error.${doing}.${kind}`, `error.${doing}.${kind}.title`])),
      ...faults.map((fault) => `error.module.${fault}`),
      ...["conflict", "conflict.told"].flatMap((root) => sides.flatMap((side) => ["", ".what", ".all"].map((end) => `${root}.${side}${end}`))),
      ...quoted(codes, /Self::\w+ => "(\w+)"/g).map((code) => `issue.${code}`),
    ]),
    // choice.<field>.<value>
    choice: (key) => key.startsWith("choice.") && values.has(key.slice(key.lastIndexOf(".") + 1)),
  };
}

test("every key that is asked for has English words", async () => {
  const roots = new Set([...known].map((key) => key.split(".", 1)[0]));
  const asked = [...(await literals())].filter(([key]) => roots.has(key.split(".", 1)[0]));
  const missing = asked.filter(([key]) => !known.has(stem(key)));
  assert.deepEqual(missing, []);
  assert.ok(asked.length > 100, `${asked.length} keys found`);
});

test("every key that has English words is asked for", async () => {
  const [written, { keys, choice }] = await Promise.all([literals(), composed()]);
  const asked = new Set([...written.keys()].map(stem));
  assert.deepEqual([...known].filter((key) => !asked.has(key) && !keys.has(key) && !choice(key)), []);
});

test("every issue code of core has English words", async () => {
  const report = await readFile(new URL("../../core/src/rules/report.rs", import.meta.url), "utf8");
  const codes = [...report.matchAll(/Self::\w+ => "(\w+)"/g)].map(([, code]) => code);
  assert.ok(codes.length > 10, codes.join());
  for (const code of codes) {
    assert.notEqual(text(`issue.${code}`, { max: "2", actual: "3", count: "1" }, "en", ""), "", code);
  }
});
