/** The fields that the sequences edit, and how the texts of controls, bodies and columns compare. */

/** By key: the column of the stored row, and a text that no other call gives. */
export const FIELDS = {
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

export const KEYS = Object.keys(FIELDS);

const MEMBERS = { "contact_person.name": "name", "contact_person.email": "email" };

/** One text for what means the same: empty, grouped numbers, line ends. */
export function same(key, text) {
  const plain = String(text ?? "").replaceAll("\r\n", "\n");
  if (!FIELDS[key]?.number || plain === "") return plain;
  const digits = plain.replaceAll(",", "");
  return digits.includes(".") ? digits.replace(/\.?0+$/, "") : digits;
}

/** What a body sets, by key; `undefined` members are those that it does not name. */
export function named(body) {
  const { contact_person: person, template, ...rest } = body;
  const out = {};
  for (const key of KEYS) {
    if (key in rest) out[key] = rest[key];
    else if (key in MEMBERS && person !== undefined && (person === null || MEMBERS[key] in person)) out[key] = person?.[MEMBERS[key]];
  }
  for (const { id, value } of template?.fields ?? []) out[`template.fields.${id}`] = value;
  return Object.fromEntries(Object.entries(out).map(([key, value]) => [key, same(key, value)]));
}

/** The body of a PATCH that sets these. */
export function bodyOf(changes) {
  const body = {};
  for (const [key, text] of Object.entries(changes)) {
    const value = text === "" ? null : FIELDS[key].number ? Number(text) : text;
    if (key in MEMBERS) (body.contact_person ??= {})[MEMBERS[key]] = value;
    else if (key.startsWith("template.")) (body.template ??= { id: 3, fields: [] }).fields.push({ id: Number(key.slice(16)), value });
    else body[key] = value;
  }
  return body;
}

/** The edited fields of a stored row, by key. */
export const shownIn = (row) => Object.fromEntries(KEYS.map((key) => [key, same(key, row[FIELDS[key].column])]));

/** The other columns of a stored row, which nobody edits. */
export function restOf(row) {
  const edited = new Set(KEYS.map((key) => FIELDS[key].column));
  return Object.fromEntries(Object.entries(row).filter(([column]) => !edited.has(column)));
}
