/**
 * `customer-edit/headless`: one record being edited, and a body checked, without a user interface.
 * Runs in browsers, workers and Node 20 or newer. Nothing is loaded before the first call.
 *
 * @module
 */
import * as bindings from "../build/headless/customer_headless.js";
import { EditorError } from "./errors.js";
import { HandleEditor, issuesFromCheck, type Say } from "./internal/editor.js";
import { jsonText, lookupPairs, textPairs } from "./internal/json.js";
import { marks } from "./internal/marks.js";
import { settingPairs } from "./internal/settings.js";
import { compile, fetched } from "./internal/wasm.js";
import { languageOf } from "./messages/answers.js";
import { worded } from "./messages/words.js";
import type { Api, Editor, EditorOptions, Issue, Json, Lookups, ModuleSource } from "./types.js";

export { EditorError };
export type * from "./types.js";

/** What an API's module exports. */
type Bindings = Pick<typeof bindings, "EditorHandle" | "checkBody" | "initSync">;

const loading = new Map<Api, Promise<Bindings>>();

/**
 * Loads the module from another place (a CDN, a test, bytes at hand). Without it the first call loads
 * `customer_headless.wasm` (for form-v1 `customer_headless_form_v1.wasm`) from beside the script. Idempotent; after a
 * failure the next call starts anew.
 *
 * @param module `customer_headless.wasm`; `customer_headless_form_v1.wasm` where `api` is "form-v1"
 * @param api whose module it is; default "json-v2"
 * @throws Error naming what is wrong when the module cannot be fetched or compiled
 * @example await init(await readFile("customer_headless.wasm"))
 */
export async function init(module?: ModuleSource, api: Api = "json-v2"): Promise<void> {
  await loaded(api, module);
}

/** An unknown API is refused by the module of the first one. */
function loaded(api: Api, source?: ModuleSource): Promise<Bindings> {
  const known = loading.get(api);
  if (known) return known;
  const begun = instantiate(api, source).catch((error: unknown) => {
    loading.delete(api);
    throw error;
  });
  loading.set(api, begun);
  return begun;
}

async function instantiate(api: Api, source?: ModuleSource): Promise<Bindings> {
  const other = api === "form-v1" && (await fetched(() => import("./headless-form-v1.js")));
  // Written in this one form so that Vite, webpack and others see the file and carry it along.
  const module = source ?? (await local(other ? other.wasm : new URL("./customer_headless.wasm", import.meta.url)));
  const exports = other || bindings;
  // Compiled apart, made an instance at once: the glue's own loader would be another one to ship.
  exports.initSync({ module: await compile(module) });
  return exports;
}

/** Node's fetch reads no files. */
async function local(url: URL): Promise<URL | BufferSource> {
  if (url.protocol !== "file:" || !("process" in globalThis)) return url;
  // A name put together here keeps bundlers for browsers from looking for it.
  const files = ["node:fs", "promises"].join("/");
  const { readFile } = (await import(/* @vite-ignore */ /* webpackIgnore: true */ files)) as {
    readFile(url: URL): Promise<Uint8Array<ArrayBuffer>>;
  };
  return readFile(url);
}

/**
 * Opens an editor on a record as GET answered it.
 *
 * @throws EditorError when the record or a list is not JSON of a known shape; the message names the option
 * @example
 * const editor = await createEditor({ api: "json-v2", id: 42, company: 1, record: await reply.text() });
 * editor.set("city", "Zürich");
 * const { path, body } = editor.request("PATCH"); // {"company":1,"city":"Zürich"}
 */
export async function createEditor(options: EditorOptions): Promise<Editor> {
  const locale = options.locale ?? "en";
  const [say, { EditorHandle }] = await Promise.all([sayIn(locale), loaded(options.api)]);
  const company = Number.isSafeInteger(options.company) ? String(options.company) : null;
  const handle = new EditorHandle(
    JSON.stringify([
      options.api,
      String(options.id),
      company,
      jsonText(options.record),
      options.etag,
      marks(locale),
      lookupPairs(options.lookups ?? null),
      textPairs(options.fields),
      settingPairs(options.settings ?? {}),
      ...(options.external ? ["external"] : []),
    ]),
  );
  const editor = new HandleEditor({ handle }, true, say);
  try {
    // One that could not be opened answers every call with why.
    editor.opened();
  } catch (error) {
    editor.free();
    throw error;
  }
  return editor;
}

/**
 * The same rules on the other side of the wire: checks a request body as a server would. An empty list means the
 * body is acceptable.
 *
 * @throws EditorError when `api` is unknown
 * @example
 * const issues = await checkBody({ api: "json-v2", method: "PATCH", body: request.body, lookups: { templates } });
 * if (issues.length > 0) reply.status(400).json(issues);
 */
export async function checkBody(options: {
  api: Api;
  method: "PUT" | "PATCH" | "POST";
  body: string;
  id?: number | string;
  lookups?: Lookups;
  record?: Json;
  locale?: string;
}): Promise<Issue[]> {
  const { api, method, body, id, lookups = null, record, locale = "en" } = options;
  const [say, { checkBody: checked }] = await Promise.all([sayIn(locale), loaded(api)]);
  const args = [api, method, body, ...lookupPairs(lookups)];
  if (id !== undefined) args.push("id", String(id));
  if (record !== undefined) args.push("record", jsonText(record));
  return issuesFromCheck(checked(JSON.stringify(args)), say);
}

async function sayIn(locale: string): Promise<Say> {
  const language = await languageOf(locale);
  return (key, params, fallback) => worded([language], key, params, locale, fallback);
}
