/**
 * A person at one form, inside the page: looks and acts in one task, so that nothing changes between what was seen and
 * what was done. Does only what a person could: what is inert, hidden or disabled is left alone.
 *
 * Installed by `page.evaluate(installPerson, keys)` as `window.person`.
 */
export function installPerson(keys) {
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  let element;
  let events;

  const inside = (selector) => element.shadowRoot.querySelector(selector);
  const control = (key) => inside(`[name="${key}"]`);
  const usable = (node) =>
    node?.isConnected && node.checkVisibility() && !node.closest("[inert]") && !node.disabled && node.getAttribute("aria-disabled") !== "true";
  const words = (selector) => [...element.shadowRoot.querySelectorAll(selector)].map((node) => node.textContent.trim()).join(" | ");
  const texts = () => Object.fromEntries(keys.map((key) => [key, control(key)?.value ?? null]));

  /** What stands at a field beside its control: the value that it had. */
  const was = () => Object.fromEntries(keys.map((key) => [key, control(key)?.closest(".ce-field")?.querySelector(".ce-was")?.textContent ?? ""]));

  /** Rows of the chooser, or of what a save found changed: what each offers, and its words. */
  function rows() {
    const found = {};
    for (const radio of element.shadowRoot.querySelectorAll("input[type=radio][data-field]")) {
      const row = (found[radio.dataset.field] ??= { offers: [], words: "" });
      row.offers.push(radio.value);
      row.words = radio.closest("[role=radiogroup]")?.textContent ?? radio.closest("label")?.textContent ?? "";
    }
    return found;
  }

  function look() {
    const [banner, status] = [words(".ce-banner, .ce-blank"), words(".ce-status")];
    return {
      texts: texts(),
      was: was(),
      dirty: element.dirty,
      rows: rows(),
      banner,
      status,
      waiting: Boolean(inside("[data-act=stop]")),
      doubt: /not known/i.test(`${status} ${banner}`),
      busy: element.busy,
      event: events.length,
    };
  }

  const quiet = ({ busy, waiting, doubt }, doubtful) => !busy && !waiting && (doubtful || !doubt);

  /** Until nothing is under way; with `doubtful`, an outcome that is still looked up will do. */
  async function calm(limit, doubtful = false) {
    const end = performance.now() + limit;
    let nudged = 0;
    for (;;) {
      const now = look();
      if (quiet(now, doubtful)) {
        await pause(15);
        const again = look();
        if (quiet(again, doubtful) && again.event === now.event) return again;
      }
      if (performance.now() > end) return { ...look(), stuck: true };
      if (now.doubt && !doubtful && performance.now() - nudged > 100) {
        nudged = performance.now();
        window.dispatchEvent(new Event("online"));
      }
      await pause(10);
    }
  }

  /** Looks, does it if it can be done, and looks again once the page has followed. */
  async function act(can, does) {
    const before = look();
    const done = Boolean(can());
    if (done) does();
    const at = events.length;
    await pause(0);
    return { before, after: look(), done, at };
  }

  /** As a server answers that knows no ETag. */
  async function withoutEtag(request) {
    const { body, status, headers } = await fetch(request);
    const left = [...headers].filter(([name]) => name !== "etag");
    return new Response(body, { status, headers: left });
  }

  window.person = {
    look,
    calm,

    /** A new form in the place of the last, for somebody who has seen and typed nothing yet. */
    open(form) {
      sessionStorage.clear();
      events = [];
      return this.reopen(form);
    },

    /** The same person comes back to the page. */
    async reopen({ bare, ...properties }) {
      element?.remove();
      await pause(0);
      element = document.createElement("customer-edit");
      Object.assign(element, { company: 1, getToken: async () => "demo-token", fetcher: bare ? withoutEtag : null, ...properties });
      for (const name of ["ready", "saved", "invalid", "conflict", "error", "cancel"]) {
        element.addEventListener(`customer-${name}`, ({ type, detail }) => {
          const { texts, dirty, status, banner } = look();
          events.push({ type, changed: detail?.changed ?? [], conflicts: detail?.conflicts?.map(({ field }) => field) ?? [], texts, dirty, status, banner });
        });
      }
      document.querySelector("main").append(element);
      await import("/pkg/index.js");
    },

    events: () => events,

    /** Whether there is a form to type in. */
    loaded: () => control(keys[0]) !== null,

    type: (key, text) => act(() => usable(control(key)), () => {
      const field = control(key);
      field.focus();
      field.value = text;
      field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
    }),

    /** Presses a button, by its act or as the primary one. */
    press(name) {
      const button = () => inside(name === "save" ? 'button[part~="button-primary"]' : `[data-act="${name}"]`);
      return act(() => usable(button()), () => button().click());
    },

    /** Chooses by field, then presses the primary button. */
    async choose(choices) {
      const radio = ([key, choice]) => inside(`input[type=radio][data-field="${key}"][value="${choice}"]`);
      const chosen = await act(() => Object.entries(choices).every((row) => usable(radio(row))), () => {
        for (const row of Object.entries(choices)) radio(row).click();
      });
      return chosen.done ? { ...(await this.press("save")), before: chosen.before } : chosen;
    },

    /** The host reads again. */
    load: () => act(() => true, () => void element.load()),

    async loadToEnd(limit) {
      await Promise.race([element.load(), pause(limit)]);
      return calm(limit);
    },
  };
}
