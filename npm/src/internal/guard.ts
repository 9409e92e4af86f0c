/**
 * Asks before the page is left while a form on it has unsaved changes.
 *
 * Listens only as long as there are any: a page that listens is not kept for the way back.
 * https://html.spec.whatwg.org/multipage/browsing-the-web.html#prompt-to-unload
 */
const unsaved = new Set<object>();

/** Whether `form` has something to lose. */
export function guard(form: object, dirty: boolean): void {
  const before = unsaved.size;
  if (dirty) unsaved.add(form);
  else unsaved.delete(form);
  if (before === 0 && unsaved.size > 0) addEventListener("beforeunload", ask);
  if (before > 0 && unsaved.size === 0) removeEventListener("beforeunload", ask);
}

function ask(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
