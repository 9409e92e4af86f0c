/** The `Editor` of the public interface over a handle of either module. */
import { EditorError } from "../errors.js";
import { paramsFromPairs, text } from "../messages/format.js";
import type { Catalog } from "../messages/format.js";
import type { Conflict, Editor, FieldInfo, FieldKey, HttpRequest, Issue, Json, Lookups, Method, Outcome } from "../types.js";
import { jsonText, lookupPairs } from "./json.js";

/** What both modules export for one editor. */
export interface EditorHandle {
  fields(): FieldInfo[];
  get(field: string): string;
  set(field: string, input: string): void;
  pause(): void;
  setLookups(lookups: string[]): void;
  dirty(): FieldKey[];
  changes(): ReturnType<() => Editor["changes"]>;
  validate(method?: string): Issue[];
  request(method?: string): HttpRequest;
  response(status: number, headers: string[], body: string, now: number): Outcome;
  rebase(record: string, etag?: string): Conflict[];
  reset(field?: string): void;
  undo(): boolean;
  redo(): boolean;
  snapshot(): string;
  restore(snapshot: string): Conflict[];
  free(): void;
}

/** What the module asks for sentences. */
export interface Words {
  text(key: string, params: string[], fallback: string): string;
}

/** Wording of a locale, with the host's own in front. */
export function wordsOf(locale: () => string, overrides: () => Catalog): Words {
  return { text: (key, params, fallback) => text(key, paramsFromPairs(params), locale(), fallback, overrides()) };
}

interface Thrown {
  kind: string;
  text: string;
  issues: Issue[];
}

const isThrown = (error: unknown): error is Thrown =>
  typeof error === "object" && error !== null && "kind" in error && "issues" in error;

/** What the module threw, as an `EditorError` that names the call; anything else as it is. */
export function editorError(error: unknown, call: string): unknown {
  if (!isThrown(error)) return error;
  const { kind, text: what, issues } = error;
  switch (kind) {
    case "invalid":
      return new EditorError(`${call}: ${issues[0]?.message ?? "the draft has issues"}`, issues);
    case "unknown_field":
      return new EditorError(`${call}: there is no field "${what}"`);
    case "readonly":
      return new EditorError(`${call}: the field "${what}" is read-only, hidden or inactive`);
    case "unknown_api":
      return new EditorError(`${call}: api is "${what}"; this version knows "json-v2"`);
    case "gone":
      return new EditorError(`${call}: this editor has been freed`);
    default:
      return new EditorError(`${call}: ${what}`);
  }
}

/**
 * Lone surrogates become U+FFFD on their way into WebAssembly. Such a text goes in with a NUL at its end, which core
 * refuses as `invalid_character` like every other impossible character; the original stays here for `get`.
 */
export class Originals {
  readonly #texts = new Map<string, string>();

  into(input: string): string {
    if (input.isWellFormed()) return input;
    const marked = `${input.toWellFormed()}\0`;
    this.#texts.set(marked, input);
    return marked;
  }

  out(text: string): string {
    return text.endsWith("\0") ? (this.#texts.get(text) ?? text) : text;
  }
}

/** A handle that its owner may take away: every later call throws. */
export interface Held {
  handle: EditorHandle | undefined;
  /** Told when a call ended in anything that is not an answer, such as a trap. */
  failed?(error: unknown): void;
}

/** One editor. `owned`: whether `free` lets go of it, or it belongs to a form on the page. */
export class HandleEditor implements Editor {
  readonly #originals = new Originals();
  readonly #held: Held;
  readonly #owned: boolean;

  constructor(held: Held, owned: boolean) {
    this.#held = held;
    this.#owned = owned;
  }

  get fields(): FieldInfo[] { return this.#call("fields", (handle) => handle.fields()); }
  get dirty(): FieldKey[] { return this.#call("dirty", (handle) => handle.dirty()); }

  get changes(): Editor["changes"] {
    const changes = this.#call("changes", (handle) => handle.changes());
    return changes.map((change) => ({ ...change, after: this.#originals.out(change.after) }));
  }

  get(field: FieldKey): string {
    return this.#originals.out(this.#call("get", (handle) => handle.get(field)));
  }

  set(field: FieldKey, input: string): void {
    this.#call("set", (handle) => handle.set(field, this.#originals.into(input)));
  }

  pause(): void { this.#call("pause", (handle) => handle.pause()); }

  setLookups(lookups: Lookups): void {
    this.#call("setLookups", (handle) => handle.setLookups(lookupPairs(lookups)));
  }

  setImage(field: FieldKey, _bytes: Uint8Array | null, _fileName?: string): void {
    throw new EditorError(`setImage: "${field}" is not an image; json-v2 has none`);
  }

  validate(method?: Method): Issue[] { return this.#call("validate", (handle) => handle.validate(method)); }
  request(method?: Method): HttpRequest { return this.#call("request", (handle) => handle.request(method)); }

  response(status: number, headers: Record<string, string>, body: string): Outcome {
    const pairs = Object.entries(headers).flat();
    return this.#call("response", (handle) => handle.response(status, pairs, body, Date.now()));
  }

  rebase(record: Json, etag?: string): Conflict[] {
    return this.#mine(this.#call("rebase", (handle) => handle.rebase(jsonText(record), etag)));
  }

  reset(field?: FieldKey): void { this.#call("reset", (handle) => handle.reset(field)); }
  undo(): boolean { return this.#call("undo", (handle) => handle.undo()); }
  redo(): boolean { return this.#call("redo", (handle) => handle.redo()); }
  snapshot(): string { return this.#call("snapshot", (handle) => handle.snapshot()); }

  restore(snapshot: string): Conflict[] {
    return this.#mine(this.#call("restore", (handle) => handle.restore(snapshot)));
  }

  free(): void {
    if (this.#owned) release(this.#held);
  }

  #mine(conflicts: Conflict[]): Conflict[] {
    return conflicts.map((conflict) => ({ ...conflict, mine: this.#originals.out(conflict.mine) }));
  }

  #call<T>(call: string, run: (handle: EditorHandle) => T): T {
    const { handle } = this.#held;
    if (!handle) throw new EditorError(`${call}: this editor has been freed`);
    try {
      return run(handle);
    } catch (error) {
      if (!isThrown(error)) this.#held.failed?.(error);
      throw editorError(error, call);
    }
  }
}

/** Frees the handle and takes it away. */
export function release(held: Held): void {
  const { handle } = held;
  held.handle = undefined;
  handle?.free();
}
