/**
 * `customer-edit/customer_edit.wasm` and `customer-edit/customer_headless.wasm`, as a bundler imports them: a URL with
 * most (esbuild's `file` loader), a compiled module with some (edge workers). `init` takes either.
 *
 * @example
 * import { init } from "customer-edit";
 * import wasm from "customer-edit/customer_edit.wasm";
 * init(wasm);
 * @module
 */
declare const wasm: string | WebAssembly.Module;
export default wasm;
