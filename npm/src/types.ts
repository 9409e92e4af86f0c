/** The public vocabulary: what host pages read and write. Types only. */

/**
 * Which customer API a record lives in.
 * - `"json-v2"`: `/api/v2/customer/{id}`, JSON, by PUT (replace) or PATCH (partial).
 * - `"form-v1"`: `/api/v1.0/customers/{id}`, by POST, form-urlencoded or multipart with an image.
 *
 * @example const api: Api = "json-v2";
 */
export type Api = "json-v2" | "form-v1";

/**
 * How a save travels. PUT and PATCH belong to json-v2, POST to form-v1; "auto" is PATCH for the one, POST for the other.
 *
 * @example element.method = "PUT"; // the whole record
 */
export type Method = "auto" | "PUT" | "PATCH" | "POST";

/**
 * A field's address: its wire path, a custom field by its id.
 *
 * @example "name", "contact_person.email", "template.id", "template.fields.12"
 */
export type FieldKey = string;

/**
 * What kind of value a field holds.
 *
 * @example const amounts = editor.fields.filter(({ type }) => type === "money");
 */
export type FieldType =
  | "text" | "multiline" | "email" | "phone" | "url" | "color"
  | "boolean" | "date" | "money" | "number" | "decimal"
  | "choice" | "lookup" | "lookups" | "image";

/**
 * A field as an editor shows it.
 *
 * @example
 * const budget = editor.fields.find(({ key }) => key === "template.fields.12");
 * budget?.max; // "999999999999999.00"
 */
export interface FieldInfo {
  /** Its address, as `get` and `set` take it. */
  key: FieldKey;
  /** For people, in the editor's language; a custom field's own name. */
  label: string;
  /** Heading that the field is shown under, in the editor's language. */
  section: string;
  /** What kind of value it holds. */
  type: FieldType;
  /** Whether an empty one is refused. */
  required: boolean;
  /** In Unicode code points, after trimming. */
  maxLength?: number;
  /** Inclusive lower bound as decimal text, so that no digit is lost. */
  min?: string;
  /** Inclusive upper bound as decimal text. */
  max?: string;
  /** Decimal places allowed (money: 2). */
  scale?: number;
  /** The values that `set` takes, with what people read. */
  options?: { value: string; label: string }[];
  /** False while another field's value makes this one irrelevant. */
  visible: boolean;
  /** Whether `set` refuses it: locked by the host, inactive, or of a kind that cannot be edited. */
  readonly: boolean;
}

/**
 * Why a value is refused. Stable across releases and locales.
 *
 * @example if (issue.code === "too_long") shorten(issue.field, Number(issue.params?.max));
 */
export type IssueCode =
  | "required" | "too_long" | "invalid_email" | "invalid_date"
  | "invalid_number" | "invalid_money" | "invalid_decimal" | "below_min" | "above_max" | "too_many_decimals"
  | "invalid_choice" | "invalid_color" | "invalid_character" | "unknown_field" | "wrong_type"
  | "self_reference" | "image_too_large" | "image_unsupported" | "unresolved" | "server";

/**
 * One thing wrong with one field or, with `field: null`, with the whole record.
 *
 * @example { field: "city", code: "too_long", message: "Shorten this by 1 character: 51 of 50 used.", params: { max: "50", actual: "51" } }
 */
export interface Issue {
  /** Which field, or null for the whole record. */
  field: FieldKey | null;
  /** Why it is refused. */
  code: IssueCode;
  /** For people, in the editor's locale; at most 300 characters. */
  message: string;
  /** The numbers of the message: `{ max: "50", actual: "51" }`. */
  params?: Record<string, string>;
}

/**
 * A record or list: JSON text (exact) or an object (its numbers already rounded by JavaScript).
 *
 * @example const record: Json = await reply.text(); // not reply.json(): 999999999999998.99 would not survive it
 */
export type Json = string | object;

/**
 * What the list APIs answered, as they answered it: an array, an object by id, or a page of results. Any may be missing.
 *
 * @example const lookups: Lookups = { countries: await (await fetch("/api/v2/country/")).text() };
 */
