import type { Commands, Duplicate, DuplicatePerson } from "$lib/api.gen";
import { street } from "./address";
import { HAMLETS, type House } from "./village";

const NOW = Math.floor(Date.now() / 1000);

function person(house: House, at: number, more: Partial<DuplicatePerson> = {}): DuplicatePerson {
  const one = house.people[at] ?? house.people[0]!;
  return {
    id: one.id,
    household: house.id,
    name: one.name,
    birth: String(one.birth_year),
    sex: one.sex,
    last4: one.last4,
    personal_id: null,
    phones: [],
    hamlet: HAMLETS[0] ?? "",
    address: street(house),
    head: house.people[0]?.name ?? "",
    listed: true,
    claims: 0,
    ...more,
  };
}

/** Pairs of the made-up commune that look like one person. */
export function duplicates(houses: House[]): Duplicate[] {
  return houses.slice(2, 9).flatMap((house, i) => {
    const stays = person(house, 0, { personal_id: `00019${i}61${house.people[0]?.last4 ?? "0000"}` });
    const home = houses[i + 12] ?? house;
    const name = i === 1 ? "Công Huyền Tôn Nữ Nguyễn Thị Bích Nguyên" : stays.name;
    const twin = person(home, 0, { id: `twin-${i}`, name, birth: stays.birth, last4: stays.last4, personal_id: i < 3 ? stays.personal_id : null, listed: i < 3, claims: 2 });
    const evidence = i < 3 ? ["same_id", i === 1 ? "like_name" : "same_name", "same_year"] : i % 2 ? ["same_last4", "same_name", "same_year"] : ["same_name", "same_birth"];
    return [{ gives_way: twin, stays: i === 1 ? { ...stays, name } : stays, evidence, decided: null }];
  });
}

const pairOf = (one: string, other: string): string => [one, other].sort().join(" ");

/** The replies about pairs; `undo` keeps what takes a decision back. */
export function duplicateReplies(made: () => Duplicate[], empty: () => boolean, next: () => string, undo: Map<string, () => void>): Pick<{ [K in keyof Commands]: (args: Commands[K]["args"]) => Commands[K]["reply"] }, "duplicates" | "decide_duplicates"> {
  let kept: Duplicate[] | null = null;
  // Asked when it is used: the houses come only with the constructor.
  const all = () => (kept ??= made());
  const state = (pair: Duplicate) => (pair.decided === null ? "open" : pair.decided.same ? "same" : "different");
  return {
    duplicates: ({ state: wanted, offset, limit }) => {
      const items = empty() ? [] : all().filter((pair) => state(pair) === wanted);
      return { items: items.slice(offset, offset + limit), total: items.length };
    },
    decide_duplicates: ({ decisions }) => ({
      ids: decisions.map(({ resident, other, same }) => {
        const id = next();
        const at = all().findIndex((pair) => pairOf(pair.gives_way.id, pair.stays.id) === pairOf(resident, other));
        const before = all()[at];
        if (before !== undefined) {
          const [gives_way, stays] = before.gives_way.id === resident ? [before.gives_way, before.stays] : [before.stays, before.gives_way];
          all()[at] = { ...before, gives_way, stays, decided: { id, same, at: NOW, by: "Thượng uý Hoàng Minh Sơn", own: true, unsent: true } };
          undo.set(id, () => (all()[at] = before));
        }
        return id;
      }),
    }),
  };
}
