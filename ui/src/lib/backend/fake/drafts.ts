import type { Commands } from "$lib/api.gen";

type DraftReplies = { [K in "keep_draft" | "drafts"]: (args: Commands[K]["args"]) => Commands[K]["reply"] };

/**
 * The half-typed forms of the members' files, each in its own. Given to the next made-up device, `first` is the first
 * member's phone after its program was killed.
 */
export function draftReplies(first: Map<string, string>, member: () => number): DraftReplies {
  const files = new Map<number, Map<string, string>>();
  const mine = () => {
    const number = member();
    const file = number <= 1 ? first : (files.get(number) ?? new Map<string, string>());
    files.set(number, file);
    return file;
  };
  return {
    keep_draft: ({ key, text }) => {
      if (text === null) mine().delete(key);
      else mine().set(key, text);
      return {};
    },
    drafts: () => [...mine()].map(([key, text]) => ({ key, text })),
  };
}
