/** One style sheet for every element of the page. */
import tokens from "../../../style/tokens.css";
import form from "../../../style/form.css";
import bar from "../../../style/bar.css";
import field from "../../../style/field.css";
import toggle from "../../../style/switch.css";
import choose from "../../../style/choose.css";
import review from "../../../style/review.css";
import conflict from "../../../style/conflict.css";

let sheet: CSSStyleSheet | undefined;

/** Lets a shadow root adopt the sheet: no `<style>`, so a strict CSP allows it. */
export function adoptStyles(root: ShadowRoot): void {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync([tokens, form, bar, field, toggle, choose, review, conflict].join("\n"));
  }
  root.adoptedStyleSheets = [sheet];
}
