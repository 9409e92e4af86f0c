/** Answers of no shape that was agreed on: a clear error, or a form that shows what it can and loses nothing. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./server.mjs";

const nested = (depth) => "[".repeat(depth) + "]".repeat(depth);

const quiet = async (form, kinds = []) => {
  const { ran, polluted, fatal } = await form.calm();
  assert.deepEqual([ran, polluted, fatal], [[], 0, []]);
  const errors = (await form.form.seen()).filter(({ type }) => type === "customer-error");
  assert.deepEqual(errors.map(({ detail }) => detail.kind), kinds);
};

/** Each answer in place of a customer is an error of its own form. */
async function refused(form, answers) {
  await Promise.all(answers.map(async (customer) => {
    const other = await form.beside({ customer: (_, response) => response.end(customer) }, { until: "customer-error" });
    const [{ detail }] = (await other.seen()).filter(({ type }) => type === "customer-error");
    assert.equal(detail.kind, "load", customer.slice(0, 40));
    assert.notEqual(await other.sentence.textContent(), "", customer.slice(0, 40));
  }));
}

const editable = async ({ form }) => {
  await form.control("city").fill("Bern");
  assert.equal((await form.save()).type, "customer-saved");
};

test("depth bombs are refused where they are read and carried where they are not", async (t) => {
  const bombs = [nested(100_000), `{"id":1,"name":"Acme","x":${nested(100_000)}}`, '{"a":'.repeat(50_000), "[".repeat(3_000_000)];
  const children = (depth) => `{"id":${depth},"name":"C${depth}"${depth > 1 ? `,"subcategories":[${children(depth - 1)}]` : ""}}`;
  const form = await open(t, {
    customer: `{"id":1,"name":"Acme","city":"Oakland","x":${nested(400)}}`,
    category: `[${children(150)}]`,
    "custom-field-template": nested(50_000),
    country: `[{"code":${nested(90_000)}}]`,
  });
  await editable(form);
  await refused(form, bombs);
  await quiet(form);
});

test("of doubled members the last counts, and nobody's prototype is touched", async (t) => {
  const form = await open(t, {
    customer: `{"id":7,"id":1,"name":"First","name":"Acme","city":"Oakland","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},
      "contact_person":{"__proto__":{"polluted":1},"name":"Ann","email":"a@b.co"},"template":{"id":3,"fields":{"__proto__":"a","constructor":"b","toString":"c"}}}`,
    "custom-field-template": `[{"id":3,"name":"__proto__","fields":[{"id":1,"name":"__proto__","data_type":"text"},{"id":2,"name":"constructor","data_type":"text"},
      {"id":2,"name":"again","data_type":"money"},{"id":3,"name":"toString","data_type":"text"},{"id":"__proto__","name":"x","data_type":"text"}]}]`,
    category: '[{"id":"__proto__","name":"P"},{"id":1,"name":"constructor"},{"id":1,"name":"One"}]',
    update: (_, response) => response.writeHead(400, { "content-type": "application/json" })
      .end('{"__proto__":["polluted"],"constructor":{"prototype":["x"]},"city":["No."],"city":["Not this one."]}'),
  });
  const shown = await form.form.element.evaluate((element) => ["name", "template.fields.1", "template.fields.2", "template.fields.3"].map((key) => element.editor.get(key)));
  assert.deepEqual(shown, ["Acme", "a", "b", "c"]);
  assert.equal(await form.form.control("template.fields.2").count(), 1);
  await form.form.control("city").fill("Bern");
  const { type, detail } = await form.form.save();
  assert.equal(type, "customer-invalid");
  assert.deepEqual(detail.issues.filter(({ field }) => field === "city").map(({ message }) => message), ["No. Not this one."], "nothing that a server says is dropped");
  await quiet(form);
});

const WRONG = ["null", "true", "5", "-1e400", '""', '"x"', "[]", "{}", '[{"id":[]}]', '{"id":{"id":1}}', "[[null]]", '"\\ud800"'];
const MEMBERS = ["id", "category", "contact_person", "address_line_1", "country", "phone", "nda_signed", "nda_signed_date", "general_description", "template", "website"];

test("wrong types everywhere: what opens can be edited, what does not says why", async (t) => {
  let opened = 0;
  const form = await open(t, {});
  for (const value of WRONG) {
    const record = `{"name":"Acme","city":"Oakland",${MEMBERS.map((name) => `"${name}":${value}`).join(",")}}`;
    const lists = `[{"id":${value},"name":${value},"fields":${value},"subcategories":${value},"code":${value},"data_type":${value}}]`;
    const outcome = await form.form.element.evaluate(async (element, [record, lists]) => {
      const other = Object.assign(document.createElement("customer-edit"), {
        customerId: "1", company: 1, record, lookups: { categories: lists, countries: lists, templates: lists },
      });
      const over = new Promise((resolve) => {
        for (const end of ["customer-ready", "customer-error"]) other.addEventListener(end, ({ type, detail }) => resolve({ type, detail }), { once: true });
      });
      element.after(other);
      const { type, detail } = await over;
      let body = null;
      if (type === "customer-ready") {
        other.editor.set("city", "Bern");
        body = other.preview().body;
      }
      other.remove();
      return { type, kind: detail.kind, message: detail.message, body };
    }, [record, lists]);
    if (outcome.type === "customer-ready") {
      assert.equal(outcome.body, '{"company":1,"city":"Bern"}', value);
      opened += 1;
    } else {
      assert.equal(outcome.kind, "load", value);
      assert.notEqual(outcome.message, "", value);
    }
  }
  t.diagnostic(`${opened} of ${WRONG.length} open`);
  assert.ok(opened >= 4);
  await quiet(form);
});

test("what is no customer at all says so", async (t) => {
  const form = await open(t, {});
  await refused(form, ["", "{}", '{"detail":"Sign in."}', "null", "[]", "5", "{", "<html>", "{}{}", '{"id":1,"name":"A"', "NaN"]);
  await quiet(form);
});
