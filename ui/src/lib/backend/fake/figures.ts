import type { ApiError, Commands, FigureCard, FigureStory, GroupMember, OrganisationCard, TableFault, TableRow, ThreeFigures } from "$lib/api.gen";
import type { Desk } from "./door";
import { fold } from "./names";
import { HAMLETS } from "./village";

type Asked = "figures" | "figure_history" | "type_figures" | "read_table" | "organisations" | "set_organisation" | "set_membership" | "groups" | "group_members";
type Replies = { [K in Asked]: (args: Commands[K]["args"]) => Commands[K]["reply"] };
type Kept = FigureCard & { organisation: string | null };

const now = () => Math.floor(Date.now() / 1000);
const MEASURES = [
  { app: "vneid", level: 2, stage: "activated", reviewer: "police" },
  { app: "vneid", level: 2, stage: "dossier_collected", reviewer: "police" },
  { app: "vneid", level: 1, stage: "activated", reviewer: "police" },
  { app: "ihanoi", level: 0, stage: "logged_in", reviewer: "office" },
  { app: "etax", level: 0, stage: "logged_in", reviewer: "office" },
];
const refuse = (code: ApiError["code"]): never => {
  throw { code, detail: "the made-up device says so" } satisfies ApiError;
};

/** Figures, organisations and groups of the made-up commune. */
export function figureReplies(desk: Desk, empty: () => boolean, undone: (id: string, undo: () => void) => void): Replies {
  let count = 0;
  const base = { population: "everybody", base: null, as_of: now() - 7200, owner: "Công an xã Cẩm Tân", source: "Báo cáo ngày", app: "vneid", level: 2, stage: "activated", at: now() - 7000, by: "Thượng uý Hoàng Minh Sơn", unsent: false, organisation: null };
  const kept: Kept[] = [
    { ...base, id: "f1", count: 118, base: 210, hamlet: null },
    { ...base, id: "f0", count: 104, base: 210, hamlet: null, as_of: now() - 93_600 },
    { ...base, id: "f2", count: 70, hamlet: "hamlet-0" },
    { ...base, id: "f3", count: 31, hamlet: "hamlet-1" },
    { ...base, id: "f4", count: 24, hamlet: null, population: "officials" },
    { ...base, id: "f5", count: 6, hamlet: null, population: "organisations", owner: "Văn phòng HĐND và UBND xã Cẩm Tân phối hợp Đội quản lý hành chính về trật tự xã hội" },
    { ...base, id: "f6", count: 412, base: 430, hamlet: null, organisation: "org-1", owner: "Trường THCS Cẩm Tân", source: null },
  ];
  const before: Record<string, FigureStory["before"]> = { f1: [{ count: 181, as_of: now() - 7200, at: now() - 7100, by: "Thượng uý Hoàng Minh Sơn" }] };
  const organisations: Omit<OrganisationCard, "members" | "declared">[] = [
    { id: "org-1", name: "Trường THCS Cẩm Tân", sort: "school", contact: "Văn thư, 0530 000 001", size: 430, unsent: false },
    { id: "org-2", name: "Công ty TNHH May mặc xuất khẩu Phương Nam chi nhánh khu công nghiệp Cẩm Thủy mở rộng", sort: "enterprise", contact: null, size: 1210, unsent: true },
    { id: "org-3", name: "UBND xã Cẩm Tân", sort: "agency", contact: null, size: null, unsent: false },
  ];
  const memberships: (Omit<GroupMember, "person" | "current" | "done"> & { resident: string; organisation: string })[] = [];
  let begun = false;
  const begin = () => {
    if (begun) return;
    begun = true;
    desk.houses.slice(0, 14).forEach((house, i) => {
      const person = house.people[0];
      if (person) memberships.push({ membership: `m${i}`, resident: person.id, organisation: i % 3 === 0 ? "org-1" : "org-3", category: i % 3 === 0 ? "teacher" : "official", since: null, until: i === 9 ? "2025-10-31" : null, excused: i === 4 ? "Đang điều trị dài ngày, có giấy của cơ quan" : null, unsent: i === 2 });
    });
  };
  const holds = (one: { until: string | null }) => one.until === null || one.until >= new Date().toISOString().slice(0, 10);
  const newest = (of: Kept[]) => [...of].sort((a, b) => b.as_of - a.as_of)[0] ?? null;
  const plain = (one: Kept | null): FigureCard | null => {
    if (one === null) return null;
    const { organisation: _, ...rest } = one;
    return rest;
  };
  const done = (id: string) => desk.person(id)[1].apps.every((app) => app.token === "not_needed" || (app.token === "confirmed" && app.next === "done"));

  return {
    figures: () => ({
      measures: MEASURES.map((measure) => {
        const of = kept.filter((one) => one.organisation === null && one.app === measure.app && one.level === measure.level && one.stage === measure.stage);
        const people = (hamlet: string | null) => desk.houses.filter((house) => hamlet === null || house.hamlet === hamlet).flatMap((house) => house.people);
        const three = (hamlet: string | null): ThreeFigures => {
          const apps = people(hamlet).flatMap((person) => person.apps.filter((app) => app.app === measure.app && (measure.level === 0 || app.level === measure.level) && app.stage === (measure.stage === "dossier_collected" ? "approved" : measure.stage)));
          const confirmed = apps.filter((app) => app.token === "confirmed").length;
          const official = plain(newest(of.filter((one) => one.hamlet === hamlet && one.population === "everybody")));
          const hamlets = hamlet === null ? HAMLETS.map((_, h) => newest(of.filter((one) => one.hamlet === `hamlet-${h}` && one.population === "everybody"))).filter((one) => one !== null) : [];
          return { claimed: apps.length, confirmed, listed: Math.round(confirmed * 0.9), official, hamlets_sum: hamlets.length > 0 ? hamlets.reduce((sum, one) => sum + one.count, 0) : null, hamlets_with: hamlets.length, gap: official === null ? null : official.count - confirmed };
        };
        return {
          ...measure,
          owner: null,
          total: three(null),
          hamlets: empty() ? [] : HAMLETS.map((name, h) => ({ hamlet: `hamlet-${h}`, name, figures: three(`hamlet-${h}`) })),
          parts: ["officials", "citizens", "organisations"].map((population) => plain(newest(of.filter((one) => one.hamlet === null && one.population === population)))).filter((one) => one !== null),
          listed_as_of: measure.app === "vneid" ? "2025-11-15" : null,
        };
      }),
    }),
    figure_history: ({ app, level, stage, population, hamlet, organisation }) =>
      kept
        .filter((one) => one.app === app && one.level === level && one.stage === stage && one.population === population && one.hamlet === hamlet && one.organisation === organisation)
        .sort((a, b) => b.as_of - a.as_of)
        .map((one) => ({ figure: plain(one)!, before: before[one.id] ?? [] })),
    type_figures: ({ rows, ...of }) => ({
      ids: rows.map((row) => {
        const id = `f-new-${++count}`;
        const there = kept.find((one) => one.id === row.of);
        if (there !== undefined) {
          const was = { ...there };
          (before[there.id] ??= []).unshift({ count: there.count, as_of: there.as_of, at: there.at, by: there.by });
          Object.assign(there, of, { count: row.count, base: row.base, at: now(), by: null, unsent: true });
          undone(id, () => Object.assign(there, was));
        } else {
          const made: Kept = { ...of, id, count: row.count, base: row.base, hamlet: row.hamlet, organisation: row.organisation, at: now(), by: null, unsent: true };
          kept.push(made);
          undone(id, () => kept.splice(kept.indexOf(made), 1));
        }
        return id;
      }),
    }),
    read_table: ({ text }) => {
      const rows: TableRow[] = [];
      const faults: TableFault[] = [];
      let printed_total: number | null = null;
      text.split("\n").forEach((line, at) => {
        const [name = "", number = ""] = line.split("\t").map((cell) => cell.trim());
        if (name === "" || (at === 0 && !/\d/.test(number))) return;
        const count = /^[\d.]+$/.test(number) ? Number(number.replaceAll(".", "")) : null;
        const h = HAMLETS.findIndex((full) => fold(full).endsWith(fold(name)));
        const fault = (column: string, cell: string, reason: string) => faults.push({ line: at + 1, column, text: cell, reason });
        if (count === null) fault("B", number, number === "" ? "no_number" : "not_a_number");
        else if (/^(tổng|cộng)/i.test(name)) printed_total = count;
        else if (h < 0) fault("A", name, "unknown_hamlet");
        else rows.push({ line: at + 1, hamlet: `hamlet-${h}`, name: HAMLETS[h]!, count, base: null });
      });
      return { rows, sum: rows.reduce((sum, row) => sum + row.count, 0), printed_total, faults, missing: HAMLETS.filter((name) => !rows.some((row) => row.name === name)) };
    },
    organisations: () => {
      begin();
      if (empty()) return [];
      return organisations.map((one) => ({ ...one, members: memberships.filter((row) => row.organisation === one.id && holds(row)).length, declared: kept.filter((figure) => figure.organisation === one.id).map((figure) => plain(figure)!) }));
    },
    set_organisation: ({ of, ...fields }) => {
      const id = `org-new-${++count}`;
      const there = organisations.find((one) => one.id === of);
      if (there !== undefined) {
        const was = { ...there };
        Object.assign(there, fields, { unsent: true });
        undone(id, () => Object.assign(there, was));
      } else {
        organisations.push({ ...fields, id, unsent: true });
        undone(id, () => organisations.splice(organisations.findIndex((one) => one.id === id), 1));
      }
      return { ids: [id] };
    },
    set_membership: ({ of, ...fields }) => {
      begin();
      const id = `m-new-${++count}`;
      const there = memberships.find((one) => one.membership === of);
      if (there !== undefined) {
        const was = { ...there };
        Object.assign(there, fields, { unsent: true });
        undone(id, () => Object.assign(there, was));
      } else {
        memberships.push({ ...fields, membership: id, unsent: true });
        undone(id, () => memberships.splice(memberships.findIndex((one) => one.membership === id), 1));
      }
      return { ids: [id] };
    },
    groups: () => {
      begin();
      const keys = [...new Set(memberships.filter(holds).map((one) => `${one.organisation} ${one.category}`))];
      return keys.map((key) => {
        const [organisation = "", category = ""] = key.split(" ");
        const of = memberships.filter((one) => holds(one) && one.organisation === organisation && one.category === category);
        const apps = ["vneid", "ihanoi", "etax"].map((app) => {
          const cards = of.map((one) => desk.person(one.resident)[1].apps.find((card) => card.app === app)!);
          return { app, asked: cards.length, claimed: cards.filter((card) => card.token === "claimed").length, confirmed: cards.filter((card) => card.token === "confirmed").length };
        });
        const finished = of.filter((one) => done(one.resident));
        return { organisation, name: organisations.find((one) => one.id === organisation)?.name ?? "", category, members: of.length, excused: of.filter((one) => one.excused !== null).length, done: finished.length, left: of.filter((one) => one.excused === null && !finished.includes(one)).length, apps };
      });
    },
    group_members: ({ organisation, category }) => {
      begin();
      if (!organisations.some((one) => one.id === organisation)) refuse("not_found");
      return memberships
        .filter((one) => one.organisation === organisation && (category === null || one.category === category))
        .map(({ resident, organisation: _, ...one }) => {
          const [house, person] = desk.person(resident);
          return { ...one, current: holds(one), done: done(resident), person: { person, hamlet: HAMLETS[Number(house.hamlet.slice(7))] ?? "", lane: house.lane, house: house.house, found_by: "name" } };
        });
    },
  };
}
