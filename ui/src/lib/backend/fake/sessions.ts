import type { Commands, ErrorCode, PhotoCard, SessionCard, WalkInCard } from "$lib/api.gen";
import { newPerson } from "./card";
import type { Desk } from "./door";
import { HAMLETS, type House } from "./village";

type Replies = { [K in keyof Commands]: (args: Commands[K]["args"]) => Commands[K]["reply"] };
type PointReplies = Pick<Replies, "begin_session" | "end_session" | "sessions" | "session" | "walk_in" | "add_photo" | "photo">;

const HOUR = 3600;
const refuse = (code: ErrorCode): never => {
  throw { code, detail: "no picture, or too large" };
};

/** A stand under a tent at dusk: a picture of nobody. */
function stand(tone: number): string {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [640, 480];
  const pen = canvas.getContext("2d");
  if (pen === null) return "";
  const box = (colour: string, x: number, y: number, width: number, height: number) => {
    pen.fillStyle = colour;
    pen.fillRect(x, y, width, height);
  };
  box(`hsl(${tone} 30% 78%)`, 0, 0, 640, 300);
  box("#8a7f6c", 0, 300, 640, 180);
  for (let strip = 0; strip < 8; strip++) box(strip % 2 === 0 ? "#0f6b5c" : "#f4efe2", 80 + strip * 60, 120, 60, 46);
  for (const x of [88, 548]) box("#5b5346", x, 166, 10, 190);
  box("#c9a36b", 130, 290, 380, 24);
  for (const x of [150, 480]) box("#96773f", x, 314, 14, 90);
  for (let sheet = 0; sheet < 4; sheet++) box("#ffffff", 170 + sheet * 80, 270, 52, 20);
  return canvas.toDataURL("image/jpeg", 0.8).replace(/^[^,]*,/, "");
}

