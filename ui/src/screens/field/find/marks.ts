import { folded } from "$lib/words/fold";

/** A part of a name: typed, or not. */
export interface Part {
  text: string;
  typed: boolean;
}

/** A letter as search compares it; nothing for a space or a sign. */
const bare = (letter: string) => folded(letter).replace(/[^\p{L}\p{N}]/gu, "");

const wordsOf = (text: string) => [...text.normalize("NFC")].map((letter) => bare(letter) || " ").join("").split(/ +/).filter(Boolean);

/** y and i are one where both are written, as in "ly" and "quy". */
const oneI = (word: string) => word.replace(/(^|[^aeiouy]|qu)y$/, "$1i");

/** Which letters of a name were typed: the beginnings of its words, or words typed without spaces between them. */
export function marks(name: string, typed: string): Part[] {
  const letters = [...name.normalize("NFC")];
  const plain = letters.map(bare);
  const hit = letters.map(() => false);
  const starts = plain.map((letter, at) => letter !== "" && (at === 0 || plain[at - 1] === ""));
  const mark = (from: number, count: number) => {
    for (let at = from, left = count; at < letters.length && left > 0; at++) {
      if (plain[at] === "") continue;
      hit[at] = true;
      left -= 1;
    }
  };
  for (const word of wordsOf(typed)) {
    starts.forEach((start, at) => {
      if (!start) return;
      const ahead = plain.slice(at);
      const end = ahead.indexOf("");
      const whole = ahead.slice(0, end === -1 ? undefined : end).join("");
      const joined = ahead.join("");
      if (whole.startsWith(word) || oneI(whole) === oneI(word)) mark(at, Math.min(word.length, whole.length));
      else if (word.length > whole.length && joined.startsWith(word)) mark(at, word.length);
    });
  }
  const parts: Part[] = [];
  letters.forEach((letter, at) => {
    const last = parts.at(-1);
    const typedHere = hit[at] ?? false;
    if (last?.typed === typedHere) last.text += letter;
    else parts.push({ text: letter, typed: typedHere });
  });
  return parts;
}
