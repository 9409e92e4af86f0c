/** Between the runner's record and json-v2's: names and ids only, every value stays the JSON text that it was. */

/** A field of the runner's form. */
export interface Field {
  key: string;
  label: string;
  type: "text" | "textarea" | "select" | "checkbox" | "date" | "money" | "number";
  options?: { value: string; label: string }[];
}

/** An object of a body. Numbers that a double cannot hold are `JSON.rawJSON` objects. */
export type Members = Record<string, unknown>;

/** What `JSON.parse` tells about a value's source, and `JSON.rawJSON`; TypeScript's library has neither yet. */
const exact = JSON as unknown as {
  parse(text: string, revive: (key: string, value: unknown, context: { source: string }) => unknown): Members;
  rawJSON(text: string): unknown;
};

const TEMPLATE = 1;

/** Custom fields go by a number here; the runner calls number 12 `cf_12`. */
const RUNNER = "custom_fields.cf_";
const OURS = "template.fields.";

/** Keys, lists, records and bodies of one form. */
export class Translation {
  readonly #custom: Field[];
  readonly #categories: string[];
  readonly #countries: Field["options"];
  readonly #numeric: Set<string>;

  constructor(readonly fields: Field[]) {
    const options = (key: string): NonNullable<Field["options"]> => fields.find((field) => field.key === key)?.options ?? [];
    this.#custom = fields.filter(({ key }) => key.startsWith(RUNNER));
    this.#categories = options("category").map(({ value }) => value);
    this.#countries = options("country");
    this.#numeric = new Set(fields.filter(({ type }) => type === "money" || type === "number").map(({ key }) => key));
  }

  static ours(key: string): string { return key.replace(RUNNER, OURS); }

  /** The lists as json-v2 answers them. The value without a definition becomes an inactive custom field. */
  lookups(): { templates: object; categories: object; countries: object } {
    const fields = this.#custom.map(({ key, label, type }, order) => ({
      id: Number(key.slice(RUNNER.length)), name: label, data_type: type, is_active: true, order,
    }));
    const archived = { id: fields.length, name: "archived", data_type: "text", is_active: false, order: fields.length };
    const named = this.fields.find(({ key }) => key === "category")?.options ?? [];
    return {
      templates: [{ id: TEMPLATE, name: "Bench", is_active: true, fields: [...fields, archived] }],
      categories: named.map(({ label }, at) => ({ id: at + 1, category: label })),
      countries: (this.#countries ?? []).map(({ label }, at) => ({ code: at + 1, name: label })),
    };
  }

  /** The runner's record in json-v2's read shape. */
  record(text: string): string {
    const { category, country, custom_fields: values, ...rest } = parse(text);
    const custom: Members = {};
    for (const [key, value] of Object.entries(values as Members)) custom[this.#id(key)] = value;
    return JSON.stringify({
      ...rest,
      category: { id: this.#categories.indexOf(category as string) + 1 },
      country: this.#countries?.find(({ value }) => value === country)?.label ?? null,
      template: { id: TEMPLATE, fields: custom },
    });
  }

  /** A body as the widget sends it, as the runner's JSON text. */
  body(text: string): string {
    const { company: _, category, country, template, ...out } = parse(text);
    if (category !== undefined) out["category"] = this.#categories[Number(category) - 1] ?? null;
    if (country !== undefined) out["country"] = this.#countries?.[Number(country) - 1]?.value ?? null;
    if (template) {
      const { fields } = template as { fields: { id: number; value: unknown }[] };
      out["custom_fields"] = Object.fromEntries(fields.map(({ id, value }) => [this.#name(id), value]));
    }
    return JSON.stringify(out);
  }

  /** A draft that cannot be sent, as the runner's text: what is right as it would travel, what is wrong as it was typed. */
  draft(typed: (readonly [key: string, text: string, right: boolean])[]): string {
    const out: Members = {};
    for (const [key, text, right] of typed) {
      // A day typed by half: the browser keeps what was typed to itself.
      if (text === "\ufffd") continue;
      const runners = key.replace(OURS, RUNNER);
      const numeric = right && this.#numeric.has(runners);
      const [group, name] = runners.split(".") as [string, string?];
      const value = numeric ? literal(text) : text;
      if (name === undefined) out[group] = value;
      else (out[group] ??= {} as Members, out[group] as Members)[name] = value;
    }
    return JSON.stringify(out);
  }

  #id(name: string): number {
    return name === "cf_archived" ? this.#custom.length : Number(name.slice("cf_".length));
  }

  #name(id: number): string {
    return id === this.#custom.length ? "cf_archived" : `cf_${id}`;
  }
}

/** A typed number that the rules accept, as a JSON literal. */
function literal(text: string): unknown {
  const plain = text.trim().replace(/^(-?)0+(?=\d)/, "$1").replace(/^-(?=[0.]*$)/, "");
  return plain === "" ? null : exact.rawJSON(plain);
}

/** Numbers that are not what their text says stay text. */
function parse(text: string): Members {
  return exact.parse(text, (_key, value, { source }) =>
    typeof value === "number" && String(value) !== source ? exact.rawJSON(source) : value);
}
