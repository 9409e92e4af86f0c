/** A small account of the API, in the page: one customer, its template, lists. Nothing of it goes over a network. */
import { BRIGHTWATER, CATEGORIES, COUNTRIES, type Customer, type Template, templateOf } from "./record.js";

/** A request as the account sees it. */
export interface Call {
  method: string;
  /** Without the base. */
  path: string;
  query: URLSearchParams;
  body: Record<string, unknown>;
  /** Whether it is for the customer itself. */
  forCustomer: boolean;
  ifMatch: string | null;
}

/** What happens in place of the usual answer; undefined: nothing, the account answers. */
export type Fault = (call: Call, account: Account) => Response | Promise<Response> | undefined;

/** A template has its list of fields in a body, where a record has a map. */
interface WrittenTemplate { id: number; fields?: { id: number; value: string | number | null }[] }

export class Account {
  #revision = 1;

  constructor(
    public customer: Customer = BRIGHTWATER,
    readonly template: Template = templateOf(customer, "Key account"),
    readonly fault: Fault = () => undefined,
  ) {}

  /** An element's `fetcher`. */
  readonly fetcher = async (request: Request): Promise<Response> => {
    const { pathname, searchParams } = new URL(request.url);
    const path = pathname.slice(pathname.indexOf("/api/"));
    const text = await request.text();
    const call: Call = {
      method: request.method,
      path,
      query: searchParams,
      // The other API's bodies are no JSON.
      body: text.startsWith("{") ? (JSON.parse(text) as Record<string, unknown>) : {},
      forCustomer: path.startsWith("/api/v2/customer/"),
      ifMatch: request.headers.get("if-match"),
    };
    return (await this.fault(call, this)) ?? this.#answer(call);
  };

  /** Somebody else saves; `unseen` leaves the ETag as it was, as a trigger in a database would. */
  edit(changes: Partial<Customer>, { unseen = false } = {}): void {
    this.customer = { ...this.customer, ...changes };
    if (!unseen) this.#revision += 1;
  }

  /** Somebody else saves custom fields. */
  editCustom(values: Record<string, string | number | null>): void {
    const { template } = this.customer;
    if (template) this.edit({ template: { ...template, fields: { ...template.fields, ...values } } });
  }

  #answer(call: Call): Response {
    if (!call.forCustomer) return this.#list(call.path);
    const tag = `"${this.#revision}"`;
    if (call.method === "GET") return json(200, this.customer, { ETag: tag });
    if (call.ifMatch !== null && call.ifMatch !== tag) return refused(412, "The record was changed by somebody else.");
    this.edit(this.#read(call.body));
    return json(200, this.customer, { ETag: `"${this.#revision}"` });
  }

  #list(path: string): Response {
    if (/-template\/\d+\/$/.test(path)) return json(200, this.template);
    if (path.includes("-template/")) return json(200, [this.template]);
    if (path.includes("/category/")) return json(200, CATEGORIES);
    if (path.includes("/country/")) return json(200, COUNTRIES);
    return refused(404, "Not found.");
  }

  /** The write shape turned into the read shape. */
  #read({ company: _, ...body }: Record<string, unknown>): Partial<Customer> {
    const changes: Partial<Customer> = { ...body, id: this.customer.id };
    if (typeof body["category"] === "number") changes.category = CATEGORIES.find(({ id }) => id === body["category"]) ?? null;
    if (typeof body["country"] === "number") {
      changes.country = COUNTRIES.find(({ code }) => Number(code) === body["country"])?.name ?? null;
    }
    if (body["contact_person"]) {
      changes.contact_person = { ...this.customer.contact_person, ...(body["contact_person"] as Record<string, string>) };
    }
    if (body["template"]) changes.template = this.#values(body["template"] as WrittenTemplate);
    return changes;
  }

  #values({ id, fields = [] }: WrittenTemplate): Customer["template"] {
    const values = { ...this.customer.template?.fields };
    for (const field of fields) {
      const name = this.template.fields.find((known) => known.id === field.id)?.name;
      if (name !== undefined) values[name] = field.value;
    }
    return { id, fields: values };
  }
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json", ...headers } });
}

/** A refusal in a sentence. */
export const refused = (status: number, detail: string, headers: Record<string, string> = {}): Response =>
  json(status, { detail }, headers);

/** Too many requests, for so many seconds. */
export const throttled = (seconds: number): Response =>
  refused(429, `Request was throttled. Expected available in ${seconds} seconds.`, { "Retry-After": String(seconds) });

/** A connection that is cut before there is an answer. */
export const cut = (): Promise<Response> => Promise.reject(new TypeError("Failed to fetch"));

/** No answer, ever. */
export const silence = (): Promise<Response> => new Promise(() => {});

/** A sign-in page, as a proxy puts it in the place of an answer. */
export const signInPage = (): Response =>
  new Response("<!doctype html><title>Sign in</title><form><input name=user></form>", {
    status: 200, headers: { "Content-Type": "text/html; charset=utf-8" },
  });
