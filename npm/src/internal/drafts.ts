/** Unsaved drafts in sessionStorage, under the host's key. */

/** Whose draft it is. */
export interface Owner {
  readonly draftKey: string;
  readonly api: string;
  readonly customerId: string;
  /** Company and server: customers are numbered anew in each. Undefined in drafts of earlier versions, which are of any. */
  readonly place: string | undefined;
}

/** The draft that was put aside for this customer. */
export function kept(owner: Owner): string | undefined {
  const storage = session();
  if (!storage) return undefined;
  for (const key of [owner.draftKey, ...own(owner)]) {
    const snapshot = storage.getItem(key);
    if (snapshot !== null && isOf(ownerOf(snapshot), owner)) return snapshot;
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
    for (const key of own(owner)) {
      const there = storage.getItem(key);
      if (there !== null && isOf(ownerOf(there), owner)) storage.removeItem(key);
    }
    const there = storage.getItem(owner.draftKey);
    const of = there === null ? undefined : ownerOf(there);
    const mine = isOf(of, owner);
    if (snapshot === undefined) {
      if (mine) storage.removeItem(owner.draftKey);
      return;
    }
    if (there !== null && of && !mine) storage.setItem(own({ ...of, draftKey: owner.draftKey })[0] as string, there);
    // One more member, which the editor does not look at.
    storage.setItem(owner.draftKey, `{"place":${JSON.stringify(owner.place)},${snapshot.slice(1)}`);
  } catch {
    // Full, or denied: the form goes on without.
  }
}

/** Where a draft that made way is: its own key, then that of earlier versions. */
function own({ draftKey, api, customerId, place }: Owner): string[] {
  const before = `${draftKey} ${api} ${customerId}`;
  return place === undefined ? [before] : [`${before} ${place}`, before];
}

function isOf(of: Omit<Owner, "draftKey"> | undefined, { api, customerId, place }: Owner): boolean {
  return of?.api === api && of.customerId === customerId && (of.place ?? place) === place;
}

function ownerOf(snapshot: string): Omit<Owner, "draftKey"> | undefined {
  try {
    const { api, id, place } = JSON.parse(snapshot) as { api?: unknown; id?: unknown; place?: unknown };
    if (typeof api !== "string" || typeof id !== "string") return undefined;
    return { api, customerId: id, place: typeof place === "string" ? place : undefined };
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
