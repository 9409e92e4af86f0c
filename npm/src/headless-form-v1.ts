/**
 * The headless module for form-v1, with its script: a file of its own, fetched by the first call that names that API.
 *
 * @internal
 * @module
 */
export { EditorHandle, checkBody, initSync } from "../build/headless-form-v1/customer_headless_form_v1.js";

/** Where the module is, in this one form so that Vite, webpack and others see the file and carry it along. */
export const wasm = new URL("./customer_headless_form_v1.wasm", import.meta.url);
