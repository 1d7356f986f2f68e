import type { Commands, PhotoCard, SessionCard, WalkInCard } from "$lib/api.gen";
import type { Desk } from "./door";
import { HAMLETS } from "./village";

type Replies = { [K in keyof Commands]: (args: Commands[K]["args"]) => Commands[K]["reply"] };

/** One grey pixel. */
const GREY = "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=";
const NOW = Math.floor(Date.now() / 1000);

/** Mobile points of the made-up commune. */
export function sessionReplies(desk: Desk): Pick<Replies, "begin_session" | "sessions" | "session" | "walk_in" | "add_photo" | "photo"> {
  const cards: SessionCard[] = [
    { id: "s-1", hamlet: "hamlet-0", hamlet_name: HAMLETS[0] ?? "", venue: "market", place: "Chợ Phú Lai", starts: NOW - 86_400, ends: NOW - 79_200, people: 0, photos: 1, own: true, unsent: false },
  ];
  const photos = new Map<string, PhotoCard[]>([["s-1", [{ id: "p-1", at: NOW - 86_000, width: 1280, height: 960, bytes: 214_000, sent: 98_000, whole: false, own: true }]]]);
  const pictures = new Map<string, string>();
  const came = new Map<string, WalkInCard[]>();
  const card = (id: string) => {
    const found = cards.find((one) => one.id === id);
    if (found === undefined) throw { code: "not_found", detail: "" };
    return { ...found, people: came.get(id)?.length ?? found.people };
  };
  return {
    begin_session: ({ hamlet, venue, place, starts, ends }) => {
      const made: SessionCard = { id: `s-${cards.length + 1}`, hamlet, hamlet_name: HAMLETS[Number(hamlet.slice(7))] ?? "", venue, place, starts: starts ?? NOW, ends, people: 0, photos: 0, own: true, unsent: true };
      cards.unshift(made);
      return made;
    },
    sessions: () => cards.map((one) => card(one.id)),
    session: ({ session }) => ({ card: card(session), people: came.get(session) ?? [], photos: photos.get(session) ?? [] }),
    add_photo: ({ session, image }) => {
      const photo: PhotoCard = { id: desk.next(), at: NOW, width: 1280, height: 960, bytes: Math.round(image.length * 0.75), sent: 0, whole: false, own: true };
      pictures.set(photo.id, image);
      photos.set(session, [photo, ...(photos.get(session) ?? [])]);
      const house = desk.houses[0];
      if (house) desk.saved(house, () => photos.set(session, (photos.get(session) ?? []).filter((one) => one.id !== photo.id)));
      return photo;
    },
    photo: ({ photo }) => ({ jpeg: pictures.get(photo) ?? GREY }),
    walk_in: ({ session, resident, person, home }) => {
      const [house, listed] = desk.person(resident ?? desk.houses[0]?.people[0]?.id ?? "");
      const row = { person: person === null ? listed : { ...listed, id: desk.next(), ...person }, hamlet: HAMLETS[Number(house.hamlet.slice(7))] ?? "", lane: house.lane, house: house.house };
      const walkIn: WalkInCard = { id: desk.next(), at: NOW, home, row: row as WalkInCard["row"], own: true };
      came.set(session, [walkIn, ...(came.get(session) ?? [])]);
      const saved = desk.saved(house, () => came.set(session, (came.get(session) ?? []).filter((one) => one.id !== walkIn.id)));
      return { id: saved.id, resident: row.person.id, household: house.id };
    },
  };
}
