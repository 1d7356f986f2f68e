import type { AppointmentCard } from "$lib/api.gen";
import { appointmentWhen, bring, fullDay, purposeWord, usualPlace } from "$lib/words/door";
import { time } from "$lib/words/format";
import { m } from "$words";

/** What a slip says: as on the screen, so on paper and in a message. No number of anybody. */
export interface Slip {
  title: string;
  name: string;
  when: string;
  where: string;
  purpose: string;
  things: string[];
  safety: string;
}

const capital = (text: string) => text.charAt(0).toLocaleUpperCase("vi") + text.slice(1);

/** What a desk typed that is to be brought, thing by thing. */
const listed = (text: string) => text.split(/[,;\n]/).map((one) => capital(one.trim())).filter((one) => one !== "");

/** The slip of an appointment, in a commune's book. */
export function slipOf(name: string, { at, place, purpose, bring: said }: AppointmentCard, book: string): Slip {
  return {
    title: book === "" ? m.slip_title() : `${m.slip_title()} · ${book}`,
    name,
    when: capital(at === null ? appointmentWhen(null) : m.appointment_when_at({ day: fullDay(at), time: time(at) })),
    where: m.slip_where({ place: place ?? usualPlace(purpose) }),
    purpose: purposeWord(purpose),
    things: said === null ? bring(purpose) : listed(said),
    safety: m.slip_safety(),
  };
}

/** The slip as a message. */
export const slipText = ({ title, name, when, where, purpose, things, safety }: Slip): string =>
  [title, name, when, where, purpose, m.slip_bring({ things: things.join(", ") }), safety].join("\n");
