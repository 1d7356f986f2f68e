import type { PersonRow } from "$lib/api.gen";
import { fold } from "./names";

/** Whether one letter other, missing, too many or swapped makes the words the same. */
function almost(typed: string, word: string): boolean {
  let at = 0;
  while (at < typed.length && typed[at] === word[at]) at += 1;
  const [a, b] = [typed.slice(at), word.slice(at)];
  const swapped = a.length > 1 && a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
  return typed !== word && (a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1) || swapped);
}

/** By what a word finds somebody, or `null`. */
function why(row: PersonRow, word: string): string | null {
  const words = fold(row.person.name).split(" ");
  if (words.some((part, at) => part.startsWith(word) || words.slice(at).join("").startsWith(word))) return "name";
  if (fold(row.house).startsWith(word) || fold(row.lane).split(" ").includes(word)) return "house";
  if (word.length > 1 && /^\d+$/.test(word) && row.person.last4?.endsWith(word)) return "id";
  return word.length > 3 && words.some((part) => almost(word, part)) ? "similar" : null;
}

/** People who have every word of `text`, as a device finds them, roughly; all for a text without words. */
export function found(rows: PersonRow[], text: string): PersonRow[] {
  const RANK = ["name", "house", "id", "similar"];
  const typed = fold(text).split(/\s+/).filter((word) => word !== "" && word !== "so");
  return rows
    .flatMap((row) => {
      const reasons = typed.map((word) => why(row, word));
      if (reasons.includes(null)) return [];
      const rank = Math.max(0, ...reasons.map((reason) => RANK.indexOf(reason ?? "name")));
      return [{ ...row, found_by: RANK[rank] ?? "name" }];
    })
    .sort((a, b) => Number(a.found_by === "similar") - Number(b.found_by === "similar"));
}
