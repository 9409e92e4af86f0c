/** The table of rules in core/tests/fixtures/rules, which core/tests/parity/table.rs explains. */
import { readFile } from "node:fs/promises";

/** Each has its table. */
export const APIS = ["json-v2", "form-v1"];

/** `{x*3}` as `xxx`. */
const writtenOut = (text) => text.replace(/\{(.)\*(\d+)\}/gsu, (_, c, count) => c.repeat(Number(count)));

function bodyOf(api, field, value) {
  if (api === "form-v1") return new URLSearchParams([[field, value]]).toString();
  const [, id] = /^template\.fields\.(\d+)$/.exec(field) ?? [];
  return id ? `{"company":1,"template":{"id":3,"fields":[{"id":${id},"value":${value}}]}}` : `{"company":1,"${field}":${value}}`;
}

/**
 * @returns {Promise<{ api: string, id: number, method: string, record: object, lookups: object, cases: Case[] }>}
 * @typedef {{ field: string, typed: string, locale: string, with: [string, string][], body: string | null, same: boolean,
 *   issue: string | null, on: string, wireIssue: string }} Case
 *   `body` is what leaves, or what says the same to a server where there is an `issue`
 */
export async function tableOf(api) {
  const path = new URL(`../../../core/tests/fixtures/rules/${api}.json`, import.meta.url);
  const table = JSON.parse(await readFile(path, "utf8"));
  const cases = table.cases.map((row) => {
    const { field, typed, locale = "en", issue = null, on = field, wire_issue: wireIssue = issue, same = false } = row;
    const value = row.wire ?? row.sent;
    const body = row.body ?? (value === undefined ? null : bodyOf(api, field, writtenOut(value)));
    return { field, typed: writtenOut(typed), locale, with: Object.entries(row.with ?? {}), body: body && writtenOut(body), same, issue, on, wireIssue };
  });
  return { ...table, cases };
}

/** What a draft should say: the body that leaves, or the issues in its way. */
export function expectedOf(api, { same, issue, on, body }) {
  if (issue) return [[on, issue]];
  return same ? (api === "json-v2" ? '{"company":1}' : "") : body;
}

/** The cases of which something else came than was expected, to be read in a failure. */
export function differences(cases, found, expected) {
  const rows = cases.map((row, at) => ({ field: row.field, typed: row.typed.slice(0, 60), locale: row.locale, found: found[at], expected: expected[at] }));
  return rows.filter((row) => JSON.stringify(row.found) !== JSON.stringify(row.expected));
}
