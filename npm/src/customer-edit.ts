/** The class of `<customer-edit>`. Importing it registers nothing: `define` does. */
import { EditorError } from "./errors.js";
import { h } from "./internal/dom.js";
import { GivenRecord } from "./internal/given.js";
import { guard } from "./internal/guard.js";
import { createHost } from "./internal/host.js";
import { lookupPairs } from "./internal/json.js";
import { nearestLanguage } from "./internal/locale.js";
import type { Part, Widget } from "./internal/module.js";
import { Session } from "./internal/session.js";
import { adoptStyles } from "./internal/styles.js";
import { Wording } from "./internal/wording.js";
import type {
  Api, ApiSettings, CustomerEditEvents, Editor, FieldKey, FieldPolicy, HttpRequest, Issue, Json, Lookups, Method, Outcome,
} from "./types.js";
import { VERSION } from "./version.js";

/** Stands in where there is no DOM, so that a server may import this module. */
const Base = typeof HTMLElement === "undefined" ? (class {} as unknown as typeof HTMLElement) : HTMLElement;

/** Attributes that name the record: another value means another form. */
const IDENTITY = new Set(["api", "base-url", "customer-id", "company"]);

/** Properties that a page may have set on the plain element before this class was there. */
const WRITABLE = [
  "api", "baseUrl", "customerId", "company", "method", "locale", "readonly", "theme", "density", "review", "draftKey",
  "getToken", "fetcher", "record", "lookups", "fieldPolicy", "settings", "messages",
] as const;

/**
 * A form that edits one customer record.
 *
 * `load()`, and a new `record` for the same id, merge under what was typed. A changed api, base-url, customer-id or
 * company is coalesced in a microtask and starts anew. Events fire after the page shows what they say.
 *
 * @example
 * <customer-edit api="json-v2" base-url="https://api.example.com" customer-id="42" company="1"></customer-edit>
 * <script type="module">
 *   import "customer-edit";
 *   document.querySelector("customer-edit").getToken = () => session.accessToken();
 * </script>
 *
 * @fires customer-ready - A record is loaded and shown.
 * @fires customer-change - A field changed, by a person or `editor.set`.
 * @fires customer-invalid - A save was refused, here or by the server.
 * @fires customer-save - A request is about to leave; cancelable.
 * @fires customer-saved - The server stored it.
 * @fires customer-conflict - The record changed on the server meanwhile.
 * @fires customer-error - Loading, saving or the module failed.
 * @fires customer-cancel - The person discarded the changes.
 *
 * @csspart form - The form: everything between header and actions.
 * @csspart section - One group of fields.
 * @csspart section-title - Its heading.
 * @csspart field - One field: label, control, messages.
 * @csspart label - Its label.
 * @csspart input - Its native control.
 * @csspart hint - Its hint.
 * @csspart error - What is wrong with it.
 * @csspart summary - All problems, after a refused save.
 * @csspart actions - The bar with the buttons.
 * @csspart button - Any button.
 * @csspart button-primary - Save.
 * @csspart review - Before and after, once more before a save leaves.
 * @csspart banner - What happened to a load or save.
 * @csspart progress - The line that moves while saving.
 *
 * @cssproperty --ce-font - Font family. Default: the page's.
 * @cssproperty --ce-font-size - Of values and buttons. Default 0.875rem.
 * @cssproperty --ce-font-mono - Font family of ids and paths.
 * @cssproperty --ce-color-text - Text; neutrals are mixed from it and the surface.
 * @cssproperty --ce-color-muted - Secondary text.
 * @cssproperty --ce-color-surface - Background.
 * @cssproperty --ce-color-border - Lines between sections.
 * @cssproperty --ce-color-accent - Buttons, focus, marks of change.
 * @cssproperty --ce-color-danger - Errors.
 * @cssproperty --ce-color-warning - Warnings.
 * @cssproperty --ce-color-success - What will be stored.
 * @cssproperty --ce-radius - Base of all corner radii. Default 8px.
 * @cssproperty --ce-space - Base of all distances. Default 4px.
 * @cssproperty --ce-columns - At most so many columns. Default: by width.
 * @cssproperty --ce-control-size - Height of controls and buttons. Default 36px.
 * @cssproperty --ce-frame-width - Line around the form. Default 1px.
 * @cssproperty --ce-color-scheme - "light", "dark" or "light dark". Default: the page's.
 *
 * @cssstate dirty - There are unsaved changes.
 * @cssstate invalid - The rules would stop a save, shown yet or not.
 * @cssstate busy - Loading or saving.
 * @cssstate readonly - Nothing can be changed.
 */
