/**
 * The widget's module for form-v1, with its script. A file of its own, fetched when the first element of that API
 * connects: a page of the other one never loads it.
 *
 * @internal
 * @module
 */
export * from "../build/widget-form-v1/customer_edit_form_v1.js";
export { default as load } from "../build/widget-form-v1/customer_edit_form_v1.js";

/** Where the module is, in this one form so that Vite, webpack and others see the file and carry it along. */
export const wasm = new URL("./customer_edit_form_v1.wasm", import.meta.url);
