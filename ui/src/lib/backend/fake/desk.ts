import type { ReviewItem, SyncStory, WorkCounts } from "$lib/api.gen";
import { street } from "./address";
import { HAMLETS, type House } from "./village";

const NOW = Math.floor(Date.now() / 1000);

/** The reviewer's queue of the made-up commune; in a long one nobody says what another says. */
export function queue(houses: House[], length = 40): ReviewItem[] {
  const volunteers = ["Trần Văn Đức", "Lê Hữu Lực", "Phạm Ngọc Duyên"];
  return houses.slice(0, length).map((house, i) => {
    const person = house.people[0]!;
    const app = ["vneid", "vneid", "ihanoi", "etax"][i % 4]!;
    const ladder = app !== "vneid";
    const several = length === 40 && i % 9 === 4;
    return {
      claims: several ? [`c${i}`, `c${i}b`] : [`c${i}`],
      person: {
        id: person.id,
        name: person.name,
        birth: i % 6 === 5 ? String(person.birth_year) : `0${(i % 9) + 1}/0${(i % 8) + 1}/${person.birth_year}`,
        sex: person.sex,
        personal_id: `000${person.sex === "female" ? 1 : 0}61${String(100000 + i * 37).slice(0, 2)}${person.last4}`,
        phones: i % 3 === 0 ? ["0900 000 0" + String(10 + i)] : [],
        hamlet: HAMLETS[0] ?? "",
        address: street(house),
        household: house.id,
      },
      app,
      level: ladder ? 0 : i % 3 === 0 ? 1 : 2,
      stage: ladder ? "logged_in" : "activated",
      citizen_statement: i % 7 === 3,
      volunteers: several ? volunteers.slice(0, 2) : [volunteers[i % 3]!],
      organisations: ["Đoàn Thanh niên xã Cẩm Tân"],
      paper: i % 9 === 4 ? { sheet: "sheet-12", number: 12, line: i + 1, walker: "Trần Văn Đức", typed_by: "Thượng uý Hoàng Minh Sơn", typed_at: NOW - 5400 } : null,
      said_at: NOW - 310_000 + i * 2400,
      received_at: NOW - 300_000 + i * 2400,
      clock_doubtful: i % 9 === 2,
      official: ladder ? null : { level: 2, stage: i % 5 === 0 ? "not_registered" : "approved", as_of: "2025-11-15" },
      flags: !ladder && i % 5 === 0 ? ["ahead_of_list"] : [],
      outcome: i % 4 === 1 ? null : "met",
      state: "waiting",
      withdrawn_at: null,
      reviewer: null,
      decided_at: null,
      reason: null,
      own_decision: null,
    };
  });
}

export const STORIES: SyncStory[] = [
  { at: NOW - 4200, outcome: "done", sent: 41, received: 12, requests: 2, bytes_up: 5230, bytes_down: 3190 },
  { at: NOW - 11_000, outcome: "captive_portal", sent: 0, received: 0, requests: 1, bytes_up: 0, bytes_down: 0 },
  { at: NOW - 90_000, outcome: "done", sent: 0, received: 0, requests: 1, bytes_up: 310, bytes_down: 420 },
];

export const COUNTS: WorkCounts = { unsent: 38, received: 214, waiting: 96, confirmed: 112, returned: 2, held: 2, rejected: 1, reassigned: 1 };
export const NO_COUNTS: WorkCounts = { unsent: 0, received: 0, waiting: 0, confirmed: 0, returned: 0, held: 0, rejected: 0, reassigned: 0 };