export class CustomerEditElement extends Base {
  /** The package's version. @example CustomerEditElement.version // "0.1.0" */
  static readonly version: string = VERSION;
  /** Not for hosts. */
  static readonly formAssociated = true;
  /** Not for hosts. */
  static readonly observedAttributes = ["api", "base-url", "customer-id", "company", "method", "locale", "readonly"];

  readonly #internals: ElementInternals;
  readonly #anchor = anchor(() => this.#now((widget) => widget.heldUp(), undefined));
  readonly #session: Session;
  readonly #wording = new Wording(this);
  /** What changed since the form last looked; told in one microtask. */
  #pending = new Set<Part | "identity" | "record">();
  #live = false;
  #disabled = false;

  #getToken: (() => string | Promise<string>) | null = null;
  #fetcher: ((request: Request) => Promise<Response>) | null = null;
  #record: Json | null = null;
  readonly #given = new GivenRecord();
  #lookups: Lookups | null = null;
  #lookupTexts: string[] = [];
  #fieldPolicy: FieldPolicy = {};
  #settings: ApiSettings = {};
  #messages: Record<string, string> = {};
  /** The JSON text of what was given of each. */
  readonly #texts = new Map<Part, string>();

  constructor() {
    super();
    this.#internals = this.attachInternals();
    const shadow = this.attachShadow({ mode: "open" });
    adoptStyles(shadow);
    const root = document.createElement("div");
    shadow.append(this.#anchor, root);
    const host = createHost(this, this.#wording, {
      takeRecord: () => this.#given.take(this.api, this.customerId),
      lookups: () => this.#lookupTexts,
      readonly: () => this.#locked,
      state: (...state) => this.#session.stated(...state),
      emitted: (type) => {
        if (type === "customer-save" || type === "customer-saved") this.#given.spend();
        this.#session.emitted(type);
      },
      drafted: () => this.#session.drafted(),
    });
    this.#session = new Session(root, host, this.#wording, {
      beforeMount: () => this.#pending.clear(),
      mirror: (dirty, invalid, busy) => this.#mirror(dirty, invalid, busy),
    });
    this.#takeOver();
  }

  /** Which API the record lives in. Default "json-v2". Attribute `api`. @example element.api = "json-v2" */
  get api(): Api { return this.#oneOf("api", ["json-v2", "form-v1"]); }
  set api(api: Api) { this.#reflect("api", api); }

  /** Where the API is, up to `/api`; relative ones count from the page, "" is its origin. Attribute `base-url`. @example element.baseUrl = "https://api.example.com" */
  get baseUrl(): string { return this.getAttribute("base-url") ?? ""; }
  set baseUrl(url: string) { this.#reflect("base-url", url); }

  /** The customer's id; "" shows none. Attribute `customer-id`. @example element.customerId = "42" */
  get customerId(): string { return this.getAttribute("customer-id") ?? ""; }
  set customerId(id: string) { this.#reflect("customer-id", id); }

  /** The tenant that calls are made for, a whole number; null for none. Attribute `company`. @example element.company = 1 */
  get company(): number | null {
    const company = this.getAttribute("company")?.trim() ?? "";
    return /^\d{1,15}$/.test(company) ? Number(company) : null;
  }
  set company(company: number | null) { this.#reflect("company", company == null ? null : String(company)); }

  /** How a save travels. Default "auto". Attribute `method`. @example element.method = "PUT" */
  get method(): Method { return this.#oneOf("method", ["auto", "PUT", "PATCH", "POST"]); }
  set method(method: Method) { this.#reflect("method", method); }

  /**
   * BCP 47: how numbers are written, and the language of messages (ar, de, en, es, fr, ja; English for any other).
   * Default: the nearest `lang`, else "en". Attribute `locale`.
   *
   * @example element.locale = "de-CH"
   */
  get locale(): string { return this.getAttribute("locale") || nearestLanguage(this); }
  set locale(locale: string) { this.#reflect("locale", locale); }

  /** Shows the record as text, without controls. Attribute `readonly`. @example element.readonly = !user.mayEdit */
  get readonly(): boolean { return this.hasAttribute("readonly"); }
  set readonly(readonly: boolean) { this.toggleAttribute("readonly", readonly); }

  /**
   * Colours: the page's own scheme (default), one of the two, or the reader's system. Attribute `theme`.
   *
   * @example element.theme = "dark"
   */
  get theme(): "page" | "light" | "dark" | "system" { return this.#oneOf("theme", ["page", "light", "dark", "system"]); }
  set theme(theme: "page" | "light" | "dark" | "system") { this.#reflect("theme", theme); }

  /** How close things stand. Default "normal". Attribute `density`. @example element.density = "compact" */
  get density(): "normal" | "compact" { return this.#oneOf("density", ["normal", "compact"]); }
  set density(density: "normal" | "compact") { this.#reflect("density", density); }

  /** Shows before and after and asks once more before sending. Attribute `review`. @example element.review = true */
  get review(): boolean { return this.hasAttribute("review"); }
  set review(review: boolean) { this.toggleAttribute("review", review); }

  /**
   * Keeps an unsaved draft in sessionStorage under this key; "" (default) keeps none. Attribute `draft-key`.
   *
   * @example element.draftKey = `customer-${id}`
   */
  get draftKey(): string { return this.getAttribute("draft-key") ?? ""; }
  set draftKey(key: string) { this.#reflect("draft-key", key || null); }

  /**
   * Asked before every request, and once more after a 401. The token is used for that request and not kept.
   *
   * @example element.getToken = async () => (await session.refresh()).accessToken
   */
  get getToken(): (() => string | Promise<string>) | null { return this.#getToken; }
  set getToken(ask: (() => string | Promise<string>) | null) { this.#getToken = ask; }

  /**
   * Replaces `fetch`: proxying, tracing, tests. Null (default) is the page's own.
   *
   * @example element.fetcher = (request) => traced("customer", () => fetch(request))
   */
  get fetcher(): ((request: Request) => Promise<Response>) | null { return this.#fetcher; }
  set fetcher(fetcher: ((request: Request) => Promise<Response>) | null) { this.#fetcher = fetcher; }

  /**
   * The record in the API's read shape, used instead of loading it. Text is exact; in an object, numbers are rounded already.
   *
   * It counts until a save, and anew each time that it is set, the same text too: after a save a load asks the server. Without
   * a `customer-id` there is none to ask, and it stays. One that names another customer than `customer-id` is not used: the
   * record is fetched.
   *
   * @throws TypeError when it is set to an object without a JSON form (a cycle, a BigInt)
   * @example element.record = await reply.text()
   */
  get record(): Json | null { return this.#record; }
  set record(record: Json | null) {
    this.#given.set(record);
    this.#record = record ?? null;
    this.#changed("record");
  }

  /**
   * List answers at hand, so that they need not be fetched.
   *
   * @throws TypeError when it is set to an object without a JSON form (a cycle, a BigInt)
   * @example element.lookups = { countries: await reply.text() }
   */
  get lookups(): Lookups | null { return this.#lookups; }
  set lookups(lookups: Lookups | null) {
    this.#lookupTexts = lookupPairs(lookups);
    this.#lookups = lookups ?? null;
    this.#changed("lookups");
  }

  /** Fields to hide or lock. @example element.fieldPolicy = { fax: "hidden", name: "readonly" } */
  get fieldPolicy(): FieldPolicy { return this.#fieldPolicy; }
  set fieldPolicy(policy: FieldPolicy) { this.#fieldPolicy = policy ?? {}; this.#changedObject("policy", this.#fieldPolicy); }

  /** Where this account's API differs from the documented behaviour. @example element.settings = { clearTextAs: "empty" } */
  get settings(): ApiSettings { return this.#settings; }
  set settings(settings: ApiSettings) { this.#settings = settings ?? {}; this.#changedObject("settings", this.#settings); }

  /** Own wording by key. @example element.messages = { "action.save.other": "Store {count} edits", "label.fax": "Telefax" } */
  get messages(): Record<string, string> { return this.#messages; }
  set messages(messages: Record<string, string>) { this.#messages = messages ?? {}; this.#changedObject("messages", this.#messages); }

  /**
   * Fields whose meaning differs from the loaded record, in display order. After the module stopped, those that the form
   * keeps for its restart.
   *
   * @example leaving.hidden = element.dirty.length === 0
   */
  get dirty(): FieldKey[] { return this.#session.dirty; }

  /** Every issue that would stop a save, in display order. @example console.table(element.issues) */
  get issues(): Issue[] { return this.#session.read((widget) => widget.issues, []); }

  /** Whether a save would leave. True while nothing is loaded. @example if (element.valid) await element.save() */
  get valid(): boolean { return this.#session.read((widget) => widget.valid, true); }

  /**
   * A second handle to the element's own editor, the same object as long as the same record is shown; null until it is
   * loaded. `set` through it updates the form and fires `customer-change`; its `free` does nothing; once the element has
   * left the page or names another record, every call on it throws `EditorError`.
   *
   * @example element.editor?.set("template.fields.12", "1,234.50")
   */
  get editor(): Editor | null {
    this.#flush();
    return this.#session.editor;
  }

  /** Loading or saving. @example spinner.hidden = !element.busy */
  get busy(): boolean { return this.#session.busy; }

  /**
   * Reads the record again and merges it under what was typed: from the server, or a `record` that was set and not saved
   * over since. Settles when it is shown, or the failure is: it never rejects, `customer-error` tells.
   *
   * @example await element.load()
   */
  async load(): Promise<void> {
    // A record set right before is what there is to load.
    return this.#flush() ?? this.#session.load();
  }

  /**
   * Sends the changes. Without any, resolves `{ kind: "saved" }` and sends nothing.
   *
   * It never rejects: what went wrong is the outcome. After a 429 it waits its turn, until it has landed or the person
   * stops waiting. Fields that somebody else changed as well resolve `{ kind: "conflict" }`, and are shown to choose from.
   *
   * @param method this once, instead of the property
   * @example
   * const outcome = await element.save();
   * if (outcome.kind === "invalid") console.table(outcome.issues);
   */
  async save(method?: Method): Promise<Outcome> {
    this.#flush();
    await this.#session.settled();
    return this.#session.call((widget) => widget.save(method) as Promise<Outcome>, this.#session.unavailable);
  }

  /** Back to the loaded record; undoable. @example element.reset() */
  reset(): void {
    this.#flush();
    this.#session.reset();
  }

  /** Takes back the last step. False when there is none. @example undoButton.onclick = () => element.undo() */
  undo(): boolean { return this.#now((widget) => widget.undo(), false); }

  /** Does it again. False when there is none. @example redoButton.onclick = () => element.redo() */
  redo(): boolean { return this.#now((widget) => widget.redo(), false); }

  /** Moves focus to a field's control; does nothing for a field that is not shown. @example element.focusField("contact_person.email") */
  focusField(field: FieldKey): void { this.#now((widget) => widget.focusField(field), undefined); }

  /**
   * The request that `save` would send now.
   *
   * @throws EditorError with `.issues` where the draft has any, or while nothing is loaded
   * @example element.preview("PATCH").body // {"company":1,"city":"Zürich"}
   */
  preview(method?: Method): HttpRequest {
    const failed = (error: unknown): never => {
      const issues = (error as { issues?: Issue[] } | null)?.issues;
      if (!Array.isArray(issues)) throw error;
      throw new EditorError(issues[0]?.message ?? "The draft has issues.", issues);
    };
    const request = this.#now<object | null>((widget) => {
      try { return widget.preview(method); } catch (error) { return failed(error); }
    }, null);
    if (!request) throw new EditorError("No customer is loaded.");
    return request as HttpRequest;
  }

  /** Not for hosts. */
  connectedCallback(): void {
    if (this.#live) return;
    this.#live = true;
    this.#speak();
    this.#lock();
    this.#session.start();
  }

  /** Not for hosts. */
  disconnectedCallback(): void {
    // Moving an element takes it out and puts it back: wait for the task to end before letting go.
    setTimeout(() => {
      if (this.isConnected || !this.#live) return;
      this.#live = false;
      this.#session.stop();
    });
  }

  /** Not for hosts. */
  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (before === after) return;
    if (name === "readonly") this.#lock();
    if (name === "locale") this.#speak();
    this.#changed(IDENTITY.has(name) ? "identity" : (name as Part));
  }

  /** Not for hosts. */
  formResetCallback(): void { this.reset(); }

  /** Not for hosts. */
  formDisabledCallback(disabled: boolean): void {
    this.#disabled = disabled;
    this.#lock();
    this.#changed("readonly");
  }

  /** Properties set on the plain element hide the accessors of this class: set them again, through these. */
  #takeOver(): void {
    for (const name of WRITABLE) {
      if (!Object.hasOwn(this, name)) continue;
      const value: unknown = this[name];
      delete (this as Record<string, unknown>)[name];
      try {
        (this as Record<string, unknown>)[name] = value;
      } catch (error) {
        // Thrown on, it would leave no element at all.
        reportError(error);
      }
    }
  }

  /** A new object that says the same is no change: a host may write it in place, at every rendering of its own. */
  #changedObject(what: Part, value: object): void {
    const text = JSON.stringify(value);
    if (this.#texts.get(what) === text) return;
    this.#texts.set(what, text);
    this.#changed(what);
  }

  #changed(what: Part | "identity" | "record"): void {
    if (!this.#live) return;
    if (this.#pending.size === 0) queueMicrotask(() => this.#flush());
    this.#pending.add(what);
  }

  /** Tells the form what changed, now. Gives the load of a record that was set. */
  #flush(): Promise<void> | undefined {
    const pending = this.#pending;
    this.#pending = new Set();
    if (!this.#live) return undefined;
    // A record that was missing decides whether there is a form at all.
    if (pending.has("identity")) {
      this.#session.start();
      return undefined;
    }
    if (pending.has("record") && !this.#session.mounted) {
      this.#session.restart();
      return undefined;
    }
    for (const part of pending) if (part !== "identity" && part !== "record") this.#session.refresh(part);
    return pending.has("record") ? this.#session.given() : undefined;
  }

  #now<T>(ask: (widget: Widget) => T, otherwise: T): T {
    this.#flush();
    return this.#session.read(ask, otherwise);
  }

  #mirror(dirty: boolean, invalid: boolean, busy: boolean): void {
    guard(this, dirty);
    this.#mark("dirty", dirty);
    this.#mark("invalid", invalid);
    this.#mark("busy", busy);
    if (!invalid) return this.#internals.setValidity({});
    // The module is on the stack here: asking it how many issues there are has to wait.
    this.#internals.setValidity({ customError: true }, this.#wording.text("error.invalid"), this.#anchor);
  }

  #mark(state: string, on: boolean): void {
    try {
      if (on) this.#internals.states.add(state);
      else this.#internals.states.delete(state);
    } catch {
      // Browsers of before 2024 accept no plain names here; they know no :state() either.
    }
  }

  /** By its own attribute, or by a form or fieldset around it. */
  get #locked(): boolean { return this.readonly || this.#disabled; }

  #lock(): void { this.#mark("readonly", this.#locked); }

  /** The language of what the shadow root says, for hyphenation and speech. */
  #speak(): void {
    const { locale } = this;
    if (this.#session.root.lang !== locale) this.#session.root.lang = locale;
  }

  /** Undefined is none, too: plain JavaScript has no types, and "undefined" is no customer. */
  #reflect(name: string, value: string | null | undefined): void {
    if (value == null) this.removeAttribute(name);
    else this.setAttribute(name, value);
  }

  /** An attribute of few values; the first is the default, also for anything else. */
  #oneOf<T extends string>(name: string, values: readonly [T, ...T[]]): T {
    const value = this.getAttribute(name);
    return values.find((known) => known === value) ?? values[0];
  }
}

/**
 * Gets the focus from a browser that reports why a form around the element is not submitted; one that only asks
 * (`checkValidity()`) gives it none, and an earlier control that is wrong has it instead.
 */
function anchor(reported: () => void): HTMLElement {
  const anchor = h("span", { class: "ce-sr", tabindex: "-1" });
  // The browser's own bubble goes when the focus moves on, and comes only after this event.
  anchor.addEventListener("focus", () => setTimeout(reported));
  return anchor;
}

declare global {
  interface HTMLElementTagNameMap { "customer-edit": CustomerEditElement }
  interface HTMLElementEventMap extends CustomerEditEvents {}
}
