/**
 * Half-filled forms, in memory only: they outlive the lock screen, a change of screens and somebody else's
 * turn on this phone, and are gone with the program. Each belongs to the member who began it and is never
 * shown to another. Each is an object with `$state` fields.
 */
const drafts = new Map<string, Map<string, object>>();
let mine = new Map<string, object>();

/** From now on it is `owner`'s turn: their drafts are as they left them. */
export function draftsOf(owner: string) {
  mine = drafts.get(owner) ?? new Map<string, object>();
  drafts.set(owner, mine);
}

/** Forgets everything that `owner` has half filled. */
export function forgetDraftsOf(owner: string) {
  drafts.get(owner)?.clear();
}

/** The draft under `key`, begun with `fresh` when there is none. */
export function draft<T extends object>(key: string, fresh: () => T): T {
  const kept = mine.get(key);
  if (kept !== undefined) return kept as T;
  const begun = fresh();
  mine.set(key, begun);
  return begun;
}

/** Forgets a draft that was saved or given up. */
export function forgetDraft(key: string) {
  mine.delete(key);
}

/** A single field that outlives its screen. */
export class TextDraft {
  text = $state("");
}
