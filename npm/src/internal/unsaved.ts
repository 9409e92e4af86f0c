/** What was typed and not saved, held where a trap of the module cannot take it along. */

/** Flat pairs: a field's key, the text. */
type Pairs = string[];

/** A form that takes back what another one left. */
export interface Refilled {
  /** Whether it is still mounted. */
  current(): boolean;
  /** Types texts; what no field takes (yet), or nothing when it trapped. */
  type(left: Pairs): Pairs | undefined;
  /** It has what it can take: the rest is let go. */
  refilled(): void;
}

/** One element's. */
export class Unsaved {
  /** Of the form that is mounted, as last heard. */
  #heard: Pairs = [];
  /** What a trap left and no form has taken back yet: as unsaved as it was before. */
  #left: Pairs = [];
  #listening = false;

  /** Keys of what is to be taken back. */
  get left(): string[] {
    return keysOf(this.#left);
  }

  /** Hears what is typed: once per task at most, and never while the module is on the stack. */
  listen(ask: () => Pairs | undefined): void {
    if (this.#listening) return;
    this.#listening = true;
    queueMicrotask(() => {
      this.#listening = false;
      const heard = ask();
      if (heard) this.#heard = heard;
    });
  }

  /** The form is gone with a trap: what it held is to be taken back, and what it had yet to take back itself. */
  trapped(): void {
    const heard = new Set(keysOf(this.#heard));
    this.#left = [...this.#heard, ...this.#left.filter((_, at, left) => !heard.has(left[at - (at % 2)] as string))];
    this.#heard = [];
  }

  /** The form is gone, and what was typed into it. */
  unmounted(): void {
    this.#heard = [];
  }

  /** Nothing is to be taken back any more. */
  forget(): void {
    this.#left = [];
  }

  /** Has the form type what was left, once its record is there. */
  refillWhenReady(element: EventTarget, form: Refilled): void {
    const refill = (): boolean => {
      // One that traps while it types leaves everything as it was.
      this.#left = form.type(this.#left) ?? this.#left;
      return form.current();
    };
    const over = (): void => {
      this.forget();
      form.refilled();
    };
    element.addEventListener("customer-ready", () => {
      if (!form.current() || !refill()) return;
      if (this.#left.length === 0) return over();
      // Fields of a template just chosen appear with its list.
      requestAnimationFrame(() => {
        if (form.current() && refill()) over();
      });
    }, { once: true });
  }
}

const keysOf = (pairs: Pairs): string[] => pairs.filter((_, at) => at % 2 === 0);
