/** The gallery: every state of the form, or with `?state=` one of them. */
import { CustomerEditElement } from "customer-edit";
import { byId, h } from "./dom.js";
import { Account } from "./gallery/account.js";
import { Person } from "./gallery/person.js";
import { showTheme } from "./gallery/playground.js";
import { BRIGHTWATER, templateOf } from "./gallery/record.js";
import { type State, STATES } from "./gallery/states.js";

// Before any form listens: what is typed here is nobody's work, and leaving needs no question.
addEventListener("beforeunload", (event) => event.stopImmediatePropagation(), { capture: true });

const asked = new URLSearchParams(location.search).get("state");
const one = asked === null ? undefined : STATES[asked];
const names = one && asked !== null ? [asked] : Object.keys(STATES);
const playground = byId("playground", HTMLDetailsElement);
const main = byId("states", HTMLElement);

document.documentElement.toggleAttribute("data-one", one !== undefined);
playground.open = one === undefined;
const sections = names.map((name) => section(name, STATES[name] as State));
main.append(...sections.map(({ element }) => element));
showTheme(byId("theme", HTMLFormElement), showLinks());
void Promise.all(sections.map(({ reach }) => reach())).then(() => {
  document.documentElement.dataset["there"] = "";
  if (!one) settle();
});

/** A state with its form, and the way to it. */
function section(name: string, state: State): { element: HTMLElement; reach: () => Promise<void> } {
  const { customer = BRIGHTWATER, template = "Key account", fault, stage: { width, scheme, dir, lang } = {} } = state;
  const account = new Account(customer, templateOf(customer, template), fault);
  const form = new CustomerEditElement();
  // A base of its own: what an account asked to wait for, and its lists, are shared by the forms of a page.
  const attributes = { "base-url": `/in-page/${name}`, "customer-id": String(customer.id), "company": "1", ...state.attributes };
  for (const [attribute, value] of Object.entries(attributes)) form.setAttribute(attribute, value);
  form.fetcher = account.fetcher;
  form.getToken = () => "in-page";
  // A save that never ends must not be given up while somebody looks at it.
  form.settings = { timeoutSeconds: 86_400 };

  if (form.draftKey) sessionStorage.removeItem(form.draftKey);

  const stage = h("div", { class: "stage" }, form);
  for (const [key, value] of Object.entries({ "data-width": width, "data-scheme": scheme, dir, lang })) {
    if (value !== undefined) stage.setAttribute(key, value);
  }
  const title = h("h2", { id: `${name}-title` }, state.title);
  const element = h("section", { class: "state", id: name, "aria-labelledby": `${name}-title` }, title, h("p", {}, state.says), stage);
  const reach = async (): Promise<void> => {
    const person = new Person(form);
    try {
      await state.act?.(person);
      await person.sees(state.reached);
      element.dataset["there"] = "";
    } catch (error) {
      element.dataset["failed"] = "";
      console.error(`gallery: "${name}" was not reached`, error);
    }
  };
  return { element, reach };
}

/** Links to every state on this page, or alone on its own. */
function showLinks(): HTMLAnchorElement[] {
  const link = (href: string, text: string): HTMLAnchorElement => h("a", { href }, text);
  const all = Object.entries(STATES).map(([name, { title }]) => link(one ? `?state=${name}` : `#${name}`, title));
  for (const [at, name] of Object.keys(STATES).entries()) if (one && name === asked) all[at]?.setAttribute("aria-current", "page");
  if (one) all.unshift(link("gallery.html", "All states"));
  document.querySelector("#list ul")?.append(...all.map((anchor) => h("li", {}, anchor)));
  return all;
}

/** Thirty forms have each taken the keyboard and the scroll position: nobody here asked them to. */
function settle(): void {
  const focused = document.activeElement;
  if (focused instanceof CustomerEditElement && focused.shadowRoot?.activeElement instanceof HTMLElement) {
    focused.shadowRoot.activeElement.blur();
  }
  const target = location.hash && document.getElementById(location.hash.slice(1));
  if (target) target.scrollIntoView();
  else scrollTo(0, 0);
}
