/** The element's events as React handlers. */
import type { CustomerEditEvents } from "../types.js";

/**
 * A handler per event; each gets the `CustomEvent` that the element dispatched.
 *
 * @example const handlers: CustomerEditHandlers = { onCustomerSaved: ({ detail }) => console.log(detail.changed) };
 */
export interface Handlers {
  /** A record is loaded and shown. */
  onCustomerReady?: ((event: CustomerEditEvents["customer-ready"]) => void) | undefined;
  /** A field changed: by a person, or by `element.editor.set`. */
  onCustomerChange?: ((event: CustomerEditEvents["customer-change"]) => void) | undefined;
  /** A save was refused, here or by the server. */
  onCustomerInvalid?: ((event: CustomerEditEvents["customer-invalid"]) => void) | undefined;
  /** A request is about to leave: `event.preventDefault()` stops it. */
  onCustomerSave?: ((event: CustomerEditEvents["customer-save"]) => void) | undefined;
  /** The server stored it. */
  onCustomerSaved?: ((event: CustomerEditEvents["customer-saved"]) => void) | undefined;
  /** The record changed on the server meanwhile. */
  onCustomerConflict?: ((event: CustomerEditEvents["customer-conflict"]) => void) | undefined;
  /** Loading, saving or the module failed. */
  onCustomerError?: ((event: CustomerEditEvents["customer-error"]) => void) | undefined;
  /** The person discarded the changes. */
  onCustomerCancel?: ((event: CustomerEditEvents["customer-cancel"]) => void) | undefined;
}

/** Event type and prop; the type says that none is forgotten. */
const PROPS: Readonly<Record<keyof CustomerEditEvents, keyof Handlers>> = {
  "customer-ready": "onCustomerReady",
  "customer-change": "onCustomerChange",
  "customer-invalid": "onCustomerInvalid",
  "customer-save": "onCustomerSave",
  "customer-saved": "onCustomerSaved",
  "customer-conflict": "onCustomerConflict",
  "customer-error": "onCustomerError",
  "customer-cancel": "onCustomerCancel",
};

/** Pairs of event type and prop. @internal */
export const HANDLERS = Object.entries(PROPS) as readonly [keyof CustomerEditEvents, keyof Handlers][];
