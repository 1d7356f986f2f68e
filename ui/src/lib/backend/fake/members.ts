import type { ApiError, Commands, ErrorCode, LocalMember, Status } from "$lib/api.gen";
import { type House, village } from "./village";

const refuse = (code: ErrorCode): never => {
  throw { code, detail: "the made-up device says so" } satisfies ApiError;
};

/** A device like this one, for practice. */
interface Practice {
  call<K extends keyof Commands>(name: K, args: Commands[K]["args"]): Promise<Commands[K]["reply"]>;
}

const OTHERS: LocalMember[] = [
  { number: 2, name: "Nguyễn Thị Bích Ngọc", role: "volunteer", organisation: "Đoàn Thanh niên xã Cẩm Tân", book: "xã Cẩm Tân", unsent: 12, current: false },
  { number: 3, name: "Công Tằng Tôn Nữ Hoàng Thị Phương Thảo Nguyên", role: "leader", organisation: null, book: "xã Cẩm Tân", unsent: 0, current: false },
];
/** Officers who keep one file with the made-up officer: state `together`; `apart` for one who has a file alone. */
const TOGETHER = ["Trịnh Thị Hoà", "Công Tằng Tôn Nữ Hoàng Thị Phương Thảo Nguyên"];
const NEVER_IN_PRACTICE = ["sync_start", "check_start", "courier_out", "courier_in", "courier_carry", "learn_addresses", "enrol", "unlock", "switch_member", "add_member"];
const HEADS = ["Lê Thị Thí Dụ", "Nguyễn Văn Mẫu", "Vũ Văn Luyện", "Công Tằng Tôn Nữ Hoàng Thị Phương Thảo Ví Dụ", "Hoàng Thị Minh Hoạ"];

/** Five households whose names say that they are made up; nobody has been asked anything yet. */
export function practiceHouses(): House[] {
  const houses = village().slice(0, HEADS.length);
  houses.forEach((house, i) => {
    Object.assign(house, { lane: i < 3 ? "Ngõ 1" : "Ngõ 3", house: String(2 * i + 2), visits: [] });
    house.people.forEach((person, p) => Object.assign(person, { notice: null, disputed: false, ...(p === 0 ? { name: HEADS[i], sex: HEADS[i]?.includes("Văn") ? "male" : "female" } : {}) }));
  });
  return houses;
}

/** Who shares the made-up device, and its practice. `state` shared: locked, with two more people. */
export class Sharing {
  #others: LocalMember[];
  #practice: Practice | null = null;
  readonly #begin: () => Practice;

  constructor(state: string, begin: () => Practice) {
    this.#others = state === "shared" ? structuredClone(OTHERS) : [];
    this.#begin = begin;
  }

  /** What a status says of it. */
  static status(state: string): Pick<Status, "number" | "members" | "rehearsal" | "shares_with" | "apart"> {
    const practice = state === "practice";
    return { number: state === "new" || practice ? 0 : 1, members: state === "new" || practice ? 0 : state === "shared" ? 3 : 1, rehearsal: practice, shares_with: state === "together" ? TOGETHER : [], apart: state === "apart" };
  }

  /** Whether it answers this itself. */
  takes(name: keyof Commands): boolean {
    return this.#practice !== null || ["members", "switch_member", "add_member", "practice_start", "practice_end"].includes(name);
  }

  async call(name: keyof Commands, args: unknown, status: Status): Promise<unknown> {
    if (name === "practice_end") {
      this.#practice = null;
      return status;
    }
    if (name === "practice_start") {
      if (status.state === "open") status.state = "locked";
      this.#practice ??= this.#begin();
      return this.#practice.call("status", {});
    }
    if (this.#practice !== null) return this.#inPractice(this.#practice, name, args);
    if (name === "members") return this.#members(status);
    status.state = "locked";
    const own = this.#own(status);
    if (name === "add_member") {
      if (own !== null) this.#others = [own, ...this.#others];
      Object.assign(status, { state: "new", member: null, number: 0 });
      return status;
    }
    const { number } = args as Commands["switch_member"]["args"];
    const all = this.#members(status);
    const next = all.find((member) => member.number === number) ?? refuse("not_found");
    this.#others = all.filter((member) => member.number !== number);
    Object.assign(status, { number, member: { name: next.name, role: next.role, organisation: next.organisation }, work: { ...status.work, unsent: next.unsent ?? 0 } });
    return status;
  }

  /** An enrolment has worked: the new member's number. */
  enrolled(status: Status) {
    status.number = Math.max(0, ...this.#others.map((member) => member.number)) + 1;
    status.members = this.#others.length + 1;
  }

  async #inPractice(practice: Practice, name: keyof Commands, args: unknown): Promise<unknown> {
    if (NEVER_IN_PRACTICE.includes(name)) refuse("practice_only");
    if (name === "members") return [];
    const reply = await practice.call(name, args as never);
    const HAMLET = "Thôn Tập Thử";
    if (name === "hamlets") return (reply as Commands["hamlets"]["reply"]).slice(0, 1).map((hamlet) => ({ ...hamlet, name: HAMLET }));
    if (name === "door") return { ...(reply as Commands["door"]["reply"]), hamlet_name: HAMLET };
    return reply;
  }

  #own(status: Status): LocalMember | null {
    if (status.member === null || status.number === 0) return null;
    return { ...status.member, number: status.number, book: status.book ?? "", unsent: status.unsent_known ? status.work.unsent : null, current: true };
  }

  #members(status: Status): LocalMember[] {
    const own = this.#own(status);
    const all = [...(own === null ? [] : [own]), ...this.#others.map((member) => ({ ...member, current: false }))];
    return all.sort((a, b) => a.number - b.number);
  }
}
