/**
 * Half-filled forms, in memory only: they outlive the lock screen and a change of screens, and are gone
 * with the program. Each is an object with `$state` fields.
 */
const drafts = new Map<string, object>();

/** The draft under `key`, begun with `fresh` when there is none. */
export function draft<T extends object>(key: string, fresh: () => T): T {
  const kept = drafts.get(key);
  if (kept !== undefined) return kept as T;
  const begun = fresh();
  drafts.set(key, begun);
  return begun;
}

/** Forgets a draft that was saved or given up. */
export function forgetDraft(key: string) {
  drafts.delete(key);
}

/** A single field that outlives its screen. */
export class TextDraft {
  text = $state("");
}
