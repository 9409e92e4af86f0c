/** How a locale writes numbers, as characters that core reads typed numbers by. */
import { knownLocale, thousands } from "../messages/words.js";

/** Spaces that people type and paste where a locale groups digits by any of them, the one that is written first. */
const SPACES = ["\u00a0", "\u202f", "\u2009", "\u0020"];
/** Apostrophes that stand for one another in Swiss amounts. */
const APOSTROPHES = ["\u2019", "'"];

/**
 * The decimal mark, the digit zero, every mark accepted between groups of digits, the one that is written first; and a
 * `2` where all groups but the last are of two digits.
 *
 * @param locale BCP 47; an unknown one counts as "en"
 * @example marks("en") // ".0,"
 * @example marks("en-IN") // ".0,2"
 */
export function marks(locale: string): string {
  const known = thousands(locale);
  if (known) return known === "," ? ".0," : [",0.", ...SPACES].join("");
  const tag = knownLocale(locale);
  const number = parts(tag, {});
  // An Austrian amount has other groups than an Austrian number; people write either.
  const amount = parts(tag, { style: "currency", currency: "EUR" });
  const zero = new Intl.NumberFormat(tag, { useGrouping: false }).format(0);
  const found = [number.group, ...(amount.decimal === number.decimal ? [amount.group] : [])];
  const groups = found.flatMap(siblings);
  // Swiss rules ask for a space, Swiss habit for an apostrophe.
  if (/-(CH|LI)\b/.test(tag)) groups.push(...SPACES, ...APOSTROPHES);
  const single = [...new Set([number.decimal, zero, ...groups])].filter((mark) => [...mark].length === 1);
  return single.join("") + (number.pairs ? "2" : "");
}

function parts(tag: string, style: Intl.NumberFormatOptions) {
  // 8 digits: some locales (es, pl) write four without a group, and Indian groups show from six.
  const all = new Intl.NumberFormat(tag, { ...style, useGrouping: true, minimumFractionDigits: 1 }).formatToParts(12345678.5);
  const of = (type: string) => all.filter((part) => part.type === type).map((part) => part.value);
  return { decimal: of("decimal")[0] ?? ".", group: of("group")[0] ?? "", pairs: of("integer")[1]?.length === 2 };
}

/** What stands for a group mark as well. Where a comma or a point is the decimal mark, a space cannot be mistaken. */
function siblings(group: string): string[] {
  if (APOSTROPHES.includes(group)) return [group, ...APOSTROPHES];
  if (SPACES.includes(group)) return [group, ...SPACES];
  return group === "." ? [group, ...SPACES] : [group];
}
