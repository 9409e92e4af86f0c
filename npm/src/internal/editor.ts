/** The `Editor` of the public interface over a handle of either module. */
import { EditorError } from "../errors.js";
import type { Conflict, Editor, FieldInfo, FieldKey, HttpRequest, Issue, Json, Lookups, Method, Outcome } from "../types.js";
import { jsonText, lookupPairs } from "./json.js";

/**
 * What both modules export for one editor. Arguments and answers are JSON arrays of texts: two texts are the cheapest
 * thing to cross the boundary. `headless/src/editor.rs` says what each call takes and gives.
 */
export interface EditorHandle {
  call(args: string): string;
  /** Bytes for the next call, or of the last answer: JSON has none. */
  give(bytes: Uint8Array): void;
  take(): Uint8Array | undefined;
  free(): void;
}

/** The sentence of a key in the reader's language. */
export type Say = (key: string, params: Record<string, string>, fallback: string) => string;

type Texts = (string | null)[];

/** What the module answered, when that is no error. */
function answered(answer: string, call: string, say: Say): unknown[] {
  const [kind, ...rest] = JSON.parse(answer) as [string, ...unknown[]];
  if (kind === "") return rest;
  const [what, ...rows] = rest;
  const issues = issuesFrom(rows, say);
  const why: Record<string, string> = {
    invalid: issues[0]?.message ?? "the draft has issues",
    unknown_field: `there is no field "${what}"`,
    readonly: `the field "${what}" is read-only, hidden or inactive`,
    unknown_api: `api is "${what}"; this version knows "json-v2" and "form-v1"`,
    gone: "this editor has been freed",
  };
  throw new EditorError(`${call}: ${why[kind] ?? what}`, kind === "invalid" ? issues : undefined);
}

/** Flat pairs as an object. */
const members = (pairs: Texts): Record<string, string> =>
  Object.fromEntries(pairs.flatMap((name, i) => (i % 2 ? [] : [[name, pairs[i + 1]]])));

/** An empty object without a value, else one with it. */
const some = <T>(name: string, value: T | null | undefined): Record<string, T> => (value == null ? {} : { [name]: value });

/** What is wrong with a body, as `checkBody` answers. */
export function issuesFromCheck(answer: string, say: Say): Issue[] {
  return issuesFrom(answered(answer, "checkBody", say), say);
}

