/**
 * `customer-edit/element`: the class and `define`, without side effect.
 *
 * @module
 */
export { CustomerEditElement } from "./customer-edit.js";
export { define } from "./define.js";
export { EditorError } from "./errors.js";
export { init } from "./internal/loader.js";
export type * from "./types.js";
