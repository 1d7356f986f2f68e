import type { AnsweredCard, Commands, HinderedCard, ObstacleCard, PersonCard } from "$lib/api.gen";
import type { Desk } from "./door";
import { HAMLETS, type House } from "./village";

type Asked = "obstacles" | "answer_obstacles" | "answers_seen" | "teach" | "taught_counts";
type Replies = { [K in Asked]: (args: Commands[K]["args"]) => Commands[K]["reply"] };

const now = () => Math.floor(Date.now() / 1000);
const REASONS = ["sim_not_own", "forgot_password", "no_smartphone", "data_wrong", "sim_not_own", "card_expired"];
const LONG = "Tổ công nghệ số cộng đồng thôn Phú Lai và Đội quản lý hành chính Công an xã";

/** People whom something hinders, some of them with an answer. */
export function hinder(houses: House[]) {
  houses.slice(12, 30).forEach((house, i) => {
    const person = house.people[0];
    if (person === undefined) return;
    const answer = i % 6 === 5 ? { id: `an${i}`, state: "taken", owner: LONG, text: null, at: now() - 4000, by: "Thượng uý Hoàng Minh Sơn", own: false, unsent: false } : null;
    const reason = REASONS[i % REASONS.length]!;
    person.obstacles.push({ id: `ob${i}`, reason, app: reason === "sim_not_own" ? "vneid" : null, at: now() - 86_400 * (19 - i) - 3600, own: i === 1, unsent: false, answer });
  });
  const first = houses[6]?.people[0];
  const second = houses[7]?.people[0];
  const text = "Mang thẻ căn cước đến trụ sở công an xã chiều thứ Năm, đổi số điện thoại chính chủ tại chỗ, không cần hẹn";
  if (first) first.obstacles.push({ id: "ob-a", reason: "sim_not_own", app: "vneid", at: now() - 250_000, own: true, unsent: false, answer: { id: "an-a", state: "answered", owner: "Công an xã", text, at: now() - 9000, by: "Thượng uý Hoàng Minh Sơn", own: false, unsent: false } });
  if (second) second.obstacles.push({ id: "ob-b", reason: "forgot_password", app: null, at: now() - 350_000, own: true, unsent: false, answer: { id: "an-b", state: "closed", owner: "Công an xã", text: "Đã cấp lại mật khẩu", at: now() - 90_000, by: "Thượng uý Hoàng Minh Sơn", own: false, unsent: false } });
}

const card = (house: House, person: PersonCard, one: ObstacleCard, by: string | null): HinderedCard => ({
  id: one.id,
  resident: person.id,
  household: house.id,
  name: person.name,
  birth_year: person.birth_year,
  hamlet: HAMLETS[Number(house.hamlet.slice(7))] ?? "",
  lane: house.lane,
  house: house.house,
  reason: one.reason,
  app: one.app,
  at: one.at,
  by,
  organisation: by === null ? null : "Đoàn Thanh niên xã Cẩm Tân",
  answer: one.answer,
});

/** Answers to what this member met; `read`: which were read. */
export function answersOf(houses: House[], read: Set<string>): AnsweredCard[] {
  const all = houses.flatMap((house) => house.people.flatMap((person) => person.obstacles.filter((one) => one.own && one.answer !== null).map((one) => card(house, person, one, null))));
  return all.map((obstacle) => ({ obstacle, read: read.has(obstacle.answer!.id) }));
}

export function obstacleReplies(desk: Desk, read: Set<string>, undone: (id: string, undo: () => void) => void): Replies {
  const all = () => desk.houses.flatMap((house) => house.people.flatMap((person) => person.obstacles.map((one) => ({ house, person, one }))));
  const shows: Record<string, (one: ObstacleCard) => boolean> = {
    open: (one) => one.answer === null || one.answer.state === "taken",
    answered: (one) => one.answer?.state === "answered",
    closed: (one) => one.answer?.state === "closed",
  };
  let count = 0;
  return {
    obstacles: ({ show, hamlet, reason, offset, limit }) => {
      const fits = all().filter(({ house, one }) => (shows[show]?.(one) ?? false) && (hamlet === null || house.hamlet === hamlet));
      const reasons = [...new Set(fits.map(({ one }) => one.reason))].map((word) => {
        const of = fits.filter(({ one }) => one.reason === word);
        return { reason: word, count: of.length, oldest: Math.min(...of.map(({ one }) => one.at)) };
      });
      const items = fits.filter(({ one }) => reason === null || one.reason === reason).sort((a, b) => a.one.at - b.one.at);
      return { total: fits.length, reasons: reasons.sort((a, b) => a.oldest - b.oldest), items: items.slice(offset, offset + limit).map(({ house, person, one }) => card(house, person, one, "Trần Văn Đức")) };
    },
    answer_obstacles: ({ obstacles, state, owner, text }) => ({
      ids: obstacles.map((id) => {
        const found = all().find(({ one }) => one.id === id)!.one;
        const before = found.answer;
        const said = `answer-${++count}`;
        found.answer = { id: said, state, owner, text, at: now(), by: null, own: true, unsent: true };
        undone(said, () => (found.answer = before));
        return said;
      }),
    }),
    answers_seen: ({ answers }) => {
      for (const id of answers) read.add(id);
      return {};
    },
    teach: ({ resident, lesson, app }) => {
      const [house, person] = desk.person(resident);
      const id = desk.next();
      person.taught.unshift({ id, lesson, app, at: now(), own: true, unsent: true });
      return desk.saved(house, () => (person.taught = person.taught.filter((one) => one.id !== id)));
    },
    taught_counts: () =>
      desk.houses.length === 0
        ? []
        : HAMLETS.map((name, h) => {
            const people = desk.houses.filter((house) => house.hamlet === `hamlet-${h}`).flatMap((house) => house.people);
            const of = (lesson: string) => people.filter((person) => person.taught.some((one) => one.lesson === lesson)).length;
            return { hamlet: `hamlet-${h}`, name, people: people.length, portal_login: of("portal_login") + [31, 8, 0][h]!, guided_use: of("guided_use") + [54, 20, 3][h]! };
          }),
  };
}