function issuesFrom(rows: unknown[], say: Say): Issue[] {
  return (rows as Texts[]).map(([field = null, code, sentence, label, ...pairs]) => {
    const key = field ?? "";
    const params = members(pairs);
    const named = label == null ? key : say(`label.${key}`, {}, label);
    const message = sentence ?? say(`issue.${code}`, { field: key, label: named, ...params }, code as string);
    return { field, code: code as Issue["code"], message, ...some("params", pairs.length > 0 ? params : null) };
  });
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
  readonly #say: Say;

  constructor(held: Held, owned: boolean, say: Say) {
    this.#held = held;
    this.#owned = owned;
    this.#say = say;
  }

  /** @throws EditorError when the editor could not be opened */
  opened(): void { this.#call("createEditor"); }

  get fields(): FieldInfo[] {
    const say = this.#say;
    return (this.#call("fields") as Texts[]).map((row) => {
      const [key, label, section, type, maxLength, min, max, scale, required, visible, readonly, ...pairs] = row as string[];
      const options = pairs.flatMap((value, i) => {
        if (i % 2) return [];
        const named = pairs[i + 1] as string;
        return [{ value, label: type === "choice" ? say(`choice.${key}.${value}`, {}, named) : named }];
      });
      const number = (digits: string | undefined) => (digits == null ? null : Number(digits));
      return {
        key, label: say(`label.${key}`, {}, label as string), section: say(`section.${section}`, {}, section as string),
        type, required: !!required, ...some("maxLength", number(maxLength)), ...some("min", min), ...some("max", max),
        ...some("scale", number(scale)), ...some("options", options.length > 0 ? options : null), visible: !!visible, readonly: !!readonly,
      } as FieldInfo;
    });
  }

  get dirty(): FieldKey[] { return this.#call("dirty") as FieldKey[]; }

  get changes(): Editor["changes"] {
    return (this.#call("changes") as string[][]).map((row) => {
      const [field, label, type, before, after] = row as [string, string, string, string, string];
      const read = (text: string): string => {
        if (type === "boolean" && text !== "") return this.#say(text === "true" ? "field.yes" : "field.no", {}, text);
        return type === "choice" && text !== "" ? this.#say(`choice.${field}.${text}`, {}, text) : text;
      };
      return { field, label: this.#say(`label.${field}`, {}, label), before: read(before), after: this.#originals.out(read(after)) };
    });
  }

  get(field: FieldKey): string { return this.#originals.out(this.#call("get", field)[0] as string); }
  set(field: FieldKey, input: string): void { this.#call("set", field, this.#originals.into(input)); }
  pause(): void { this.#call("pause"); }
  setLookups(lookups: Lookups): void { this.#call("setLookups", ...lookupPairs(lookups)); }

  setImage(field: FieldKey, bytes: Uint8Array | null, fileName?: string): void {
    if (bytes) this.#held.handle?.give(bytes);
    this.#call("setImage", field, fileName);
  }

  validate(method?: Method): Issue[] { return issuesFrom(this.#call("validate", method), this.#say); }

  request(method?: Method): HttpRequest {
    const [name, path, text, ...headers] = this.#call("request", method) as [HttpRequest["method"], string, string | null];
    const body = text ?? this.#held.handle?.take() ?? "";
    return { method: name, path, headers: members(headers as string[]), body };
  }

  response(status: number, headers: Record<string, string>, body: string): Outcome {
    const seconds = Math.floor(Date.now() / 1000);
    const answer = this.#call("response", String(status), String(seconds), body, ...Object.entries(headers).flat());
    const [kind, text, ...rows] = answer as [string, string | null];
    switch (kind) {
      case "invalid":
        return { kind, issues: issuesFrom(rows, this.#say) };
      case "throttled":
        return { kind, retryAfterSeconds: text === null ? null : Number(text) };
      case "saved":
      case "conflict":
        return { kind };
      default:
        return { kind, message: text ?? this.#say(`error.save.${kind}`, {}, kind) } as Outcome;
    }
  }

  rebase(record: Json, etag?: string): Conflict[] { return this.#conflicts(this.#call("rebase", jsonText(record), etag)); }
  reset(field?: FieldKey): void { this.#call("reset", field); }
  undo(): boolean { return this.#call("undo")[0] !== ""; }
  redo(): boolean { return this.#call("redo")[0] !== ""; }
  snapshot(): string { return this.#call("snapshot")[0] as string; }
  restore(snapshot: string): Conflict[] { return this.#conflicts(this.#call("restore", snapshot)); }

  free(): void {
    if (this.#owned) release(this.#held);
  }

  #conflicts(rows: unknown[]): Conflict[] {
    return (rows as [string, string, string, string, string][]).map(([field, label, loaded, mine, theirs]) => (
      { field, label: this.#say(`label.${field}`, {}, label), loaded, mine: this.#originals.out(mine), theirs }
    ));
  }

  #call(call: string, ...args: (string | undefined)[]): unknown[] {
    const { handle } = this.#held;
    if (!handle) throw new EditorError(`${call}: this editor has been freed`);
    let answer: string;
    try {
      answer = handle.call(JSON.stringify([call, ...args]));
    } catch (error) {
      this.#held.failed?.(error);
      throw error;
    }
    return answered(answer, call, this.#say);
  }
}

/** Frees the handle and takes it away. */
export function release(held: Held): void {
  const { handle } = held;
  held.handle = undefined;
  handle?.free();
}
