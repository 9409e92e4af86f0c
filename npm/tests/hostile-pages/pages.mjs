/** Pages that do not mean well, or are only unlike the one that the form was made on. Each has `main`, where the form goes. */

/** Everything that can be inherited, and much that cannot, by a page that shouts; but the root's size is a reader's own. */
const SHOUTING = `body, body * {
  font-size: 29px !important; font-weight: 900 !important; font-style: italic !important; font-variant: small-caps !important; font-stretch: expanded !important;
  line-height: 3 !important; letter-spacing: 0.4em !important; word-spacing: 1em !important; text-transform: uppercase !important; text-align: center !important;
  text-align-last: right !important; text-indent: 40px !important; text-shadow: 3px 3px red !important; text-decoration: underline wavy red !important;
  text-emphasis: open dot !important; -webkit-text-stroke: 1px lime !important; -webkit-text-fill-color: magenta !important; text-underline-offset: 9px !important;
  color: red !important; background: yellow !important; border: 3px dashed blue !important; border-radius: 30px !important; border-collapse: separate !important; border-spacing: 20px !important;
  white-space: nowrap !important; word-break: break-all !important; hyphens: auto !important; tab-size: 1 !important; list-style: square inside !important; quotes: "x" "y" !important;
  cursor: wait !important; caret-color: red !important; accent-color: red !important; box-sizing: content-box !important; padding: 9px !important; box-shadow: 0 0 9px red !important;
  outline: 5px solid lime !important; transition: all 3s !important; user-select: none !important; font-feature-settings: "smcp" !important; font-kerning: none !important;
  caption-side: bottom !important; empty-cells: hide !important; orphans: 9 !important; image-rendering: pixelated !important; fill: red !important; stroke: red !important; stroke-width: 9 !important;
}
input, button, select, textarea, label, p, h2, h3, fieldset, legend, a { display: block !important; float: left !important; width: 37px !important; height: 9px !important; margin: 50px !important; opacity: 0.2 !important }
/* The form's own box is the page's to draw: 24 pixels more leave what is in it as wide as elsewhere. */
main { all: unset !important; display: block !important; inline-size: 744px !important }
:focus, :focus-visible { outline: none !important }
[part], .ce-input, .ce-btn, .ce-field { display: none !important }`;

const page = ({ css = "", html = "lang='en'", body = "<main></main>" } = {}) =>
  `<!doctype html><html ${html}><meta name="viewport" content="width=device-width"><title>test</title><link rel="icon" href="data:,">
  <style>main { inline-size: 720px } ${css}</style><body>${body}</body></html>`;

/**
 * By name: the page; the plain one (and the element's theme there) that the form is to look the same as; what else holds.
 *
 * @type {Record<string, { html: string, like: string, theme?: string, modal?: boolean, mirrored?: boolean, small?: boolean }>}
 */
export const PAGES = {
  "shouting": { html: page({ css: SHOUTING }), like: "plain" },
  "inherited": {
    html: page({ css: "main { font: italic 900 29px/3 serif; letter-spacing: 0.4em; text-transform: uppercase; text-align: center; color: red; white-space: pre; word-break: break-all; font-family: inherit; -webkit-text-fill-color: magenta; cursor: wait; text-shadow: 1px 1px red; border-collapse: separate; border-spacing: 9px }" }),
    like: "plain",
  },
  "reset": { html: page({ css: "*, ::before, ::after { margin: 0; padding: 0; border: 0; font: inherit; vertical-align: baseline; appearance: none; list-style: none; min-width: 0; max-width: 100% }" }), like: "plain" },
  "panel": {
    html: page({ css: "body { display: flex; margin: 0 } nav { flex: 1 } aside { flex: none; inline-size: 320px; block-size: 100vh; overflow: auto } main { inline-size: auto }", body: "<nav>Page</nav><aside><main></main></aside>" }),
    like: "narrow",
  },
  "right-to-left": { html: page({ html: "lang='en' dir='rtl'" }), like: "plain", mirrored: true },
  "dark": { html: page({ css: ":root { color-scheme: dark; background: #000; color: #eee }" }), like: "plain", theme: "dark" },
  "small-root": { html: page({ css: ":root { font-size: 10px }" }), like: "plain", small: true },
  "dialog": {
    html: page({ css: "dialog { padding: 0; border: 0; max-inline-size: none }", body: "<button>Open</button><dialog><main></main></dialog>" }),
    like: "plain", modal: true,
  },
};

export const PLAIN = {
  "plain": page(),
  "narrow": page({ css: "main { inline-size: 320px }" }),
};
