/** Puts typed text back into a form that was mounted anew. */

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/**
 * Types `drafts` (flat pairs: field key, text) into the controls of those names, as a person would, so that
 * the form judges and counts them as it does any typing. The template goes first: it decides which fields there are.
 *
 * @returns the pairs that no control takes (yet)
 */
export function refill(root: ParentNode, drafts: readonly string[]): string[] {
  const left: string[] = [];
  for (const [key, text] of pairs(drafts)) {
    const control = root.querySelector<Control>(`[name="${CSS.escape(key)}"]`);
    if (control) write(control, text);
    else left.push(key, text);
  }
  return left;
}

function pairs(flat: readonly string[]): [string, string][] {
  const list: [string, string][] = [];
  for (let i = 0; i + 1 < flat.length; i += 2) list.push([flat[i] as string, flat[i + 1] as string]);
  return list.sort(([a], [b]) => Number(b === "template.id") - Number(a === "template.id"));
}

function write(control: Control, text: string): void {
  if (control instanceof HTMLInputElement && control.type === "checkbox") {
    if (control.checked !== (text === "true")) control.click();
    return;
  }
  // A list that has not been loaded has no such option: lend it one until the form has made its own.
  const lent = control instanceof HTMLSelectElement ? new Option(text, text) : undefined;
  if (lent) control.append(lent);
  control.value = text;
  control.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
  control.dispatchEvent(new Event("change", { bubbles: true }));
  lent?.remove();
}
