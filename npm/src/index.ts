/**
 * `customer-edit`: registers `<customer-edit>`.
 *
 * @module
 */
import { define } from "./define.js";

define();

// The list of element.ts, name by name: re-exporting that entry would make the bundler split off an empty file.
export { CustomerEditElement } from "./customer-edit.js";
export { define };
export { EditorError } from "./errors.js";
export { init } from "./internal/loader.js";
export type * from "./types.js";
