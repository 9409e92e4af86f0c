/** Answers of our own, as the API would word them. */

/** @returns {{ status: number, headers: Record<string, string>, body: string }} */
export const json = (status, body) => ({ status, headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

export const problem = (status, detail) => json(status, { detail });