export interface Lookups {
  /** The tenants of the account. */
  companies?: Json;
  /** Categories with id and name. */
  categories?: Json;
  /** Countries with code and name: what a record's country name is written back by. */
  countries?: Json;
  /** Templates with their custom fields. */
  templates?: Json;
  /** form-v1's ways to pay. */
  paymentTypes?: Json;
  /** form-v1's customer segmentations. */
  segmentations?: Json;
  /** form-v1's regions. */
  regions?: Json;
  /** Customers that may be a parent, as far as they are known: never all of them. */
  parents?: Json;
  [name: string]: Json | undefined;
}

/**
 * Where real accounts of one API differ. Every default is the documented behaviour.
 *
 * @example element.settings = { clearTextAs: "empty", paths: { customer: "/proxy/customer/{id}" } };
 */
export interface ApiSettings {
  /** json-v2: what a cleared text is sent as. Default "null". */
  clearTextAs?: "null" | "empty";
  /** json-v2: which custom fields a PATCH names. Default "changed"; "all" for servers that replace the list. */
  templatePatch?: "changed" | "all";
  /** json-v2: which members a PATCH of contact_person names. Default "changed", with their demanded partner. */
  contactPatch?: "changed" | "all";
  /** form-v1: refuse to clear texts, for servers that ignore an empty parameter. Default false. */
  keepTexts?: boolean;
  /**
   * Path templates by name, `{id}` and `{company}` filled in: `customer` and `categories`; of json-v2 `customerRead`,
   * `template`, `templateAlias`, `templates`, `templatesAlias`, `countries`; of form-v1 `customerByExternalId`, `paymentTypes`,
   * `segmentations`, `regions`, `parents` (its `{id}` is the text searched for).
   */
  paths?: Record<string, string>;
  /** Read once more and compare before writing (one more request). Default false; an ETag needs no such read. */
  compareBeforeWrite?: boolean;
  /** Send cookies. Default false. */
  withCredentials?: boolean;
  /**
   * Seconds without an answer, or without more of it, after which a request counts as lost. Default 30. What became of a
   * save is then read off the record. `getToken` has ten times as long; then signing in did not work.
   */
  timeoutSeconds?: number;
}

/**
 * What the host does to a field. A hidden field keeps its value.
 *
 * @example const policy: FieldPolicy = { fax: "hidden", "template.fields.12": "readonly" };
 */
export type FieldPolicy = Record<FieldKey, "hidden" | "readonly">;

/**
 * A request as it is sent, without the token.
 *
 * @example
 * const { method, path, headers, body } = editor.request();
 * const reply = await fetch(base + path, { method, headers: { ...headers, authorization }, body });
 */
export interface HttpRequest {
  /** HTTP's method. */
  method: "PUT" | "PATCH" | "POST";
  /** Path and query relative to the API's base URL, percent-encoded. */
  path: string;
  /** Without `Authorization`: the token is added to the request that leaves, and is nowhere else. */
  headers: Record<string, string>;
  /** Exact JSON or form text; bytes for multipart. */
  body: string | Uint8Array;
}

/**
 * How a save ended. Every message is at most 300 characters, whatever a server sent.
 *
 * @example
 * const outcome = await element.save();
 * if (outcome.kind === "throttled") retryIn(outcome.retryAfterSeconds ?? 60);
 */
export type Outcome =
  | { kind: "saved" }
  | { kind: "invalid"; issues: Issue[] }
  | { kind: "conflict" }
  | { kind: "unauthorized" | "forbidden" | "not_found"; message: string }
  /** The server takes no such method (405, 501). */
  | { kind: "not_allowed"; message: string }
  /** Seconds until the server takes requests again, null where it did not say. */
  | { kind: "throttled"; retryAfterSeconds: number | null }
  | { kind: "unavailable"; message: string }
  /** The host prevented it, or the person declined the review. */
  | { kind: "cancelled" };

/**
 * One field that both the draft and the server changed. Values as an editor's `get` gives them.
 *
 * @example { field: "city", label: "City", loaded: "Oakland", mine: "Zürich", theirs: "Bern" }
 */
