/** Every language says everything, in all of its plural forms and with all of its parameters; which one serves a locale. */
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { test } from "node:test";
import { isDeepStrictEqual } from "node:util";
import { source } from "./harness/source.mjs";

const folder = new URL("../src/messages/", import.meta.url);
const tags = (await readdir(folder)).flatMap((name) => /^([a-z]{2})\.ts$/.exec(name)?.[1] ?? []).filter((tag) => tag !== "en");
const { en } = await source("messages/en.ts");
const { answers } = await source("messages/answers.en.ts");
const { english, languageOf } = await source("messages/languages.ts");
const { text } = await source("messages/format.ts");
const rust = (path) => readFile(new URL(`../../core/src/schema/${path}.rs`, import.meta.url), "utf8");
const tables = await Promise.all(["json_v2", "form_v1"].map(rust));
const [general, template] = await Promise.all(["mod", "template"].map(rust));

/** What depends on a number, by its English form that always is there. */
const stems = (catalog) => new Set(Object.keys(catalog).flatMap((key) => /^(.*)\.other$/.exec(key)?.[1] ?? []));
const placeholders = (sentence) => [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
const categories = (tag) => new Intl.PluralRules(tag).resolvedOptions().pluralCategories;
/** What core says in English by itself: `label.<key>` of each field, `section.<id>` of each section. */
const core = new Map([...tables.flatMap(labelsOf), ...sections()]);

/** A row of a table begins with key and label; the key may be a constant. */
function labelsOf(table) {
  const all = table + template.replace("KEY", "template::KEY");
  const constants = new Map([...all.matchAll(/const ([\w:]+): &str = "([^"]+)"/g)].map((found) => found.slice(1)));
  const rows = [...table.matchAll(/\(\s*("[A-Za-z][\w.]*"|[A-Z_]{3,}|template::KEY),\s*"([A-Z][^"]*)"\s*[,)]/g)].map((found) => found.slice(1));
  const places = [...table.matchAll(/\b(latitude|longitude)\(("\w+")/g)].map(([, what, key]) => [key, what[0].toUpperCase() + what.slice(1)]);
  return [...rows, ...places].map(([key, label]) => [`label.${key.startsWith('"') ? key.slice(1, -1) : constants.get(key)}`, label]);
}

function sections() {
  const [, ids, titles] = /impl Section \{(.*?)pub fn title(.*?)\n\}/s.exec(general);
  const [idOf, titleOf] = [ids, titles].map((part) => new Map([...part.matchAll(/Self::(\w+) => "([^"]+)"/g)].map((found) => found.slice(1))));
  return [...idOf].map(([name, id]) => [`section.${id}`, titleOf.get(name)]);
}

/** Keys that a language has to have of an English catalog. */
function expected(catalog, tag) {
  const all = stems(catalog);
  const plain = Object.keys(catalog).filter((key) => !/\.(one|other)$/.test(key) || !all.has(key.replace(/\.\w+$/, "")));
  const inflected = [...all].flatMap((stem) => categories(tag).map((form) => `${stem}.${form}`));
  return [...new Set([...plain, ...inflected, ...core.keys()])].sort();
}

/** Nothing to translate. */
const NO_WORDS = ["field.count", "image.size"];
/** Words that are the English ones. */
const ALIKE = {
  ar: ["summary.item"],
  de: ["choice.contact_person.type.support", "field.server", "form.id", "label.fax", "label.name", "label.regionId", "label.website", "summary.item"],
  es: ["field.no", "form.id", "label.fax", "summary.item"],
  fr: [
    "form.actions", "form.id", "label.billingLat", "label.billingLng", "label.email", "label.fax", "label.latitude", "label.longitude",
    "label.mobile", "section.descriptions",
  ],
  ja: ["form.id", "summary.item"],
};

/** The whole numbers that a category stands for, as far as one looks. */
function members(tag, form) {
  const rules = new Intl.PluralRules(tag);
  return Array.from({ length: 200 }, (_, count) => count).filter((count) => rules.select(count) === form);
}

test("the schemas' labels and sections were found", () => {
  const labels = [...core.keys()].filter((key) => key.startsWith("label."));
  const shared = ["name", "city", "country", "phone", "mobile", "fax", "website"];
  assert.equal(labels.length, 23 + 43 - shared.length, labels.join(" "));
  assert.equal(core.get("label.template.id"), "Template");
  assert.equal(core.get("label.contact_person.email"), "Contact e-mail");
  assert.equal(core.get("label.billingLat"), "Latitude");
  assert.equal(core.get("section.shipping"), "Shipping address");
  assert.equal([...core.keys()].filter((key) => key.startsWith("section.")).length, 14);
});

test("the languages are those that are promised", () => assert.deepEqual(tags, ["ar", "de", "es", "fr", "ja"]));

for (const tag of tags) {
  test(`${tag}: the keys are the English ones, in every plural form of the language and no other`, async () => {
    const { words } = await source(`messages/${tag}.ts`);
    assert.deepEqual(Object.keys(words).sort(), expected(en, tag));
    const small = await source(`messages/answers.${tag}.ts`);
    assert.deepEqual(Object.keys(small.words).sort(), expected(answers, tag));
  });

  test(`${tag}: the parameters are the English ones; only a form of one number may leave that out`, async () => {
    for (const [file, catalog] of [[tag, en], [`answers.${tag}`, answers]]) {
      const { words } = await source(`messages/${file}.ts`);
      const all = stems(catalog);
      for (const [key, sentence] of Object.entries(words)) {
        const [, stem, form] = /^(.*)\.(zero|one|two|few|many|other)$/.exec(key) ?? [];
        const own = placeholders(sentence);
        if (!all.has(stem)) {
          assert.deepEqual(own, placeholders(catalog[key] ?? ""), `${key}: ${sentence}`);
          continue;
        }
        const wanted = placeholders(catalog[`${stem}.other`]);
        const one = members(tag, form).length === 1 || (form === "one" && !catalog[`${stem}.one`].includes("{count}"));
        const bare = form === "zero" || one ? wanted.filter((name) => name !== "count") : wanted;
        assert.ok([wanted, bare].some((names) => isDeepStrictEqual(own, names)), `${key}: ${sentence}`);
      }
    }
  });

  test(`${tag}: nothing is left in English or empty, and nothing has a space too many`, async () => {
    const { words } = await source(`messages/${tag}.ts`);
    for (const [key, sentence] of Object.entries(words)) {
      assert.equal(sentence, sentence.trim(), key);
      assert.doesNotMatch(sentence, /^$| {2}|\{\}|~/, key);
    }
    assert.deepEqual(Object.keys(words).filter((key) => words[key] === (en[key] ?? core.get(key))).sort(), [...NO_WORDS, ...ALIKE[tag]].sort());
  });
}

test("German needs no sharp s, so that it serves Switzerland", async () => {
  const { words } = await source("messages/de.ts");
  for (const [key, sentence] of Object.entries(words)) {
    assert.doesNotMatch(sentence, /ß|\b(lies?s|liessen|gross\w*|ausser\w*|schliess\w*|heiss\w*|mass|strasse)\b/i, key);
  }
});

test("French has its no-break spaces", async () => {
  const { words } = await source("messages/fr.ts");
  for (const [key, sentence] of Object.entries(words)) assert.doesNotMatch(sentence, /[^\u00a0]»|«[^\u00a0]|[^\u00a0\w/][;!?]|\w[;!?](?!\w)|\w: /, key);
});

test("a locale is served by its language, else by English, at once where it is here", async () => {
  const tagOf = async (locale) => (await languageOf(locale)).tag;
  const served = { "de-CH": "de", "es-MX": "es", "fr-CA": "fr", "ja-JP": "ja", "ar-EG": "ar", "DE": "de", "pl": "en", "en-GB": "en", "de_CH": "en", "constructor": "en", "": "en" };
  for (const [locale, tag] of Object.entries(served)) assert.equal(await tagOf(locale), tag, locale);
  assert.equal(languageOf("en-AU"), english);
  assert.equal(languageOf("de-AT").tag, "de", "no promise any more");
  assert.equal(languageOf("de-AT"), languageOf("de"));
});

test("Arabic counts in six ways, and numbers are the reader's", async () => {
  const language = await languageOf("ar-EG");
  const save = (count) => text("action.save", { count }, "ar-EG", "", {}, language);
  assert.deepEqual(
    ["0", "1", "2", "3", "10", "11", "99", "100"].map(save),
    ["حفظ", "حفظ تغيير واحد", "حفظ تغييرين", "حفظ ٣ تغييرات", "حفظ ١٠ تغييرات", "حفظ ١١ تغييرًا", "حفظ ٩٩ تغييرًا", "حفظ ١٠٠ تغيير"],
  );
});

test("plural forms are those of the language that speaks, and of the host's words those of the locale", async () => {
  const german = await languageOf("de");
  // In French, nothing is singular: German words for a French reader, as while French is on its way, stay German.
  assert.equal(text("status.dirty", { count: "0" }, "fr", "", {}, german), "0 ungespeicherte Änderungen");
  assert.equal(text("status.dirty", { count: "0" }, "fr", "", { "status.dirty.one": "{count} truc", "status.dirty.other": "{count} trucs" }, german), "0 truc");
  // Polish has no file here: 2 is "few" there, and English has one form for it.
  assert.equal(text("status.dirty", { count: "2" }, "pl"), "2 unsaved changes");
  assert.equal(text("status.dirty", { count: "21" }, "ru"), "21 unsaved changes");
});

test("a language that cannot be had is English, and is asked for again the next time", async (t) => {
  const { languages } = await source("messages/fetched.ts");
  const warned = t.mock.method(console, "warn", () => {});
  let asked = 0;
  // As webpack's may, it throws instead of rejecting.
  const fetched = () => {
    asked += 1;
    if (asked === 1) throw new TypeError("Failed to fetch dynamically imported module");
    return Promise.resolve({ words: { a: "b" } });
  };
  const of = languages(english, { de: fetched });
  assert.equal(await of("de"), english);
  assert.equal(warned.mock.callCount(), 1);
  const both = [of("de"), of("de-CH")];
  assert.deepEqual(await Promise.all(both), [{ tag: "de", words: { a: "b" } }, { tag: "de", words: { a: "b" } }]);
  assert.equal(asked, 2, "one file for both");
});
