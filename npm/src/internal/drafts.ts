/** Unsaved drafts in sessionStorage, under the host's key. */

/** Whose draft it is. */
export interface Owner {
  readonly draftKey: string;
  readonly api: string;
  readonly customerId: string;
}

/** The draft that was put aside for this customer. */
export function kept(owner: Owner): string | undefined {
  const storage = session();
  if (!storage) return undefined;
  for (const key of [owner.draftKey, own(owner)]) {
    const snapshot = storage.getItem(key);
    if (snapshot !== null && isOf(snapshot, owner)) return snapshot;
  }
  return undefined;
}

/**
 * Puts a draft aside, or (undefined) forgets it. Another customer's under the same key makes way without being lost:
 * it moves to a key of its own, where `kept` finds it.
 */
export function keep(owner: Owner, snapshot: string | undefined): void {
  const storage = session();
  if (!storage) return;
  try {
    storage.removeItem(own(owner));
    const there = storage.getItem(owner.draftKey);
    const foreign = there === null ? undefined : ownerOf(there);
    const mine = foreign?.api === owner.api && foreign.customerId === owner.customerId;
    if (snapshot === undefined) {
      if (mine) storage.removeItem(owner.draftKey);
      return;
    }
    if (there !== null && foreign && !mine) storage.setItem(own({ ...foreign, draftKey: owner.draftKey }), there);
    storage.setItem(owner.draftKey, snapshot);
  } catch {
    // Full, or denied: the form goes on without.
  }
}

function own({ draftKey, api, customerId }: Owner): string {
  return `${draftKey} ${api} ${customerId}`;
}

function isOf(snapshot: string, owner: Owner): boolean {
  const of = ownerOf(snapshot);
  return of?.api === owner.api && of.customerId === owner.customerId;
}

function ownerOf(snapshot: string): Omit<Owner, "draftKey"> | undefined {
  try {
    const { api, id } = JSON.parse(snapshot) as { api?: unknown; id?: unknown };
    return typeof api === "string" && typeof id === "string" ? { api, customerId: id } : undefined;
  } catch {
    return undefined;
  }
}

/** Pages may be denied storage; reading the property then throws. */
function session(): Storage | undefined {
  try {
    return globalThis.sessionStorage;
  } catch {
    return undefined;
  }
}
