/** Runs in the page, as `window.wcag`: what is drawn, in numbers. Everything looks at the forms' shadow roots only. */
window.wcag = (() => {
  const forms = () => [...document.querySelectorAll("customer-edit")];
  const stateOf = (form) => form.closest(".state")?.id ?? form.id;
  const all = (form, selector = "*") => [...form.shadowRoot.querySelectorAll(selector)];
  const named = (element) => {
    const field = element.closest("[data-field], .ce-field")?.querySelector("[name]")?.name ?? "";
    return `${element.localName}.${element.getAttribute("class") ?? ""} ${field}`.trim();
  };
  /** Not for eyes: what only assistive technology reads is cut down to a pixel. */
  function silent(element) {
    for (let node = element; node instanceof HTMLElement; node = above(node)) {
      if (node.offsetWidth <= 1 && node.offsetHeight <= 1 && getComputedStyle(node).overflow !== "visible") return true;
    }
    return false;
  }
  const shown = (element) => element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) && !silent(element);
  /** What cannot be used just now needs no contrast, says the criterion. */
  const inactive = (element) => element.closest(":disabled, [aria-disabled=true], [inert]") !== null;
  const above = (node) => node.parentElement ?? (node.parentNode instanceof ShadowRoot ? node.parentNode.host : null);

  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const known = new Map();
  /** Any CSS colour as red, green, blue and alpha, 0 to 255 and 0 to 1. */
  function rgba(colour) {
    if (!known.has(colour)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = "#000";
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
      known.set(colour, [r, g, b, a / 255]);
    }
    return known.get(colour);
  }
  const over = ([r, g, b, a], below) => [r, g, b].map((channel, at) => channel * a + below[at] * (1 - a));
  /** What lies behind an element, itself included: every background down to the page's canvas. */
  function behind(element) {
    const layers = [];
    for (let node = element; node; node = above(node)) {
      const { backgroundColor, backgroundImage } = getComputedStyle(node);
      if (backgroundImage !== "none") throw new Error(`a picture behind text: ${named(node)}`);
      const layer = rgba(backgroundColor);
      if (layer[3] > 0) layers.push(layer);
      if (layer[3] === 1) break;
    }
    return layers.reduceRight((below, layer) => over(layer, below), rgba("Canvas").slice(0, 3));
  }
  const linear = (channel) => (channel <= 10.31475 ? channel / 3294.6 : ((channel / 255 + 0.055) / 1.055) ** 2.4);
  const luminance = (rgb) => rgb.map(linear).reduce((sum, channel, at) => sum + channel * [0.2126, 0.7152, 0.0722][at], 0);
  function ratio(a, b) {
    const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (light + 0.05) / (dark + 0.05);
  }
  function opacity(element) {
    let all = 1;
    for (let node = element; node; node = above(node)) all *= Number(getComputedStyle(node).opacity);
    return all;
  }
  /** How a colour stands out on what lies behind an element. */
  function contrast(colour, element, ground = element) {
    const below = behind(ground);
    const [r, g, b, a] = rgba(colour);
    return ratio(over([r, g, b, a * opacity(element)], below), below);
  }

  /** Elements with text of their own, controls with what is typed in them among them. */
  function texts(form) {
    return all(form).filter((element) => {
      if (!shown(element)) return false;
      if (element.matches("input:not([type=checkbox], [type=radio]), textarea")) return element.value !== "";
      if (element.matches("select")) return element.selectedOptions.length > 0;
      if (element.closest("select")) return false;
      return [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== "");
    });
  }
  /** 1.4.3: every text with its contrast and what it needs. */
  function textContrasts() {
    return forms().flatMap((form) => texts(form).filter((element) => !element.matches(":disabled")).map((element) => {
      const { color, fontSize, fontWeight } = getComputedStyle(element);
      const size = parseFloat(fontSize);
      const large = size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700);
      return { state: stateOf(form), what: named(element), ratio: contrast(color, element), need: large ? 3 : 4.5 };
    }));
  }
  /** 1.4.11: edges of controls, switches, the rule beside a changed field, icons that carry meaning. */
  function partContrasts() {
    const found = [];
    const active = (element) => shown(element) && !inactive(element);
    const note = (form, element, part, colour, ground) =>
      found.push({ state: stateOf(form), what: `${part} of ${named(element)}`, ratio: contrast(colour, element, ground), need: 3 });
    for (const form of forms()) {
      for (const box of all(form, ".ce-control").filter(active)) {
        const edge = getComputedStyle(box).borderTopColor;
        note(form, box, "edge", edge, above(box));
        note(form, box, "edge inside", edge, box);
      }
      for (const box of all(form, ".ce-switch__box").filter(active)) {
        note(form, box, "edge", getComputedStyle(box).borderTopColor, above(box));
        note(form, box, "knob", getComputedStyle(box, "::before").backgroundColor, box);
      }
      for (const field of all(form, ".ce-field:is([data-dirty], [data-invalid])").filter(active)) {
        note(form, field, "rule", getComputedStyle(field, "::before").backgroundColor, field);
      }
      for (const icon of all(form, "svg").filter(active)) {
        // Beside words an icon adds nothing, but it must not be a smudge either.
        note(form, icon, "icon", getComputedStyle(icon).color, icon);
      }
    }
    return found;
  }

  const box = (element) => {
    const { left, right, top, bottom, width, height } = element.getBoundingClientRect();
    return { left, right, top, bottom, width, height };
  };
  /** The part of a box that nothing round it cuts off. */
  function visible(element) {
    let { left, right } = box(element);
    for (let node = above(element); node && node.getRootNode() instanceof ShadowRoot; node = above(node)) {
      if (!["hidden", "clip"].includes(getComputedStyle(node).overflowX)) continue;
      left = Math.max(left, box(node).left);
      right = Math.min(right, box(node).right);
    }
    return { left, right, width: right - left };
  }
  /** 1.4.10: what reaches out of its form or has to be scrolled sideways. */
  function sideways() {
    const found = [];
    if (document.documentElement.scrollWidth > innerWidth) found.push(`the page is ${document.documentElement.scrollWidth} wide`);
    for (const form of forms()) {
      const host = box(form);
      for (const element of all(form).filter(shown)) {
        const { left, right, width } = visible(element);
        const { overflowX } = getComputedStyle(element);
        const out = width > 0 && (left < host.left - 0.5 || right > host.right + 0.5);
        const scrolls = ["auto", "scroll"].includes(overflowX) && element.scrollWidth > element.clientWidth + 1;
        if (out || scrolls) found.push(`${stateOf(form)}: ${named(element)} from ${left} to ${right} of ${host.left} to ${host.right}`);
      }
    }
    return found;
  }

  /** 1.4.12: texts that are cut off, or lie on one another. */
  function lost() {
    const found = [];
    for (const form of forms()) {
      const rects = [];
      for (const element of texts(form).filter((element) => !element.matches("input, select, textarea"))) {
        // The phrase on the label row is cut by design: `title`, accessible name and the review have all of it.
        if (element.closest(".ce-was")?.title) continue;
        for (const node of element.childNodes) {
          if (node.nodeType !== Node.TEXT_NODE || node.data.trim() === "") continue;
          const range = document.createRange();
          range.selectNodeContents(node);
          for (const rect of range.getClientRects()) if (rect.width > 0) rects.push({ element, rect, text: node.data.trim() });
        }
      }
      for (const { element, rect, text } of rects) {
        for (let node = element; node && node !== form; node = above(node)) {
          const { overflowX, overflowY } = getComputedStyle(node);
          const edge = node.getBoundingClientRect();
          const cut = (overflowX !== "visible" && (rect.left < edge.left - 1 || rect.right > edge.right + 1)) ||
            (overflowY !== "visible" && (rect.top < edge.top - 2 || rect.bottom > edge.bottom + 2));
          if (cut) found.push(`${stateOf(form)}: "${text}" is cut by ${named(node)}`);
        }
      }
      for (const [at, a] of rects.entries()) {
        for (const b of rects.slice(at + 1)) {
          const wide = Math.min(a.rect.right, b.rect.right) - Math.max(a.rect.left, b.rect.left);
          const high = Math.min(a.rect.bottom, b.rect.bottom) - Math.max(a.rect.top, b.rect.top);
          const inside = a.element.contains(b.element) || b.element.contains(a.element);
          const sticky = [a, b].some(({ element }) => element.closest(".ce-bar"));
          if (!inside && !sticky && wide > 2 && high > 4) found.push(`${stateOf(form)}: "${a.text}" and "${b.text}" lie on one another`);
        }
      }
    }
    return found;
  }

  /** 2.5.8: what can be pressed, with its size. A label round a control is part of it. */
  function targets() {
    return forms().flatMap((form) => all(form, "a[href], button, input, select, textarea, summary, [tabindex='0'], [role=button]").filter(shown).map((element) => {
      const target = element.closest("label, .ce-control, .ce-pick") ?? element;
      const { width, height } = box(target);
      // In a sentence the line says how high it is.
      const inline = element.matches("a") && getComputedStyle(element).display === "inline" && above(element).textContent.trim() !== element.textContent.trim();
      return { state: stateOf(form), what: named(element), width, height, inline };
    }));
  }

  /** 2.4.11: how much of what has the keyboard can be seen, 0 to 1, and how its ring stands out. */
  async function focused() {
    // Once the form has scrolled, too.
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    const root = element.getRootNode();
    const { left, top, width, height } = box(element);
    let seen = 0;
    const places = [0.1, 0.3, 0.5, 0.7, 0.9];
    for (const x of places) {
      for (const y of places) {
        const hit = root.elementFromPoint(left + width * x, top + height * y);
        if (hit && (element.contains(hit) || hit.contains(element) && hit !== root.host && hit.closest("label, .ce-control"))) seen += 1;
      }
    }
    const ringed = element.closest(".ce-control, .ce-pick") ?? element;
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(ringed);
    const ring = outlineStyle === "none" ? 0 : parseFloat(outlineWidth);
    return { what: named(element), inside: root instanceof ShadowRoot, seen: seen / 25, high: height > innerHeight / 3, ring, ratio: contrast(outlineColor, ringed, above(ringed)) };
  }

  /** Rules of a reader's own, in every shadow root. */
  function restyle(css) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    for (const form of forms()) form.shadowRoot.adoptedStyleSheets = [...form.shadowRoot.adoptedStyleSheets, sheet];
  }

  return { textContrasts, partContrasts, sideways, lost, targets, focused, restyle };
})();
