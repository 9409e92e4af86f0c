/** The two APIs as the sequences use them: the fields that they edit, and how texts of controls, bodies and columns compare. */
import assert from "node:assert/strict";
import { otherEdits } from "../../harness/admin.mjs";

/** By key: the column of the stored row, and a text that no other call gives. */
const JSON_FIELDS = {
  "city": { column: "city", text: (n) => `City ${n}` },
  "phone": { column: "phone", text: (n) => `+41 ${n}` },
  "address_line_1": { column: "address_line_1", text: (n) => `Road ${n}` },
  "general_description": { column: "general_description", text: (n) => `First ${n}\nsecond` },
  "contact_person.name": { column: "contact_name", text: (n) => `Person ${n}`, required: true },
  "contact_person.email": { column: "contact_email", text: (n) => `p${n}@chaos.example`, required: true },
  "template.fields.11": { column: "template.fields.11", text: (n) => `Code ${n}` },
  "template.fields.12": { column: "template.fields.12", text: (n) => `${n}.57`, number: true },
  "template.fields.14": { column: "template.fields.14", text: (n) => `${n}`, number: true },
};

const FORM_FIELDS = {
  "billingCity": { column: "billing_city", text: (n) => `City ${n}` },
  "phone": { column: "phone", text: (n) => `+41 ${n} & 1%` },
  "billingAddress": { column: "billing_address", text: (n) => `Road ${n}\nfloor 2` },
  "comment": { column: "comment", text: (n) => `First ${n}\nsecond` },
  "taxNumber": { column: "tax_number", text: (n) => `T+${n}` },
  "onHoldReason": { column: "on_hold_reason", text: (n) => `Reason ${n}` },
  "creditLimit": { column: "credit_limit", text: (n) => `${n}.57`, number: true },
};

/** What both have, over their fields. */
function api(fields, own) {
  const keys = Object.keys(fields);
  /** One text for what means the same: empty, grouped numbers, line ends. */
  const same = (key, text) => {
    const plain = String(text ?? "").replaceAll("\r\n", "\n");
    if (!fields[key]?.number || plain === "") return plain;
    const digits = plain.replaceAll(",", "");
    return digits.includes(".") ? digits.replace(/\.?0+$/, "") : digits;
  };
  const columns = new Set(keys.map((key) => fields[key].column));
  return {
    ...own,
    fields,
    keys,
    same,
    /** What a body, as it was sent, sets, by key. */
    named: (body) => Object.fromEntries(Object.entries(own.valuesIn(body)).map(([key, value]) => [key, same(key, value)])),
    /** The edited fields of a stored row, by key. */
    shownIn: (row) => Object.fromEntries(keys.map((key) => [key, same(key, row[fields[key].column])])),
    /** The other columns of a stored row, which nobody edits. */
    restOf: (row) => Object.fromEntries(Object.entries(row).filter(([column]) => !columns.has(column))),
  };
}

const MEMBERS = { "contact_person.name": "name", "contact_person.email": "email" };

export const JSON_V2 = api(JSON_FIELDS, {
  name: "json-v2",
  customers: 30,
  write: "PATCH",
  path: (id) => `/api/v2/customer/${id}`,
  /** Another person's write, with a query that tells it from the page's. */
  others: otherEdits,
  /** `undefined` members are those that a body does not name. */
  valuesIn(text) {
    const { contact_person: person, template, ...rest } = JSON.parse(text);
    const out = {};
    for (const key of Object.keys(JSON_FIELDS)) {
      if (key in rest) out[key] = rest[key];
      else if (key in MEMBERS && person !== undefined && (person === null || MEMBERS[key] in person)) out[key] = person?.[MEMBERS[key]];
    }
    for (const { id, value } of template?.fields ?? []) out[`template.fields.${id}`] = value;
    return out;
  },
  /** What sets these, as {@link otherEdits} and the fault "other-edit" take it. */
  bodyOf(changes) {
    const body = {};
    for (const [key, text] of Object.entries(changes)) {
      const value = text === "" ? null : JSON_FIELDS[key].number ? Number(text) : text;
      if (key in MEMBERS) (body.contact_person ??= {})[MEMBERS[key]] = value;
      else if (key.startsWith("template.")) (body.template ??= { id: 3, fields: [] }).fields.push({ id: Number(key.slice(16)), value });
      else body[key] = value;
    }
    return body;
  },
  /** What the fields need to be there at all. */
  ground: { template: { id: 3 } },
});

export const FORM_V1 = api(FORM_FIELDS, {
  name: "form-v1",
  customers: 20,
  write: "POST",
  path: (id) => `/api/v1.0/customers/${id}`,
  /** It has no ETag: records say when they were changed, and are read before they are written. */
  dated: true,
  async others(url, id, changes, query = "") {
    const headers = { authorization: "Bearer demo-token" };
    const body = new URLSearchParams(changes);
    const answer = await fetch(`${url}/api/v1.0/customers/00${id}${query}`, { method: "POST", headers, body });
    assert.equal(answer.status, 200, await answer.text());
  },
  valuesIn: (text) => Object.fromEntries(new URLSearchParams(text)),
  bodyOf: (changes) => changes,
  ground: {},
});
