/** One element's life with the module: skeleton, module, form; and what stands in their place when one fails. */
import type { CustomerEditEvents, Editor, Outcome } from "../types.js";
import { HandleEditor, release, type Held, type Say } from "./editor.js";
import type { Glue, Host, Part, Widget } from "./module.js";
import { loadModule } from "./loader.js";
import { notice, skeleton } from "./placeholder.js";
import { isTrap, revive, spread, unwatch, watch, type Survivor } from "./traps.js";
import { Unsaved } from "./unsaved.js";
import { ModuleError } from "./wasm.js";
import type { Wording } from "./wording.js";

type Failure = CustomerEditEvents["customer-error"]["detail"];

/** What the session tells the element. */
export interface Stage {
  /** Called right before the form is mounted, when it is about to read every property. */
  beforeMount(): void;
  /** What `:state(…)`, the form around and the page that is left shall know. */
  mirror(dirty: boolean, invalid: boolean, busy: boolean): void;
}

/** Mounts, restarts and unmounts the form inside `root`. Holds the only handle to the module. */
export class Session implements Survivor {
  #widget: Widget | undefined;
  /** Grows with each start and stop, so that what an earlier start was waiting for finds itself outdated. */
  #epoch = 0;
  /** Settles when the form is mounted or has failed to be. */
  #mounted: Promise<void> = Promise.resolve();
  #starting = false;
  /** The load that mounting begins, until it is over. */
  #first: { promise: Promise<void>; over: () => void } | undefined;
  readonly #unsaved = new Unsaved();
  /** What the form said of itself last. */
  #state: [dirty: boolean, invalid: boolean, busy: boolean] = [false, false, false];
  /** The host's handle to the form's editor, made when first asked for. */
  #lent: { editor: Editor; held: Held } | undefined;
  /** Settles the calls that a trap or a stop leaves without an answer. */
  readonly #abandon = new Set<() => void>();

  constructor(
    readonly root: HTMLElement,
    readonly host: Host,
    readonly wording: Wording,
    readonly stage: Stage,
  ) {}

  /** Waiting for the module, or the form itself is. */
  get busy(): boolean {
    return this.#starting || this.read((widget) => widget.busy, false);
  }

  /** A form is there, or on its way. */
  get mounted(): boolean {
    return this.#starting || this.#widget !== undefined;
  }

  /** Fields with unsaved changes: the form's, and those that it has yet to take back. */
  get dirty(): string[] {
    const dirty = this.read((widget) => widget.dirty, []);
    const { left } = this.#unsaved;
    return left.length > 0 ? [...new Set([...dirty, ...left])] : dirty;
  }

  /** Shows the skeleton at once, then mounts the form as soon as the module is there. What was typed is gone. */
  start(): void {
    this.#unsaved.forget();
    this.restart();
  }

  /** The same with what a trap left. */
  restart(): void {
    this.#clear();
    if (this.#missing) {
      this.#worded(() => this.root.replaceChildren(notice({ title: "", text: this.wording.text("error.load.missing_id") })));
      return;
    }
    this.root.replaceChildren(skeleton());
    this.#worded(() => this.root.querySelector("[role=status]")?.replaceChildren(this.wording.text("status.loading")));
    this.#starting = true;
    this.stated(false, false, true);
    this.#mounted = this.#mount(this.#epoch);
  }

  /** Unmounts, aborts requests and frees the handle. What was typed and not saved goes with it. */
  stop(): void {
    this.#unsaved.forget();
    this.#clear();
  }

