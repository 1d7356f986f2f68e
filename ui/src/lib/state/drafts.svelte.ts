import { Keeper } from "./keeper";

/**
 * Half-filled forms: they outlive the lock screen, a change of screens and somebody else's turn on this phone. Each
 * belongs to the member who began it and is never shown to another. Each is an object with `$state` fields. What is
 * `Kept` also outlives the program, in the member's own encrypted file and for two days; the rest is in memory only.
 */
export interface Kept {
  /** What is half typed, fit for JSON; `null` when nothing is that anybody would miss. */
  toKeep(): object | null;
  /** Goes on from what `toKeep` gave to an earlier program. Whatever does not fit is left out. */
  goOn(kept: Record<string, unknown>): void;
}

interface Begun {
  form: object;
  /** Stops watching it. */
  stop: () => void;
}

const drafts = new Map<string, Map<string, Begun>>();
let mine = new Map<string, Begun>();
/** What writes to the device. */
export const keeper = new Keeper();

const isKept = (form: object): form is Kept => "toKeep" in form && "goOn" in form;
const plain = (kept: unknown): kept is Record<string, unknown> => typeof kept === "object" && kept !== null;

/** From now on it is `owner`'s turn: their drafts are as they left them. */
export function draftsOf(owner: string) {
  mine = drafts.get(owner) ?? new Map<string, Begun>();
  drafts.set(owner, mine);
  keeper.turn(owner);
}

/** Forgets everything that `owner` has half filled in this window. */
export function forgetDraftsOf(owner: string) {
  const all = drafts.get(owner);
  for (const { stop } of all?.values() ?? []) stop();
  all?.clear();
  if (all === mine) keeper.forget();
}

/** Takes what this member's file has kept from before: into forms that nothing stands in yet. */
export async function recallDrafts() {
  const owner = mine;
  await keeper.recall();
  if (owner !== mine) return;
  for (const [key, { form }] of mine) if (isKept(form) && form.toKeep() === null) recall(key, form);
}

function recall(key: string, form: Kept) {
  const text = keeper.recalled(key);
  if (text === null) return;
  try {
    const kept: unknown = JSON.parse(text);
    if (plain(kept)) form.goOn(kept);
  } catch {
    // Another version's writing: the form begins empty.
  }
}

/** The draft under `key`, begun with `fresh` when there is none. */
export function draft<T extends object>(key: string, fresh: () => T): T {
  const begun = mine.get(key);
  if (begun !== undefined) return begun.form as T;
  const form = fresh();
  mine.set(key, { form, stop: isKept(form) ? watch(key, form) : () => undefined });
  return form;
}

/** Writes a form through whenever it changes; nobody waits for it. */
function watch(key: string, form: Kept): () => void {
  if (form.toKeep() === null) recall(key, form);
  return $effect.root(() => {
    let before: string | null | undefined;
    $effect(() => {
      const now = form.toKeep();
      const text = now === null ? null : JSON.stringify(now);
      if (before !== undefined && before !== text) keeper.keep(key, text);
      before = text;
    });
  });
}

/** Forgets a draft that was saved or given up. */
export function forgetDraft(key: string) {
  mine.get(key)?.stop();
  mine.delete(key);
  keeper.keep(key, null);
}

/** A text of what was kept, or nothing. */
export const keptText = (kept: unknown): string => (typeof kept === "string" ? kept : "");

/** A single field that outlives its screen. */
export class TextDraft {
  text = $state("");
}
