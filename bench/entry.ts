/** The page that the runner measures: the shipped element behind the runner's `window.bench`. */
import { init, type CustomerEditElement } from "customer-edit";
import { Translation, type Field } from "./translate.js";

// Compiles while the data is translated; the element would ask for the same module a moment later.
void init();

const inline = (id: string): string => document.getElementById(id)?.textContent ?? "";
const { fields } = JSON.parse(inline("bench-spec")) as { fields: Field[] };
const translation = new Translation(fields);
const preview = document.getElementById("bench-patch") as HTMLOutputElement;

let element: CustomerEditElement;
/** Found once: looking through thousands of controls at every key press is not what is measured. */
const controls = new Map<string, HTMLElement>();

function control(key: string): HTMLElement | null {
  const known = controls.get(key);
  if (known?.isConnected) return known;
  const found = element.shadowRoot?.querySelector<HTMLElement>(`[name="${Translation.ours(key)}"]`) ?? null;
  if (found) controls.set(key, found);
  return found;
}

/** The PATCH that a save would send; while it could send none, what was typed. Costs the number of changes. */
function patch(valid = element.valid): string {
  if (valid) return translation.body(element.preview("PATCH").body as string);
  const wrong = new Set(element.issues.map(({ field }) => field));
  const typed = element.dirty.map((key) => [key, element.editor?.get(key) ?? "", !wrong.has(key)] as const);
  return translation.draft(typed);
}

async function mount(): Promise<void> {
  element = document.createElement("customer-edit");
  element.customerId = "4711";
  element.company = 1;
  element.lookups = translation.lookups();
  element.record = translation.record(inline("bench-record"));
  // Fires once the page shows the change, so that nothing but this preview is left to be written.
  element.addEventListener("customer-change", ({ detail: { valid } }) => {
    preview.textContent = (valid ? "valid " : "invalid ") + patch(valid);
  });
  const ready = new Promise<unknown>((resolve) => element.addEventListener("customer-ready", resolve, { once: true }));
  document.getElementById("app")?.append(element);
  await ready;
}

function unmount(): void {
  element.remove();
  controls.clear();
  preview.textContent = "";
}

Object.assign(window, {
  bench: {
    el: control,
    err: (key: string) => control(key)?.closest('[part~="field"]')?.querySelector('[part~="error"]')?.textContent ?? "",
    patch: () => patch(),
    // There is no PUT of a draft that the rules refuse.
    put: () => (element.issues.length > 0 ? "{}" : translation.body(element.preview("PUT").body as string)),
    valid: () => element.valid,
    mount,
    unmount,
  },
});
void mount();