export interface Conflict {
  /** Which field. */
  field: FieldKey;
  /** Its label, for people. */
  label: string;
  /** What both started from. */
  loaded: string;
  /** What stands in the draft, and stays there. */
  mine: string;
  /** What the server has now. */
  theirs: string;
}

/**
 * What an editor is opened with.
 *
 * @example
 * const options: EditorOptions = { api: "json-v2", id: 42, company: 1, record: await reply.text(), etag: reply.headers.get("etag") ?? undefined };
 */
export interface EditorOptions {
  /** Which API the record came from and goes back to. */
  api: Api;
  /** The customer's id, as it stands in the path; for form-v1 a text that is no number is an external id. */
  id: number | string;
  /** form-v1: the id is an external one though it is all digits. Default false. */
  external?: boolean;
  /** The tenant that calls are made for; json-v2 sends it with every request. */
  company?: number;
  /** The record as GET answered it: in the API's read shape. */
  record: Json;
  /** The ETag that came with it; a weak one is ignored. Sent back as If-Match. */
  etag?: string | undefined;
  /** List answers at hand; more may follow by `setLookups`. */
  lookups?: Lookups;
  /** BCP 47: how numbers are typed and shown, and the language of messages (ar, de, en, es, fr, ja; English for any other). Default "en". */
  locale?: string;
  /** Fields that the host hides or locks. A hidden field keeps its value. */
  fields?: FieldPolicy;
  /** Where the account differs from the documented behaviour. */
  settings?: ApiSettings;
}

/**
 * One record being edited: the whole product without a user interface. Every call throws `EditorError` after `free`.
 *
 * @example
 * const editor = await createEditor({ api: "json-v2", id: 42, company: 1, record });
 * editor.set("city", "Zürich");
 * const request = editor.request();
 */
export interface Editor {
  /** In display order; changes when the template does. @example editor.fields.filter(({ visible }) => visible) */
  readonly fields: FieldInfo[];
  /** What the input shows now. @throws EditorError for an unknown key @example editor.get("contact_person.email") */
  get(field: FieldKey): string;
  /**
   * What a person typed, kept exactly, valid or not. "" clears. Booleans: "true" / "false". A lookup: its id; several:
   * ids joined by ",", compared as a set. Dates: yyyy-MM-dd, whatever the locale. Consecutive calls for one field are one undo step, until another field, `reset`
   * or `pause` comes between.
   *
   * @throws EditorError for an unknown key, or one that is read-only, hidden or inactive
   * @example editor.set("template.fields.12", "1,234.50")
   */
  set(field: FieldKey, input: string): void;
  /** Ends the current undo step. @example input.addEventListener("blur", () => editor.pause()) */
  pause(): void;
  /**
   * List answers that arrived after creation.
   *
   * @throws EditorError naming the list that cannot be read
   * @example editor.setLookups({ countries: await reply.text() })
   */
  setLookups(lookups: Lookups): void;
  /**
   * form-v1's `imageFile`; null takes it away.
   *
   * @throws EditorError for a field that is no image
   * @example editor.setImage("imageFile", new Uint8Array(await file.arrayBuffer()), file.name)
   */
  setImage(field: FieldKey, bytes: Uint8Array | null, fileName?: string): void;
  /**
   * Fields whose meaning differs from the loaded record, in display order. "10.50" over "10.5" is not a change.
   *
   * @example saveButton.disabled = editor.dirty.length === 0
   */
  readonly dirty: FieldKey[];
  /** Before and after as a person reads them, for a review step. @example console.table(editor.changes) */
  readonly changes: { field: FieldKey; label: string; before: string; after: string }[];
  /**
   * Every issue that would stop `request(method)`, in display order: PATCH looks at what changed and its partners, PUT at
   * everything editable.
   *
   * @example const wrong = new Set(editor.validate("PUT").map(({ field }) => field))
   */
  validate(method?: Method): Issue[];
  /**
   * The request to send. Without a change its body is `{"company":1}`.
   *
   * @throws EditorError with `.issues` where `validate` finds any
   * @example editor.request("PATCH").body // {"company":1,"city":"Zürich"}
   */
  request(method?: Method): HttpRequest;
  /**
   * Takes the server's answer: adopts the saved record, or turns its errors into issues on fields. 2xx with an empty body:
   * the draft becomes the record. 2xx with an unreadable body: unavailable, nothing adopted.
   *
   * @param status HTTP's
   * @param headers names in any case
   * @example editor.response(reply.status, Object.fromEntries(reply.headers), await reply.text())
   */
  response(status: number, headers: Record<string, string>, body: string): Outcome;
  /**
   * Merges a record loaded afresh under the draft: untouched fields follow it, agreeing edits are settled, the other
   * clashes are reported and mine stays.
   *
   * @throws EditorError when it cannot be read; then nothing changed
   * @example for (const { label, mine, theirs } of editor.rebase(await reply.text())) ask(label, mine, theirs);
   */
  rebase(record: Json, etag?: string): Conflict[];
  /**
   * Back to the loaded value, one field or all; undoable. A save or a rebase starts a new undo history.
   *
   * @throws EditorError for an unknown key
   * @example editor.reset("city")
   */
  reset(field?: FieldKey): void;
  /** Takes back the last step. False when there is none. @example undoButton.onclick = () => editor.undo() */
  undo(): boolean;
  /** Does it again. False when there is none. @example redoButton.onclick = () => editor.redo() */
  redo(): boolean;
  /**
   * The draft as JSON text, to be stored and later given to `restore`; no token, no image.
   *
   * @example sessionStorage.setItem("draft", editor.snapshot())
   */
  snapshot(): string;
  /**
   * Takes a snapshot up again over the record as it is now; the clashes.
   *
   * @throws EditorError on a foreign or malformed one; then nothing changed
   * @example const conflicts = editor.restore(sessionStorage.getItem("draft") ?? "")
   */
  restore(snapshot: string): Conflict[];
  /** Lets go of the memory. On `element.editor` it does nothing. @example editor.free() */
  free(): void;
}

