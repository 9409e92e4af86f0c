/** Compiles a WebAssembly module from wherever it comes, and says in one word why it could not. */
import type { ModuleSource } from "../types.js";

/**
 * - `network`: no answer at all
 * - `missing`: an answer that is not 2xx
 * - `mime`: an answer of another kind, such as a single-page app's index.html
 * - `blocked`: a Content-Security-Policy without 'wasm-unsafe-eval'
 * - `broken`: bytes that do not compile
 */
export type ModuleFault = "network" | "missing" | "mime" | "blocked" | "broken";

/** Why a module is not there; `params` fill the sentence `error.module.<fault>`. */
export class ModuleError extends Error {
  constructor(
    readonly fault: ModuleFault,
    readonly params: Record<string, string>,
    cause?: unknown,
  ) {
    super(`customer-edit: the WebAssembly module could not be loaded (${fault})`, { cause });
    this.name = "ModuleError";
  }
}

/**
 * The compiled module. Streams when the answer says it is WebAssembly.
 *
 * @throws ModuleError
 */
export async function compile(source: ModuleSource): Promise<WebAssembly.Module> {
  if (source instanceof WebAssembly.Module) return source;
  try {
    if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) return await WebAssembly.compile(source);
    return await compileResponse(source instanceof Response ? source : await fetch(source));
  } catch (error) {
    throw error instanceof ModuleError ? error : new ModuleError(faultOf(error), {}, error);
  }
}

/**
 * What `import()` brings: a script that is fetched when it is needed.
 *
 * @throws ModuleError
 */
export async function fetched<T>(bring: () => Promise<T>): Promise<T> {
  try {
    return await bring();
  } catch (error) {
    throw new ModuleError("network", {}, error);
  }
}

async function compileResponse(response: Response): Promise<WebAssembly.Module> {
  if (!response.ok) throw new ModuleError("missing", { status: String(response.status) });
  const type = (response.headers.get("Content-Type") ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
  if (type === "application/wasm") return WebAssembly.compileStreaming(response);
  // A server that knows no .wasm says nothing, or "some bytes": those are worth a try. One that names
  // another type means it.
  if (type !== "" && type !== "application/octet-stream") throw new ModuleError("mime", { type });
  return WebAssembly.compile(await response.arrayBuffer());
}

function faultOf(error: unknown): ModuleFault {
  // WebKit's word for a policy that is in the way.
  if (error instanceof EvalError) return "blocked";
  if (!(error instanceof WebAssembly.CompileError)) return "network";
  return /content security policy|csp|unsafe-eval|embedder/i.test(error.message) ? "blocked" : "broken";
}