  /** Back to the loaded record; where a trap left something to go back from, to none of that. */
  reset(): void {
    if (this.#widget || this.#unsaved.left.length === 0) this.read((widget) => widget.reset(), undefined);
    else this.start();
  }

  /** Reads from the form, or gives `otherwise` while there is none. */
  read<T>(ask: (widget: Widget) => T, otherwise: T): T {
    const widget = this.#widget;
    if (!widget) return otherwise;
    try {
      return ask(widget);
    } catch (error) {
      if (!isTrap(error)) throw error;
      spread(error);
      return otherwise;
    }
  }

  /** Until the form is mounted and its first load is over, or either has failed. */
  async settled(): Promise<void> {
    await this.#mounted;
    await this.#first?.promise;
  }

  /** Loads again; while the first load is under way, waits for that one instead of asking twice. */
  async load(): Promise<void> {
    await this.#mounted;
    if (this.#first) return this.#first.promise;
    return this.call((widget) => widget.load(), undefined);
  }

  /** Loads a record that the host has just given; a form that is not mounted yet finds it by itself. */
  given(): Promise<void> | undefined {
    return this.#widget && this.call((widget) => widget.load(), undefined);
  }

  /** Calls the form once it is mounted. Gives `otherwise` when there is none, or it goes before it answers. */
  async call<T>(run: (widget: Widget) => Promise<T>, otherwise: T): Promise<T> {
    await this.#mounted;
    const answer = this.read<Promise<T> | undefined>(run, undefined);
    if (!answer) return otherwise;
    let abandon = (): void => {};
    const gone = new Promise<T>((resolve) => (abandon = () => resolve(otherwise)));
    this.#abandon.add(abandon);
    try {
      return await Promise.race([answer, gone]);
    } catch (error) {
      if (!isTrap(error)) throw error;
      spread(error);
      return otherwise;
    } finally {
      this.#abandon.delete(abandon);
    }
  }

  /** A second handle to the form's editor: the same one until the form goes. Null while nothing is loaded. */
  get editor(): Editor | null {
    if (this.#lent) return this.#lent.editor;
    const handle = this.read((widget) => widget.editor(), undefined);
    if (!handle) return null;
    const held: Held = { handle, failed: (error) => { if (isTrap(error)) spread(error); } };
    const say: Say = (key, params, fallback) => this.host.text(key, Object.entries(params).flat(), fallback);
    this.#lent = { held, editor: new HandleEditor(held, false, say) };
    return this.#lent.editor;
  }

  /** A property changed that the mounted form reads again. */
  refresh(part: Part): void {
    if (!this.mounted && this.#missing) return this.start();
    const refresh = (): void => this.read((widget) => widget.refresh(part), undefined);
    if (part === "locale") this.#worded(refresh);
    else refresh();
  }

  /** An event was dispatched. */
  emitted(type: string): void {
    if (type === "customer-ready" || type === "customer-error") this.#firstOver();
  }

  /** What is typed and not saved changed. */
  drafted(): void {
    this.#unsaved.listen(() => this.read<string[] | undefined>((widget) => widget.drafts(), undefined));
  }

  /** The form's state changed. */
  stated(dirty: boolean, invalid: boolean, busy: boolean): void {
    this.#state = [dirty, invalid, busy];
    this.stage.mirror(dirty || this.#unsaved.left.length > 0, invalid, busy);
  }

  /** The outcome of a save that has no form to make it. */
  get unavailable(): Outcome {
    return { kind: "unavailable", message: this.wording.text("error.gone") };
  }

  /** See {@link Survivor}. */
  trapped(error: Error): void {
    const focused = this.root.contains(this.#shadow.activeElement);
    this.#unsaved.trapped();
    this.#release();
    const count = this.#unsaved.left.length;
    const title = this.wording.text("error.trap.title");
    const text = this.wording.text("error.trap", count > 0 ? { count: String(count) } : {});
    this.#fail(title, text, "action.restart", () => this.restart());
    // The person was somewhere in a long form: what stands in its place must not be out of sight.
    if (focused) this.root.querySelector("button")?.focus();
    this.root.firstElementChild?.scrollIntoView({ block: "nearest" });
    console.error("customer-edit: the module trapped", error);
  }

  #clear(): void {
    this.#release();
    this.#unsaved.unmounted();
    this.root.replaceChildren();
  }

  async #mount(epoch: number): Promise<void> {
    try {
      const { api } = this.host;
      const glue = await loadModule(api);
      // Fetched beside the module, and by now another one if the locale is.
      await this.wording.follow();
      // Changed a moment ago, it begins anew before long, and this is the wrong module for it.
      if (epoch === this.#epoch && this.host.api === api) this.#show(glue);
    } catch (error) {
      await this.wording.follow();
      if (epoch === this.#epoch) this.#moduleFailed(error);
    }
  }

  /** Says something in the element's language: now, or once that is here, unless something else began meanwhile. */
  #worded(say: () => void): void {
    const arrival = this.wording.follow();
    if (!arrival) return say();
    const epoch = this.#epoch;
    void arrival.then((wanted) => { if (wanted && epoch === this.#epoch) say(); });
  }

  #show(glue: Glue): void {
    this.stage.beforeMount();
    this.#starting = false;
    this.root.replaceChildren();
    watch(this);
    let over = (): void => {};
    const promise = new Promise<void>((resolve) => (over = resolve));
    this.#first = { promise, over };
    try {
      this.#widget = new (revive(glue).Widget)(this.root, this.host);
      if (this.#unsaved.left.length > 0) this.#refillWhenReady();
    } catch (error) {
      if (!isTrap(error)) throw error;
      spread(error);
    }
  }

  #moduleFailed(error: unknown): void {
    this.#release();
    const [key, params] = error instanceof ModuleError ? [error.fault, error.params] : ["broken", {}];
    const text = this.wording.text(`error.module.${key}`, params);
    this.#fail(this.wording.text("error.module.title"), text, "action.retry", () => this.restart());
    console.error(error);
  }

  #fail(title: string, text: string, action: string, run: () => void): void {
    this.root.replaceChildren(notice({ title, text, action: { label: this.wording.text(action), run } }));
    const detail: Failure = { kind: "fatal", status: null, message: text };
    this.host.emit("customer-error", detail);
  }

  #release(): void {
    this.#epoch += 1;
    this.#starting = false;
    const [widget, lent] = [this.#widget, this.#lent];
    this.#widget = this.#lent = undefined;
    unwatch(this);
    try {
      if (lent) release(lent.held);
      widget?.free();
    } catch {
      // A handle of a trapped instance: there is nothing left to free.
    }
    for (const abandon of this.#abandon) abandon();
    this.#firstOver();
    this.stated(false, false, false);
  }

  /** Neither an id nor a record: there is one sentence instead of a form. */
  get #missing(): boolean {
    return this.host.customerId === "" && this.host.takeRecord() === undefined;
  }

  get #shadow(): ShadowRoot {
    return this.root.getRootNode() as ShadowRoot;
  }

  #firstOver(): void {
    this.#first?.over();
    this.#first = undefined;
  }

  #refillWhenReady(): void {
    const epoch = this.#epoch;
    this.#unsaved.refillWhenReady(this.#shadow.host, {
      current: () => epoch === this.#epoch,
      type: (left) => this.read<string[] | undefined>((widget) => widget.refill(left), undefined),
      refilled: () => this.stated(...this.#state),
    });
  }
}
