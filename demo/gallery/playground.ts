/** The theme's inputs as native controls. What is chosen stands in the address, and goes along to every state. */

const SHEET = new CSSStyleSheet();
const CHOICES = ["accent", "surface", "text", "radius", "density", "scheme", "dir", "locale"] as const;
type Choice = (typeof CHOICES)[number];

/** Shows what the address says and follows the controls; `links` go on to where the same is to be seen. */
export function showTheme(form: HTMLFormElement, links: HTMLAnchorElement[]): void {
  document.adoptedStyleSheets.push(SHEET);
  const control = (name: Choice): HTMLInputElement | HTMLSelectElement =>
    form.elements.namedItem(name) as HTMLInputElement | HTMLSelectElement;
  const initial = Object.fromEntries(CHOICES.map((name) => [name, control(name).value]));
  const address = new URLSearchParams(location.search);
  for (const name of CHOICES) {
    const value = address.get(name);
    if (value !== null) control(name).value = value;
  }

  const show = (): void => {
    const chosen: Record<string, string> = {};
    for (const name of CHOICES) {
      const { value } = control(name);
      if (value === initial[name]) address.delete(name);
      else address.set(name, (chosen[name] = value));
    }
    const query = address.toString();
    history.replaceState(null, "", query ? `?${query}${location.hash}` : location.pathname + location.hash);
    (form.elements.namedItem("px") as HTMLOutputElement).value = `${control("radius").value} px`;
    for (const link of links) carry(link, chosen);
    apply(chosen);
  };
  form.addEventListener("input", show);
  form.addEventListener("reset", (event) => {
    // By itself it is the controls as the page had them; here also what follows from them, which the event comes before.
    event.preventDefault();
    for (const name of CHOICES) control(name).value = initial[name] ?? "";
    show();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  show();
}

function apply({ accent, surface, text, radius, density, scheme, dir, locale }: Partial<Record<Choice, string>>): void {
  const inputs = {
    "--ce-color-accent": accent, "--ce-color-surface": surface, "--ce-color-text": text,
    "--ce-radius": radius === undefined ? undefined : `${radius}px`,
  };
  // Names and values of native controls: colours and a number.
  const rules = Object.entries(inputs).flatMap(([name, value]) => (value === undefined ? [] : `${name}: ${value};`));
  SHEET.replaceSync(`.stage { ${rules.join(" ")} }`);
  set(document.documentElement, "data-scheme", scheme);
  set(document.documentElement, "dir", dir);
  // A state that is about a language or a density keeps its own.
  for (const form of document.querySelectorAll("section:not(#rtl) customer-edit")) set(form, "locale", locale);
  for (const form of document.querySelectorAll("section:not(#compact) customer-edit")) set(form, "density", density);
}

function set(element: Element, name: string, value: string | undefined): void {
  if (element.getAttribute(name) === (value ?? null)) return;
  if (value === undefined) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

/** The link, with what was chosen. */
function carry(link: HTMLAnchorElement, chosen: Record<string, string>): void {
  if (link.hash) return;
  const state = new URL(link.href).searchParams.get("state");
  const query = new URLSearchParams(state === null ? chosen : { state, ...chosen }).toString();
  link.setAttribute("href", query ? `?${query}` : location.pathname);
}
