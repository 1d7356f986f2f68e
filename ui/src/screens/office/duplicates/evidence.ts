import type { DuplicatePerson } from "$lib/api.gen";
import { m } from "$words";

const WORDS: Record<string, () => string> = {
  same_id: m.dup_ev_same_id,
  same_last4: m.dup_ev_same_last4,
  same_name: m.dup_ev_same_name,
  like_name: m.dup_ev_like_name,
  same_birth: m.dup_ev_same_birth,
  same_year: m.dup_ev_same_year,
  same_phone: m.dup_ev_same_phone,
  same_door: m.dup_ev_same_door,
};

/** What two people agree in, in words. */
export const evidenceWord = (evidence: string): string => WORDS[evidence]?.() ?? evidence;

/** One thing that two entries say, and whether it speaks for their being one. */
export interface PairRow {
  word: string;
  of: (person: DuplicatePerson) => string;
  agrees: boolean;
}