/**
 * The events of the element. All bubble and are composed. They fire after the page shows what they say: `customer-save`,
 * then exactly one of saved, invalid, conflict, error. A locally invalid save fires `customer-invalid` only; one without
 * changes fires none. A save that waits after a 429 fires `customer-save` again where it leaves with another body. After an
 * error that left open whether it was stored, saved or conflict follow as soon as that is known.
 *
 * @example
 * element.addEventListener("customer-saved", ({ detail }) => console.log(detail.changed));
 * document.addEventListener("customer-error", (event: CustomerEditEvents["customer-error"]) => report(event.detail.message));
 */
export interface CustomerEditEvents {
  /** A record is loaded and shown. */
  "customer-ready": CustomEvent<{ id: string }>;
  /** A field changed: by a person, or by `element.editor.set`. Setting a property of the element fires none. */
  "customer-change": CustomEvent<{ field: FieldKey; dirty: FieldKey[]; valid: boolean }>;
  /** A save was refused, here or by the server. */
  "customer-invalid": CustomEvent<{ issues: Issue[] }>;
  /** A request is about to leave: `preventDefault()` stops it. */
  "customer-save": CustomEvent<{ request: HttpRequest }>;
  /** The server stored it. */
  "customer-saved": CustomEvent<{ id: string; changed: FieldKey[] }>;
  /** The record changed on the server meanwhile. */
  "customer-conflict": CustomEvent<{ conflicts: Conflict[] }>;
  /** Loading, saving or the module itself failed. `status` is the HTTP status where there is one. */
  "customer-error": CustomEvent<{ kind: Outcome["kind"] | "network" | "load" | "fatal"; status: number | null; message: string }>;
  /** The person discarded the changes. */
  "customer-cancel": CustomEvent<null>;
}

/**
 * Where the WebAssembly module comes from: an address, what was fetched from it, its bytes, or what became of them.
 *
 * @example await init(new URL("/assets/customer_edit.wasm", location.href))
 */
export type ModuleSource = string | URL | Request | Response | BufferSource | WebAssembly.Module;
