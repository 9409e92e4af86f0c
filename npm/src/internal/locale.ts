/** The language around an element, across shadow roots: the nearest `lang`, else "en". */
export function nearestLanguage(element: Element): string {
  for (let node: Element | null = element; node; ) {
    const lang = node.closest("[lang]")?.getAttribute("lang");
    if (lang) return lang;
    const root: Node = node.getRootNode();
    node = root instanceof ShadowRoot ? root.host : null;
  }
  return "en";
}
