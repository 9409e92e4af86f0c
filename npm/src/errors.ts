import type { Issue } from "./types.js";

/**
 * A call that cannot be taken: an unknown field, a draft with issues, an unreadable record.
 *
 * @example
 * try { element.preview() } catch (error) { if (error instanceof EditorError) console.table(error.issues) }
 */
export class EditorError extends Error {
  /** What is wrong, field by field; empty where the message says it all. */
  readonly issues: Issue[];

  constructor(message: string, issues: Issue[] = []) {
    super(message);
    this.name = "EditorError";
    this.issues = issues;
  }
}
