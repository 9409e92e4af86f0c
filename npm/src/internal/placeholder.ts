/** What the element shows by itself: the skeleton before the module has arrived, and the page for when it cannot. */
import { h, icon } from "./dom.js";

/** Fields per section of the skeleton, by width: the shape of a json-v2 customer. */
const SHAPE: readonly (readonly ("half" | "third" | "full")[])[] = [
  ["half", "half"],
  ["half", "half", "half"],
  ["half", "half", "third", "third", "third"],
  ["full"],
];

const DISCONNECTED =
  "M2 2l12 12M6.2 4.1A4 4 0 0 1 11.4 7a3 3 0 0 1 2.3 4.6M11 12.9H5a3.2 3.2 0 0 1-.6-6.3";
const PERSON = "M8 2.5a2.75 2.75 0 1 0 0 5.5 2.75 2.75 0 0 0 0-5.5ZM2.75 13.5a5.25 5.25 0 0 1 10.5 0";

/** The form's outline, still and hidden from assistive technology, with a place for one sentence for it. */
export function skeleton(): HTMLElement {
  const sections = SHAPE.map((fields) =>
    h(
      "div",
      { class: "ce-section" },
      h("div", { class: "ce-section__head" }, bone({ "data-w": "m" })),
      h("div", { class: "ce-grid" }, ...fields.map(boneField)),
    ),
  );
  const head = h(
    "div",
    { class: "ce-head" },
    bone({ "data-h": "mono" }),
    h("div", { class: "ce-head__id" }, bone({ "data-w": "l", "data-h": "title" }), bone({ "data-w": "m" })),
  );
  return h(
    "div",
    { class: "ce-frame", "aria-busy": "true" },
    h("p", { class: "ce-sr", role: "status" }),
    h("div", { "aria-hidden": "true" }, head, h("div", { class: "ce-body" }, ...sections)),
  );
}

/** A page in the form's place: a heading, what to do, and one button where something can be done. */
export function notice(options: {
  title: string;
  text: string;
  action?: { label: string; run: () => void };
}): HTMLElement {
  const { title, text, action } = options;
  const failed = action !== undefined;
  const body = h(
    "div",
    { class: "ce-blank", part: "banner", role: failed ? "alert" : "status" },
    h("span", failed ? { class: "ce-blank__icon", "data-kind": "danger" } : { class: "ce-blank__icon" }, icon(failed ? DISCONNECTED : PERSON)),
    ...(title ? [h("h2", { class: "ce-h" }, title)] : []),
    h("p", {}, text),
  );
  if (action) {
    const button = h("button", { class: "ce-btn", "data-kind": "primary", part: "button", type: "button" }, action.label);
    button.addEventListener("click", action.run);
    body.append(h("div", { class: "ce-blank__acts" }, button));
  }
  return h("div", { class: "ce-frame" }, body);
}

function bone(attributes: Record<string, string>): HTMLElement {
  return h("span", { class: "ce-bone", ...attributes });
}

function boneField(width: "half" | "third" | "full"): HTMLElement {
  return h(
    "div",
    width === "half" ? { class: "ce-field" } : { class: "ce-field", "data-span": width },
    h("div", { class: "ce-field__top" }, bone({ "data-w": "s" })),
    bone({ "data-h": width === "full" ? "area" : "control" }),
  );
}