/** Mobile points of the made-up commune; one is on where `state` is "point", and none was in "practice" and "empty". */
export function sessionReplies(desk: Desk, state: () => string): PointReplies {
  const now = () => Math.floor(Date.now() / 1000);
  const cards: SessionCard[] = [];
  const photos = new Map<string, PhotoCard[]>();
  const pictures = new Map<string, string>();
  const came = new Map<string, WalkInCard[]>();
  const recorded = new Map<string, number>();
  let begun = false;

  const point = (id: string, hamlet: number, venue: string, place: string, starts: number, ends: number | null): SessionCard => ({
    id, hamlet: `hamlet-${hamlet}`, hamlet_name: HAMLETS[hamlet] ?? "", venue, place, starts, ends, ended_own: null, people: 0, photos: 0, own: true, unsent: false,
  });
  const comes = (house: House, at: number, who: number, home: string | null, id: string): WalkInCard[] => {
    const person = house.people[who];
    return person === undefined ? [] : [{ id, at, home, own: true, added: home !== null, row: { person, hamlet: HAMLETS[Number(house.hamlet.slice(7))] ?? "", lane: house.lane, house: house.house, found_by: "name" } }];
  };
  const taken = (id: string, at: number, sent: number | null, bytes: number): PhotoCard => ({ id, at, width: 1280, height: 960, bytes, sent, whole: sent === bytes, own: sent !== null });
  /** Where people from elsewhere are kept. */
  const book = (session: string): House => {
    const card = cards.find((one) => one.id === session) ?? refuse("not_found");
    const kept = desk.books.find((house) => house.id === `book-${session}`);
    if (kept) return kept;
    const made: House = { id: `book-${session}`, hamlet: card.hamlet, lane: "", house: "", people: [], visits: [] };
    desk.books.push(made);
    return made;
  };
  /** What the village has at the first question. */
  function begin() {
    if (begun) return;
    begun = true;
    if (["practice", "empty"].includes(state())) return;
    const [t, day] = [now(), 24 * HOUR];
    cards.push(point("s-2", 0, "market", "Chợ Phú Lai", t - day - 2 * HOUR, t - day), { ...point("s-1", 1, "culture_house", "Nhà văn hoá Thôn Đông Cao, sân đình cũ", t - 3 * day, null), own: false });
    photos.set("s-2", [taken("p-1", t - day - HOUR, 214_000, 214_000)]);
    came.set("s-2", desk.houses.slice(20, 27).flatMap((house, at) => comes(house, t - day - at * 600, 0, null, `w-${at}`)));
    recorded.set("s-2", 11);
    if (state() !== "point") return;
    cards.unshift({ ...point("s-3", 0, "market", "Chợ Phú Lai", t - HOUR, null), unsent: true });
    photos.set("s-3", [taken("p-4", t - 200, 0, 188_000), taken("p-3", t - 1500, 96_300, 214_000), taken("p-2", t - 3000, 201_000, 201_000), taken("p-0", t - 3300, null, 240_000)]);
    const far = book("s-3");
    const [, like] = desk.person("h0-4-p0");
    far.people.push(newPerson("far-1", { household: far.id, name: "Lò Thị Mẩy", birth_year: 1990, sex: "female", last4: null }, like));
    came.set("s-3", [...comes(far, t - 240, 0, "xã Yên Sở", "w-far"), ...[4, 0, 5, 12, 30].flatMap((h, at) => comes(desk.houses[h]!, t - 600 * (at + 1), 0, null, `v-${at}`))]);
    recorded.set("s-3", 4);
  }
  const card = (id: string): SessionCard => {
    begin();
    const found = cards.find((one) => one.id === id) ?? refuse("not_found");
    return { ...found, people: came.get(id)?.length ?? 0, photos: photos.get(id)?.length ?? 0 };
  };
  /** Something that hangs on a house as far as undoing goes. */
  const said = (undo: () => void) => desk.saved(desk.houses[0] ?? book(cards[0]?.id ?? ""), undo);

  return {
    begin_session: ({ hamlet, venue, place, starts, ends }) => {
      begin();
      const made = { ...point(desk.next(), Number(hamlet.slice(7)), venue, place, starts ?? now(), ends), unsent: true };
      cards.unshift(made);
      said(() => cards.splice(cards.indexOf(made), 1));
      return made;
    },
    end_session: ({ session, ends }) => {
      const over = cards.find((one) => one.id === session) ?? refuse("not_found");
      const before = { ends: over.ends, ended_own: over.ended_own };
      Object.assign(over, { ends: ends ?? now(), ended_own: desk.next() });
      said(() => Object.assign(over, before));
      return card(session);
    },
    sessions: () => {
      begin();
      return cards.map((one) => card(one.id));
    },
    session: ({ session }) => {
      const here = card(session);
      const people = (came.get(session) ?? []).map((one) => ({ ...one, row: { ...one.row, person: desk.person(one.row.person.id)[1] } }));
      const fresh = people.flatMap((one) => one.row.person.apps).filter((app) => app.own !== null).length;
      return { card: here, recorded: (recorded.get(session) ?? 0) + fresh, people, photos: photos.get(session) ?? [] };
    },
    add_photo: ({ session, image }) => {
      const text = new TextDecoder().decode(Uint8Array.from(atob(image.slice(0, 400)), (char) => char.charCodeAt(0)));
      if (text.startsWith("no picture")) refuse("picture_unreadable");
      const photo = { ...taken(desk.next(), now(), 0, 188_000), own: true };
      pictures.set(photo.id, stand(30));
      photos.set(session, [photo, ...(photos.get(session) ?? [])]);
      said(() => photos.set(session, (photos.get(session) ?? []).filter((one) => one.id !== photo.id)));
      return photo;
    },
    photo: ({ photo }) => ({ jpeg: pictures.get(photo) ?? stand(photo === "p-3" ? 210 : 260) }),
    walk_in: ({ session, resident, person, home }) => {
      begin();
      let who = resident;
      if (person !== null) {
        const kept = book(session);
        const made = newPerson(desk.next(), { household: kept.id, ...person }, desk.person("h0-4-p0")[1]);
        kept.people.push(made);
        desk.saved(kept, () => (kept.people = kept.people.filter((one) => one.id !== made.id)));
        who = made.id;
      }
      const [house, listed] = desk.person(who ?? refuse("bad_input"));
      const row = { person: listed, hamlet: HAMLETS[Number(house.hamlet.slice(7))] ?? "", lane: house.lane, house: house.house, found_by: "name" };
      const walkIn: WalkInCard = { id: desk.next(), at: now(), home, row, own: true, added: person !== null };
      came.set(session, [walkIn, ...(came.get(session) ?? [])]);
      const saved = desk.saved(house, () => came.set(session, (came.get(session) ?? []).filter((one) => one.id !== walkIn.id)));
      return { id: saved.id, resident: listed.id, household: house.id };
    },
  };
}
