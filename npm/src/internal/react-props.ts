/** Props of the React component: which are the element's properties, and when they are set. */
import type { CustomerEditElement } from "../customer-edit.js";
import { HANDLERS, type Handlers } from "./react-events.js";

/** By name and type as the element has them. */
type Writable = Pick<
  CustomerEditElement,
  | "api" | "baseUrl" | "customerId" | "company" | "method" | "locale" | "readonly" | "theme" | "density" | "review"
  | "draftKey" | "getToken" | "fetcher" | "record" | "lookups" | "fieldPolicy" | "settings" | "messages"
>;

/**
 * The element's writable properties, all of them optional; `undefined` counts as not given. Units and defaults are those
 * of `CustomerEditElement`.
 *
 * @example const properties: CustomerEditProperties = { customerId: "42", company: 1, fieldPolicy: { fax: "hidden" } };
 */
export type WritableProps = { [Name in keyof Writable]?: Writable[Name] | undefined };

/** What a property is set to when its prop goes away. "" as locale is the nearest `lang`. */
const DEFAULTS: Writable = {
  api: "json-v2",
  baseUrl: "",
  customerId: "",
  company: null,
  method: "auto",
  locale: "",
  readonly: false,
  theme: "page",
  density: "normal",
  review: false,
  draftKey: "",
  getToken: null,
  fetcher: null,
  record: null,
  lookups: null,
  fieldPolicy: {},
  settings: {},
  messages: {},
};

/** By name, what was set last; of an object its JSON text as well. @internal */
export type Applied = Readonly<Record<string, { value: unknown; text: unknown }>>;

/** Props by where they go: to the element's properties, to its listeners, or to the tag as they are. @internal */
export function splitProps(props: object): { properties: WritableProps; handlers: Handlers; plain: Record<string, unknown> } {
  const properties: Record<string, unknown> = {};
  const handlers: Record<string, unknown> = {};
  const plain: Record<string, unknown> = {};
  const handled = new Set<string>(HANDLERS.map(([, prop]) => prop));
  for (const [name, value] of Object.entries(props)) {
    const place = Object.hasOwn(DEFAULTS, name) ? properties : handled.has(name) ? handlers : plain;
    place[name] = value;
  }
  return { properties, handlers, plain };
}

/** As both versions of React write them onto a custom element: 18 knows no `className` there, nor what `false` means. @internal */
export function plainAttributes({ className, hidden, ...rest }: Record<string, unknown>): Record<string, unknown> {
  return {
    ...rest,
    ...(className === undefined ? {} : { class: className }),
    ...(hidden ? { hidden: hidden === true ? "" : hidden } : {}),
  };
}

/**
 * Sets the properties that differ from what was set last. Works on an element that is not upgraded yet, too.
 *
 * @returns what is set now
 * @internal
 */
export function applyProperties(element: CustomerEditElement, properties: WritableProps, applied: Applied): Applied {
  const now: Record<string, Applied[string]> = {};
  const target = element as unknown as Record<string, unknown>;
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined) continue;
    const last = applied[name];
    // A record may be large: the same object is not written out again.
    const text = last && Object.is(last.value, value) ? last.text : comparable(value);
    now[name] = { value, text };
    if (!last || last.text !== text) target[name] = value;
  }
  for (const name of Object.keys(applied)) {
    if (!now[name]) target[name] = DEFAULTS[name as keyof Writable];
  }
  return now;
}

function comparable(value: unknown): unknown {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : value;
}
