/** How well an account is looked after: a sum of what is known of it. */
import type { Customer } from "./api.js";

/** One thing worth knowing, by the key of its field in the form. */
export interface Signal {
  key: string;
  label: string;
  points: number;
}

/** 100 points in all. */
export const SIGNALS: readonly Signal[] = [
  { key: "contact_person.name", label: "Contact person", points: 15 },
  { key: "contact_person.email", label: "Contact’s e-mail", points: 15 },
  { key: "msa_signed", label: "Master agreement", points: 20 },
  { key: "nda_signed", label: "NDA signed", points: 10 },
  { key: "category", label: "Category", points: 10 },
  { key: "phone", label: "Phone", points: 10 },
  { key: "website", label: "Website", points: 10 },
  { key: "general_description", label: "Description", points: 10 },
];

/** Reads a field as text, by its key; "" and "false" count as not there. */
export type Read = (key: string) => string;

const isThere = (text: string) => text.trim() !== "" && text !== "false";

/** What is missing, and the score. */
export function health(read: Read): { score: number; missing: readonly Signal[] } {
  const missing = SIGNALS.filter(({ key }) => !isThere(read(key)));
  return { score: missing.reduce((left, { points }) => left - points, 100), missing };
}

/** Reads a loaded record by the same keys as the form's. */
export const readOf = (customer: Customer): Read => (key) => {
  const value = key.split(".").reduce<unknown>((whole, part) => (whole as Record<string, unknown> | null)?.[part], customer);
  return value === null || value === undefined ? "" : typeof value === "object" ? JSON.stringify(value) : String(value);
};

/** In words, for people and for the style sheet. */
export const grade = (score: number) => (score >= 80 ? "good" : score >= 50 ? "fair" : "poor");
