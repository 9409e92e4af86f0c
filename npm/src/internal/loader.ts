/** The widget's module: fetched once per page, and not before the first element asks. */
import * as bindings from "../../build/widget/customer_edit.js";
import type { ModuleSource } from "../types.js";
import type { Glue } from "./module.js";
import { compile } from "./wasm.js";

let loading: Promise<Glue> | undefined;

/**
 * Loads the widget's module from another place (a CDN, a test, bytes at hand). Without it the first
 * element to connect fetches `customer_edit.wasm` from beside the script. Idempotent: once a load has
 * begun, later calls wait for it and their argument is ignored; after a failure the next call starts anew.
 *
 * @throws Error naming what is wrong when the module cannot be fetched or compiled
 * @example await init(new URL("/assets/customer_edit.wasm", location.href))
 */
export async function init(module?: ModuleSource): Promise<void> {
  await loadModule(module);
}

/** The module's exports, loaded on the first call. @internal */
export function loadModule(source?: ModuleSource): Promise<Glue> {
  loading ??= instantiate(source).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function instantiate(source?: ModuleSource): Promise<Glue> {
  // Written in this one form so that Vite, webpack and others see the file and carry it along.
  const module = await compile(source ?? new URL("./customer_edit.wasm", import.meta.url));
  await bindings.default({ module_or_path: module });
  return {
    Widget: bindings.Widget as unknown as Glue["Widget"],
    reset: () => bindings.__wbg_reset_state(),
  };
}
