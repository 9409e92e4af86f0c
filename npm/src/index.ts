/**
 * `customer-edit`: registers `<customer-edit>`.
 *
 * @module
 */
import { define } from "./define.js";

define();

export * from "./element.js";
