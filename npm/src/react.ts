"use client";
/**
 * `customer-edit/react`: `<CustomerEdit>`, the element as a React component. For React 18 and 19.
 *
 * Importing registers nothing; the first component that mounts does. On a server the component renders the plain tag.
 *
 * @module
 */
import {
  createElement, forwardRef, useEffect, useImperativeHandle, useLayoutEffect, useRef,
  type ForwardRefExoticComponent, type HTMLAttributes, type RefAttributes,
} from "react";
import type { CustomerEditElement } from "./customer-edit.js";
import { define } from "./define.js";
import { applyProperties, plainAttributes, splitProps, type Applied, type WritableProps } from "./internal/react-props.js";
import { HANDLERS, type Handlers } from "./internal/react-events.js";

export type { CustomerEditElement } from "./customer-edit.js";
export type * from "./types.js";
export type { WritableProps as CustomerEditProperties } from "./internal/react-props.js";
export type { Handlers as CustomerEditHandlers } from "./internal/react-events.js";

/** What every HTML element takes, without what the form has its own idea of. */
type PlainProps = Omit<HTMLAttributes<CustomerEditElement>, keyof WritableProps | keyof Handlers | "children" | "dangerouslySetInnerHTML">;

/**
 * Every writable property of the element, a handler per event, and what any HTML element takes (`className`, `style`,
 * `id`, `data-…`).
 *
 * @example const props: CustomerEditProps = { customerId: "42", company: 1, className: "form" };
 */
export interface CustomerEditProps extends WritableProps, Handlers, PlainProps {}

/** Effects that run before the browser paints; a server runs none, and React 18 complains of them there. */
const useEarlyEffect = typeof document === "undefined" ? useEffect : useLayoutEffect;

/**
 * `<customer-edit>` as a component. `ref` gives the element; handlers get its `CustomEvent`s. A prop that goes away
 * gets its default back; one that was never given leaves the element's property alone.
 *
 * Objects may be written in place: `record`, `lookups`, `fieldPolicy`, `settings` and `messages` are compared by their
 * JSON text, so a new object per render changes nothing. Functions may be, too: the last one given is the one called.
 *
 * @throws TypeError while rendering effects when an object has no JSON form (a cycle, a BigInt)
 * @example
 * function Customer({ id, session }: { id: string; session: Session }) {
 *   const form = useRef<CustomerEditElement>(null);
 *   return (
 *     <>
 *       <CustomerEdit
 *         ref={form}
 *         baseUrl="https://api.example.com"
 *         customerId={id}
 *         company={1}
 *         getToken={() => session.accessToken()}
 *         fieldPolicy={{ fax: "hidden" }}
 *         onCustomerSaved={(event) => console.log("saved", event.detail.changed)}
 *       />
 *       <button onClick={() => form.current?.save()}>Save</button>
 *     </>
 *   );
 * }
 */
export const CustomerEdit: ForwardRefExoticComponent<CustomerEditProps & RefAttributes<CustomerEditElement>> =
  forwardRef(function CustomerEdit(props: CustomerEditProps, ref) {
    const { properties, handlers, plain } = splitProps(props);
    const element = useRef<CustomerEditElement>(null);
    const applied = useRef<Applied>({});
    const latest = useRef(handlers);

    useImperativeHandle(ref, () => element.current as CustomerEditElement, []);

    useEarlyEffect(() => {
      latest.current = handlers;
    });

    useEarlyEffect(() => {
      const target = element.current;
      if (!target) return undefined;
      const listeners = HANDLERS.map(([type, prop]) => {
        const listener = (event: Event): void => (latest.current[prop] as ((event: Event) => void) | undefined)?.(event);
        target.addEventListener(type, listener);
        return () => target.removeEventListener(type, listener);
      });
      return () => listeners.forEach((remove) => remove());
    }, []);

    useEarlyEffect(() => {
      const target = element.current;
      if (!target) return;
      applied.current = applyProperties(target, properties, applied.current);
      // After the properties: an element that is upgraded here takes them over before its first request.
      define();
    });

    return createElement("customer-edit", { ...plainAttributes(plain), ref: element });
  });
