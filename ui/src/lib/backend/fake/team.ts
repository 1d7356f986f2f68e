import type { Colleague, Commands, DoorCard, GivenDoor, LaneCard, TakingCard } from "$lib/api.gen";
import { isComeBack } from "$lib/state/lanes";
import type { Desk } from "./door";
import { doorCard, HAMLETS, type House } from "./village";

type Replies = { [K in keyof Commands]: (args: Commands[K]["args"]) => Commands[K]["reply"] };

const NOW = Math.floor(Date.now() / 1000);
const LONG = "Công Tằng Tôn Nữ Hoàng Thị Phương Thảo Nguyên";
const COLLEAGUES: Omit<Colleague, "me">[] = [
  { member: "m-1", name: "Trần Văn Đức", role: "volunteer", organisation: "Đoàn Thanh niên xã Cẩm Tân" },
  { member: "m-2", name: "Lê Hữu Lực", role: "volunteer", organisation: "Đoàn Thanh niên xã Cẩm Tân" },
  { member: "m-3", name: "Bùi Thị Kim Yến", role: "leader", organisation: "Tổ chuyển đổi số cộng đồng" },
  { member: "m-4", name: LONG, role: "volunteer", organisation: "Hội Phụ nữ xã Cẩm Tân" },
];

/** A taking as it was said; who reads it decides whose it is. */
interface Said extends Omit<TakingCard, "mine"> {
  hamlet: string;
  lane: string;
}

/** Who goes where in the made-up commune. `alone`: the server has not said yet who works here. */
export class Team {
  readonly #desk: Desk;
  readonly #alone: boolean;
  #said: Said[];

  constructor(desk: Desk, state: string) {
    this.#desk = desk;
    this.#alone = state === "alone";
    const said = (lane: string, holder: string, given = false, side: string | null = null): Said => ({ id: `t-${lane}-${holder}`, hamlet: "hamlet-0", lane, holder, own: false, given, side, until: NOW + 3 * 3600, unsent: false });
    this.#said = this.#alone || state === "practice" ? [] : [said("Ngõ 7", "Lê Hữu Lực"), said("Ngõ 9", "Lê Hữu Lực"), said("Ngõ 9", LONG), said("Ngõ 11", "Trần Văn Đức", true, "even")];
  }

  /** Who has a lane, as this member reads it. */
  taken(hamlet: string, lane: string): TakingCard[] {
    const here = this.#said.filter((one) => one.hamlet === hamlet && one.lane === lane);
    return here.map(({ hamlet: _, lane: __, ...one }) => ({ ...one, mine: one.holder === this.#desk.me() }));
  }

  /** Who else would knock at this door. */
  elsewhere(house: House): TakingCard[] {
    const side = doorCard(house).side;
    return this.taken(house.hamlet, house.lane).filter((one) => !one.mine && (one.side === null || one.side === side));
  }

  /** A door as this member's list shows it. */
  door(house: House): DoorCard {
    const card = doorCard(house);
    return { ...card, handed_to_me: card.handed_to === this.#desk.me() };
  }

  /** Doors that somebody gave to this member. */
  given(houses: House[]): GivenDoor[] {
    const mine = houses.map((house) => ({ house, card: this.door(house) })).filter(({ card }) => card.handed_to_me && !card.done);
    return mine.map(({ house, card }) => ({ household: card.id, hamlet: HAMLETS[Number(house.hamlet.slice(7))] ?? "", lane: card.lane, house: card.house, head: card.head, at: card.come_back_at, until: NOW + 30 * 3600 }));
  }

  #colleagues(): Colleague[] {
    const all = COLLEAGUES.map((one) => ({ ...one, me: one.name === this.#desk.me() }));
    return this.#alone ? all.filter((one) => one.me) : all;
  }

  #doors(hamlet: string): DoorCard[] {
    return this.#desk.houses.filter((house) => house.hamlet === hamlet).map((house) => this.door(house));
  }

  replies(): Pick<Replies, "lanes" | "doors" | "take_lane" | "handover" | "colleagues" | "coverage"> {
    return {
      lanes: ({ hamlet }) => {
        const lanes = new Map<string, LaneCard>();
        for (const door of this.#doors(hamlet)) {
          const lane = lanes.get(door.lane) ?? { lane: door.lane, doors: 0, doors_done: 0, doors_come_back: 0, doors_done_in_part: 0, people_unreached: 0, taken: this.taken(hamlet, door.lane) };
          lane.doors += 1;
          if (door.done) {
            lane.doors_done += 1;
            lane.doors_done_in_part += door.unreached > 0 ? 1 : 0;
            lane.people_unreached += door.unreached;
          }
          else if (door.last_outcome !== null) lane.doors_come_back += 1;
          lanes.set(door.lane, lane);
        }
        return [...lanes.values()];
      },
      doors: ({ hamlet, show, offset, limit }) => {
        const houses = this.#desk.houses.filter((house) => hamlet === null || house.hamlet === hamlet);
        const isMine = (house: House, door: DoorCard) => door.handed_to_me || this.taken(house.hamlet, house.lane).some((one) => one.mine && (one.side === null || one.side === door.side));
        const isShown = (house: House, door: DoorCard) =>
          show === "all" || (show === "mine" ? !door.done && isMine(house, door) : show === "to_do" ? !door.done : show === "done" ? door.done : show === "come_back" ? isComeBack(door) : door.approved_not_activated > 0);
        const doors = houses.map((house) => [house, this.door(house)] as const).filter(([house, door]) => isShown(house, door));
        return { total: doors.length, doors: doors.slice(offset, offset + limit).map(([, door]) => door) };
      },
      take_lane: ({ hamlet, lane, side, until, member }) => {
        const colleague = COLLEAGUES.find((one) => one.member === member);
        const holder = colleague?.name ?? this.#desk.me();
        const given = holder !== this.#desk.me();
        const taking: Said = { id: this.#desk.next(), hamlet, lane, holder, own: true, given, side, until: until ?? NOW + 3 * 3600, unsent: true };
        const before = this.#said;
        const replaced = (one: Said) => one.hamlet === hamlet && one.lane === lane && (side === null || one.side === side) && (one.holder === holder || (one.given && given));
        this.#said = [...before.filter((one) => !replaced(one)), taking];
        const house = this.#desk.houses[0];
        if (house) this.#desk.saved(house, () => (this.#said = [...before.filter(replaced), ...this.#said.filter((one) => one.id !== taking.id)]));
        return { id: taking.id, taken: this.taken(hamlet, lane) };
      },
      handover: ({ household, member }) => {
        const house = this.#desk.house(household);
        const before = house.handed_to ?? null;
        house.handed_to = COLLEAGUES.find((one) => one.member === member)?.name ?? null;
        return this.#desk.saved(house, () => (house.handed_to = before));
      },
      colleagues: () => this.#colleagues(),
      coverage: ({ hamlet }) => ({
        members: this.#colleagues().map((colleague, n) => ({
          colleague,
          doors_today: [12, 9, 0, 21][n] ?? 0,
          doors: [64, 51, 7, 80][n] ?? 0,
          last_at: n === 2 ? null : NOW - 900 * (n + 1),
          lanes: [...new Set(this.#said.filter((one) => one.hamlet === hamlet && one.holder === colleague.name).map((one) => one.lane))],
        })),
        come_backs: this.#doors(hamlet)
          .filter(isComeBack)
          .map((door) => ({ household: door.id, lane: door.lane, house: door.house, head: door.head, at: door.come_back_at, handed_to: door.handed_to })),
      }),
    };
  }
}
