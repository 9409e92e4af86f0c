/** The form of our own figures: the runner's contract, our own data. */

const KINDS = ["text", "money", "date", "number"];

const values = {
  text: (at) => JSON.stringify(`note ${at}`),
  money: (at) => `${at}.50`,
  date: (at) => `"2024-${String(1 + (at % 12)).padStart(2, "0")}-15"`,
  number: (at) => String(at),
};

/** @returns {{ key: string, label: string, type: string }[]} fixed fields, then so many custom ones */
export function fields(custom) {
  const fixed = ["name", "city", "phone", "contact_person.name", "contact_person.email"].map((key) => ({ key, label: key, type: "text" }));
  const category = { key: "category", label: "Category", type: "select", options: [{ value: "retail", label: "Retail" }] };
  const country = { key: "country", label: "Country", type: "select", options: [{ value: "CH", label: "Switzerland" }] };
  const all = Array.from({ length: custom }, (_, at) => {
    const type = KINDS[at % KINDS.length];
    return { key: `custom_fields.cf_${at}`, label: `Custom ${type} ${at}`, type };
  });
  return [...fixed, category, country, ...all];
}

/** JSON text of a customer with a value in each of them. */
export function record(custom) {
  const all = Array.from({ length: custom }, (_, at) => `"cf_${at}":${values[KINDS[at % KINDS.length]](at)}`);
  const fixed = { id: 4711, name: "Acme", city: "Bern", category: "retail", country: "CH", contact_person: { name: "Jane", email: "jane@example.com" } };
  return `${JSON.stringify(fixed).slice(0, -1)},"custom_fields":{${[...all, '"cf_archived":"kept"'].join()}}}`;
}

/** A text field near the middle. */
export function middle(custom) {
  return `custom_fields.cf_${Math.floor(custom / 2 / KINDS.length) * KINDS.length}`;
}
