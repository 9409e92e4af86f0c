/** The rules of the form, on this side of the wire: what no form would send is not forwarded. */
import { checkBody } from "customer-edit/headless";
import { forward, list } from "./forward.js";
import { json, problem } from "./replies.js";

/** Templates change rarely, and say of what type a custom field is. */
const FRESH = 300_000;
/** Accounts have them at one of these. */
const PATHS = ["/api/v2/custom-field-template/", "/api/v2/custom-form-template/"];
const templates = new Map();

async function templatesOf(company) {
  const known = templates.get(company);
  if (known && Date.now() - known.at < FRESH) return known;
  let read;
  for (const path of PATHS) {
    read = await list(`${path}?company=${company}`);
    if (read.refusal?.status !== 404) break;
  }
  // As the answer to a write it would be said of the customer.
  if ([403, 404].includes(read.refusal?.status)) throw new Error(`the templates of company ${company}: ${read.refusal.status}`);
  if (read.items) templates.set(company, { ...read, at: Date.now() });
  return read;
}

/**
 * Null for a body that may go on; else the answer: a 400 that the form shows on its fields, or what the API says instead of
 * its templates or of the customer (a 429 has to reach the form with its `Retry-After`).
 */
export async function checked(method, id, body, isAllowed) {
  const record = parsed(body);
  if (!record) return problem(400, "This is no JSON object.");
  // Said twice, the API might take the other one.
  if (body.match(/"company"\s*:/g)?.length !== 1) return problem(400, "Name the company, once.");
  if (!Number.isSafeInteger(record.company) || !isAllowed(record.company)) return problem(403, "This is not yours to write.");
  const { items, refusal } = record.template ? await templatesOf(record.company) : {};
  if (refusal) return refusal;
  const issues = await checkBody({ api: "json-v2", method, id, body, lookups: items ? { templates: items } : {} });
  if (issues.length > 0) return json(400, errorsOf(issues));
  // The company is what somebody claims: whether the customer is one of its, the API says.
  const there = await forward("GET", new URL(`http://localhost/api/v2/customer/${id}/?company=${record.company}`), {});
  return there.status === 200 ? null : there;
}

function parsed(body) {
  try {
    const record = JSON.parse(body);
    return record && typeof record === "object" && !Array.isArray(record) ? record : null;
  } catch {
    return null;
  }
}

/** Sentences by field: `{"name": ["…"], "template.fields.12": ["…"]}`. */
function errorsOf(issues) {
  const errors = new Map();
  for (const { field, message } of issues) {
    const key = field ?? "non_field_errors";
    errors.set(key, [...(errors.get(key) ?? []), message]);
  }
  return Object.fromEntries(errors);
}
