/**
 * When a module traps, every form on the page stands on the same broken instance. A call from here
 * throws; a trap inside the module's own listeners only reaches `window`. Both end up in one place,
 * which tells every running form once; those of the other API's module as well, for nobody can tell whose it was.
 */
import type { Glue } from "./module.js";

/** Told that the module stopped; the form must let go of its handle. */
export interface Survivor {
  trapped(error: Error): void;
}

const running = new Set<Survivor>();
let traps = 0;
/** How many traps there had been when a module was last mounted on. */
const seen = new WeakMap<Glue, number>();

/** From now on `form` is told of a trap. */
export function watch(form: Survivor): void {
  if (running.size === 0) {
    addEventListener("error", onError);
    addEventListener("unhandledrejection", onRejection);
  }
  running.add(form);
}

/** `form` holds no handle any more. */
export function unwatch(form: Survivor): void {
  running.delete(form);
  if (running.size === 0) {
    removeEventListener("error", onError);
    removeEventListener("unhandledrejection", onRejection);
  }
}

/** A module that may be mounted on: a fresh instance of it if a trap came before. */
export function revive(glue: Glue): Glue {
  if ((seen.get(glue) ?? traps) !== traps) glue.reset();
  seen.set(glue, traps);
  return glue;
}

/**
 * How an engine names a frame of WebAssembly: `https://host/08ce.wasm:wasm-function[12]:0x1f`, of a module made from bytes
 * `wasm://wasm/08ce61cb:wasm-function[12]:0x1f`. WebKit names none: `<?>.wasm-function[12]@[wasm code]`.
 */
const FRAME = /[^\s(@]+(?=:wasm-function\[)|\[wasm code\]/g;
/** What our own frames are called. */
const ours = new Set<string>();

/**
 * Called by the module: whoever is on the stack is it. No name of a file would do, for bundlers rename it, and hosts hand
 * over bytes.
 */
export function learn(): void {
  for (const frame of framesOf(new Error())) ours.add(frame);
}

/** Whether `error` is a trap of this module and not of another one on the page, called by a listener of ours or not. */
export function isTrap(error: unknown): error is Error {
  if (!(error instanceof WebAssembly.RuntimeError)) return false;
  const [innermost] = framesOf(error);
  // A page may have switched stacks off: then nobody's can be told.
  return innermost === undefined ? ours.size === 0 : ours.has(innermost);
}

function framesOf(error: Error): string[] {
  return error.stack?.match(FRAME) ?? [];
}

/** Tells every running form. */
export function spread(error: Error): void {
  traps += 1;
  for (const form of [...running]) form.trapped(error);
}

function onError(event: ErrorEvent): void {
  if (isTrap(event.error)) spread(event.error);
}

function onRejection(event: PromiseRejectionEvent): void {
  if (isTrap(event.reason)) spread(event.reason);
}
