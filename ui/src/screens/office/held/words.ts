import type { HeldItem } from "$lib/api.gen";
import { nowSeconds } from "$lib/words/vietnam";
import { m } from "$words";

type Words = Record<string, () => string>;

const WHY: Words = {
  out_of_scope: m.held_why_out_of_scope,
  revoked: m.held_why_revoked,
  role_may_not: m.held_why_role_may_not,
  unknown_subject: m.held_why_unknown_subject,
  after_close: m.held_why_after_close,
  malformed: m.held_why_malformed,
  unknown_kind: m.held_why_unknown_kind,
};

const UNABLE: Words = {
  not_held: m.held_unable_not_held,
  unreadable: m.held_unable_unreadable,
  unknown_kind: m.held_unable_unknown_kind,
  unknown_subject: m.held_unable_unknown_subject,
  leans_on_held: m.held_unable_leans_on_held,
  no_words: m.held_unable_no_words,
  no_other_place: m.held_unable_no_other_place,
  role_may_not: m.held_unable_role_may_not,
  not_yours: m.held_unable_not_yours,
  out_of_scope: m.held_unable_out_of_scope,
};

/** Why the server holds it, and what an officer may think of: one or two sentences. */
export function whySentence(reason: string): string {
  return (WHY[reason] ?? m.held_why_other)();
}

/** Why nothing was decided, in a few words. */
export function unableWord(why: string | null): string {
  return (UNABLE[why ?? ""] ?? m.held_unable_other)();
}

/** For how many days it has been held. */
export function age(item: HeldItem, now = nowSeconds()): string {
  const days = Math.floor(Math.max(0, now - item.received_at) / 86_400);
  return days === 0 ? m.held_age_today() : m.held_age({ count: days });
}

/** What no officer can let count: nobody can read it, or only a newer program can. */
export function onlyRefused(item: HeldItem): boolean {
  return item.reason === "malformed" || item.kind === "unreadable";
}

/** What waits for an upgrade of the server. */
export function waitsForUpgrade(item: HeldItem): boolean {
  return item.reason === "unknown_kind" || item.kind === "unknown";
}
