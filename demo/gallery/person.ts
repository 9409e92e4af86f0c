/** Does with a form what a person does: types into its controls and presses its buttons. */
import type { CustomerEditElement } from "customer-edit";

/** Milliseconds after which what should be on the page is taken to be missing. */
const PATIENCE = 15_000;

export class Person {
  constructor(readonly form: CustomerEditElement) {}

  /** The first match inside the form, as soon as there is one. */
  async sees(selector: string): Promise<HTMLElement> {
    const end = Date.now() + PATIENCE;
    for (;;) {
      const found = this.form.shadowRoot?.querySelector<HTMLElement>(selector);
      if (found) return found;
      if (Date.now() > end) throw new Error(`the form shows no ${selector}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Types a text over what a field holds, and leaves the field. */
  async types(field: string, text: string): Promise<void> {
    const control = (await this.sees(`[name="${field}"]`)) as HTMLInputElement;
    control.value = text;
    control.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
    control.dispatchEvent(new FocusEvent("blur", { composed: true }));
  }

  /** Presses a button, switch or radio. */
  async presses(selector: string): Promise<void> {
    (await this.sees(selector)).click();
  }

  /** Chooses a file. */
  async brings(field: string, name: string, content: Blob): Promise<void> {
    const control = (await this.sees(`[name="${field}"]`)) as HTMLInputElement;
    const files = new DataTransfer();
    files.items.add(new File([content], name));
    control.files = files.files;
    control.dispatchEvent(new Event("change", { bubbles: true }));
    await this.sees("[data-act=revert][part=button]");
  }

  /** Goes to a field with a list, types a part of a name, and leaves it at that. */
  async searches(field: string, text: string): Promise<void> {
    const control = (await this.sees(`[name="${field}"]`)) as HTMLInputElement;
    const end = Date.now() + PATIENCE;
    const there = (): boolean => this.form.shadowRoot?.querySelector(".ce-option") != null;
    // Where every state is on one page, another form may take the keyboard, and the list is closed.
    for (let next = 0; !there(); await new Promise((resolve) => setTimeout(resolve, 20))) {
      if (Date.now() > end) throw new Error(`${field} shows no list`);
      if (Date.now() < next) continue;
      // Not in step with another one that waits for the same.
      next = Date.now() + 800 + Math.random() * 1600;
      control.focus();
      control.value = text;
      control.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
    }
  }

  saves(): Promise<void> {
    return this.presses('[part~="button-primary"]');
  }

  /** Edits three fields of Brightwater: two texts and an amount typed as people type it. */
  async edits(): Promise<void> {
    await this.types("name", "Brightwater Marine Supply");
    await this.types("phone", "+1 510 555 0142");
    await this.types("template.fields.11", "52,500");
  }

  /** Leaves the page and comes back to it. */
  async returns(): Promise<void> {
    const stage = this.form.parentElement;
    this.form.remove();
    // Until the form has let go: one that is only moved stays as it is.
    await new Promise((resolve) => setTimeout(resolve, 50));
    stage?.append(this.form);
  }
}
