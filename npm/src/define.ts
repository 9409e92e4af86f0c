import { CustomerEditElement } from "./customer-edit.js";
import { VERSION } from "./version.js";

let registered = false;

/**
 * Registers the element, once per tag; later calls do nothing. Warns on the console when another version of
 * this package was there first, because that one then draws the element. Does nothing where there is no DOM.
 *
 * @param tag default "customer-edit"
 * @example define("acme-customer")
 */
export function define(tag = "customer-edit"): void {
  if (typeof customElements === "undefined") return;
  const first = customElements.get(tag) as { version?: unknown } | undefined;
  if (!first) {
    // A registry takes each class once.
    customElements.define(tag, registered ? class extends CustomerEditElement {} : CustomerEditElement);
    registered = true;
  } else if (first.version !== VERSION) {
    const other = typeof first.version === "string" ? `version ${first.version} of customer-edit` : "another class";
    console.warn(`customer-edit: <${tag}> is already ${other}; version ${VERSION} leaves it so.`);
  }
}
