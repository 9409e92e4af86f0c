/** The widget's modules, one for each API: fetched once per page, and not before the first element asks. */
import * as bindings from "../../build/widget/customer_edit.js";
import type { Api, ModuleSource } from "../types.js";
import type { Glue } from "./module.js";
import { compile, fetched } from "./wasm.js";

const loading = new Map<Api, Promise<Glue>>();

/**
 * Loads the widget's module from another place (a CDN, a test, bytes at hand). Without it the first
 * element to connect fetches `customer_edit.wasm` (or `customer_edit_form_v1.wasm`, by its `api`) from beside the
 * script. Idempotent: once a load has begun, later calls for the same API wait for it and their argument is ignored;
 * after a failure the next call starts anew.
 *
 * @param module `customer_edit.wasm`; `customer_edit_form_v1.wasm` where `api` is "form-v1"
 * @param api whose module it is; default "json-v2"
 * @throws Error naming what is wrong when the module cannot be fetched or compiled
 * @example await init(new URL("/assets/customer_edit.wasm", location.href))
 */
export async function init(module?: ModuleSource, api: Api = "json-v2"): Promise<void> {
  await loadModule(api, module);
}

/** The exports of an API's module, loaded on the first call. @internal */
export function loadModule(api: Api, source?: ModuleSource): Promise<Glue> {
  const known = loading.get(api);
  if (known) return known;
  const begun = instantiate(api, source).catch((error: unknown) => {
    loading.delete(api);
    throw error;
  });
  loading.set(api, begun);
  return begun;
}

async function instantiate(api: Api, source?: ModuleSource): Promise<Glue> {
  if (api === "form-v1") {
    const other = await fetched(() => import("../widget-form-v1.js"));
    await other.load({ module_or_path: await compile(source ?? other.wasm) });
    return glue(other);
  }
  // Written in this one form so that Vite, webpack and others see the file and carry it along.
  const module = await compile(source ?? new URL("./customer_edit.wasm", import.meta.url));
  await bindings.default({ module_or_path: module });
  return glue(bindings);
}

const glue = ({ Widget, __wbg_reset_state }: Pick<typeof bindings, "Widget" | "__wbg_reset_state">): Glue => ({
  Widget: Widget as unknown as Glue["Widget"],
  reset: () => __wbg_reset_state(),
});
