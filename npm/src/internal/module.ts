/** The seam between the element and the WebAssembly module, as types. */
import type { Api, Issue, Method } from "../types.js";
import type { EditorHandle } from "./editor.js";

/** What the module asks of the element. Members are read when needed, never kept across loads. */
export interface Host {
  readonly api: Api;
  /** Absolute, without a trailing slash. */
  readonly baseUrl: string;
  readonly customerId: string;
  readonly company: number | undefined;
  readonly method: Method;
  /** Decimal mark, digit zero, then group marks. */
  readonly marks: string;
  readonly readonly: boolean;
  /** Whether every save is shown and asked for once more. */
  readonly review: boolean;
  /** JSON text used instead of loading, until a save where the server could be asked as well. */
  takeRecord(): string | undefined;
  /** Flat pairs: name, JSON text. */
  readonly lookups: string[];
  /** Flat pairs: field key, "hidden" or "readonly". */
  readonly policy: string[];
  /** Flat pairs: name, value; a path as `path.<name>`. */
  readonly settings: string[];
  /** Asked before every request. */
  token(): Promise<string | null>;
  /** Sends a request. With `bytes`, its body, `told` hears how many percent of them have gone, where that can be known. */
  fetch(request: Request, bytes?: Uint8Array<ArrayBuffer>, told?: (percent: number) => void): Promise<Response>;
  /** False when a listener called `preventDefault()`. */
  emit(type: string, detail: object | null): boolean;
  /** Wording; `params` are flat pairs. */
  text(key: string, params: string[], fallback: string): string;
  /** What is typed and not saved changed; `Widget.drafts` says it once the module is off the stack. */
  drafted(): void;
  /** Whether drafts are put aside at all. */
  readonly keeps: boolean;
  /** The draft put aside for this customer. */
  kept(): string | undefined;
  /** Puts this customer's draft aside; undefined forgets it. */
  keep(snapshot: string | undefined): void;
  /** The form's state, mirrored into `:state(…)` and the form's validity. */
  state(dirty: boolean, invalid: boolean, busy: boolean): void;
}

/** What `refresh` tells the module to read again. */
export type Part = "readonly" | "policy" | "lookups" | "locale" | "messages" | "method" | "settings";

/** One mounted form. */
export interface Widget {
  load(): Promise<void>;
  save(method?: string): Promise<object>;
  reset(): void;
  undo(): boolean;
  redo(): boolean;
  focusField(key: string): void;
  /** Shows what holds up the form around the element, and moves focus to the first of it. */
  heldUp(): void;
  /** Throws `{ issues }` where the draft has any. */
  preview(method?: string): object;
  readonly dirty: string[];
  readonly issues: Issue[];
  readonly valid: boolean;
  readonly busy: boolean;
  /** Flat pairs of what was typed and not saved: key, text. */
  drafts(): string[];
  /** Types what `drafts` gave into a form mounted anew; answers what no field takes (yet). */
  refill(drafts: string[]): string[];
  /** Another handle to the form's own editor; none while nothing is loaded. Throws `{ kind: "gone" }` once the form is. */
  editor(): EditorHandle | undefined;
  refresh(what: Part): void;
  /** Unmounts and aborts requests. */
  free(): void;
}

/** What the loaded module offers. */
export interface Glue {
  Widget: new (root: HTMLElement, host: Host) => Widget;
  /** After a trap: a fresh instance of the same module; handles of the old one throw from then on. */
  reset(): void;
}
