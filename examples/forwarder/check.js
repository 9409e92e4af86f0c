/** The rules of the form, on this side of the wire: what no form would send is not forwarded. */
import { checkBody } from "customer-edit/headless";
import { json, list } from "./forward.js";

/** Templates change rarely, and say of what type a custom field is. */
const FRESH = 300_000;
const templates = new Map();

async function templatesOf(company) {
  const known = templates.get(company);
  if (known && Date.now() - known.at < FRESH) return known.items;
  const items = await list(`/api/v2/custom-field-template/?company=${encodeURIComponent(company)}`);
  templates.set(company, { items, at: Date.now() });
  return items;
}

/** Null for a body that may go on; else a 400 that the form shows on its fields. */
export async function checked(method, id, body) {
  const record = parsed(body);
  if (!record) return json(400, { detail: "This is no JSON object." });
  const lookups = record.template && record.company ? { templates: await templatesOf(record.company) } : {};
  const issues = await checkBody({ api: "json-v2", method, id, body, lookups });
  return issues.length === 0 ? null : json(400, errorsOf(issues, record));
}

function parsed(body) {
  try {
    const record = JSON.parse(body);
    return record && typeof record === "object" && !Array.isArray(record) ? record : null;
  } catch {
    return null;
  }
}

/** As the API words its own: `{"name": ["…"], "template": {"fields": [{}, {"value": ["…"]}]}}`. */
function errorsOf(issues, record) {
  const errors = {};
  for (const { field, message } of issues) {
    const custom = /^template\.fields\.(.+)$/.exec(field ?? "");
    if (custom) {
      const sent = record.template?.fields ?? [];
      const at = sent.findIndex(({ id }) => String(id) === custom[1]);
      errors.template ??= {};
      errors.template.fields ??= sent.map(() => ({}));
      if (at >= 0) errors.template.fields[at] = { value: [message] };
    } else {
      const path = (field ?? "non_field_errors").split(".");
      const last = path.pop();
      const place = path.reduce((whole, part) => (whole[part] ??= {}), errors);
      (place[last] ??= []).push(message);
    }
  }
  return errors;
}
