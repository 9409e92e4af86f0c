/** The bridge that the module sees: the element's properties as text, its events, its wording. */
import type { CustomerEditElement } from "../customer-edit.js";
import { paramsFromPairs } from "../messages/format.js";
import { keep, kept, type Owner } from "./drafts.js";
import { textPairs } from "./json.js";
import { marks } from "./marks.js";
import type { Host } from "./module.js";
import { settingPairs } from "./settings.js";
import { learn } from "./traps.js";
import type { Wording } from "./wording.js";

/** What the bridge needs beyond the element's public face. */
export interface Backstage {
  /** The record for the load that asks. */
  takeRecord(): string | undefined;
  /** The property as flat pairs: name, JSON text. */
  lookups(): string[];
  /** The property, or a disabled form around the element. */
  readonly(): boolean;
  /** The form's state changed. */
  state(dirty: boolean, invalid: boolean, busy: boolean): void;
  /** An event was dispatched. */
  emitted(type: string): void;
  /** What is typed and not saved changed. */
  drafted(): void;
}

/** A host over `element`; every member asks the element anew. */
export function createHost(element: CustomerEditElement, wording: Wording, backstage: Backstage): Host {
  return {
    get api() { return element.api; },
    get baseUrl() { return absoluteBase(element.baseUrl); },
    get customerId() { return element.customerId; },
    get company() { return element.company ?? undefined; },
    get method() { return element.method; },
    get marks() { return marks(element.locale); },
    get readonly() {
      // The first thing that a form asks while it is made: the module is on the stack.
      learn();
      return backstage.readonly();
    },
    get review() { return element.review; },
    get lookups() { return backstage.lookups(); },
    get policy() { return textPairs(element.fieldPolicy); },
    get settings() { return settingPairs(element.settings); },
    takeRecord: () => backstage.takeRecord(),
    async token() {
      const token = await element.getToken?.();
      return token || null;
    },
    async fetch(request, bytes, told) {
      const send = element.fetcher;
      if (send) return send(request);
      if (!bytes || !told) return fetch(request);
      const { upload } = await import("./upload.js");
      return upload(request, bytes, told);
    },
    emit(type, detail) {
      const event = new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable: type === "customer-save" });
      const go = element.dispatchEvent(event);
      backstage.emitted(type);
      return go;
    },
    text: (key, params, fallback) => wording.text(key, paramsFromPairs(params), fallback),
    drafted: () => backstage.drafted(),
    get keeps() { return element.draftKey !== ""; },
    kept: () => kept(ownerOf(element)),
    keep: (snapshot) => keep(ownerOf(element), snapshot),
    state: (dirty, invalid, busy) => backstage.state(dirty, invalid, busy),
  };
}

function ownerOf({ draftKey, api, customerId, company, baseUrl }: CustomerEditElement): Owner {
  return { draftKey, api, customerId, place: `${company ?? ""} ${absoluteBase(baseUrl)}` };
}

/**
 * The base that the API's paths (`/api/…`) are appended to: absolute, no trailing slash. "" is the page's origin.
 * An unreadable one comes back as it is, and the request made of it fails where failures are shown.
 */
export function absoluteBase(base: string): string {
  try {
    const url = new URL(base.trim() || "/", document.baseURI);
    return (url.origin === "null" ? url.href : url.origin + url.pathname).replace(/\/+$/, "");
  } catch {
    return base;
  }
}
