/** The table of rules in the headless module, in Node: typed into an editor, and said in a body. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { APIS, differences, expectedOf, tableOf } from "./table.mjs";

const { checkBody, createEditor } = await import(new URL("../../dist/headless.js", import.meta.url));
const pairs = (issues) => issues.map(({ field, code }) => [field, code]);

for (const api of APIS) {
  test(`${api}: what is typed leaves as it should, or not at all`, async () => {
    const { id, method, record, lookups, cases } = await tableOf(api);
    const editors = new Map();
    const found = [];
    for (const { locale, field, typed, with: before } of cases) {
      if (!editors.has(locale)) editors.set(locale, await createEditor({ api, id, company: 1, record, lookups, locale }));
      const editor = editors.get(locale);
      editor.reset();
      for (const [key, text] of before) editor.set(key, text);
      editor.set(field, typed);
      const issues = editor.validate(method);
      found.push(issues.length > 0 ? pairs(issues) : editor.request(method).body);
    }
    for (const editor of editors.values()) editor.free();
    assert.deepEqual(differences(cases, found, cases.map((row) => expectedOf(api, row))), []);
  });

  test(`${api}: checkBody says the same of bodies`, async () => {
    const { id, method, record, lookups, cases } = await tableOf(api);
    const said = cases.filter(({ body }) => body !== null);
    assert.ok(said.length > cases.length / 2, String(said.length));
    const found = [];
    for (const { body } of said) found.push(pairs(await checkBody({ api, method, body, id, lookups, ...(api === "form-v1" && { record }) })));
    const expected = said.map(({ issue, on, wireIssue }) => (issue ? [[on, wireIssue]] : []));
    assert.deepEqual(differences(said, found, expected), []);
  });
}
