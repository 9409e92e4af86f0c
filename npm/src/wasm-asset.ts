/**
 * The four `.wasm` files, `customer-edit/customer_edit.wasm` and so on, as a bundler imports them: a URL with most (esbuild's
 * `file` loader), a compiled module with some (edge workers). `init` takes either; one of form-v1 with that as its second argument.
 *
 * @example
 * import { init } from "customer-edit";
 * import wasm from "customer-edit/customer_edit.wasm";
 * init(wasm);
 * @module
 */
declare const wasm: string | WebAssembly.Module;
export default wasm;
