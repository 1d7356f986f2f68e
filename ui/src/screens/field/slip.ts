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
  /** That the hour is to be asked about again; empty where the desk's hours are known. */
  expected: string;
  safety: string;
}

const capital = (text: string) => text.charAt(0).toLocaleUpperCase("vi") + text.slice(1);

/** What a desk typed that is to be brought, thing by thing. */
const listed = (text: string) => text.split(/[,;\n]/).map((one) => capital(one.trim())).filter((one) => one !== "");

/** Whom to ask whether the hour stands. */
function askWord(purpose: string): string {
  const words: Record<string, () => string> = { one_stop: m.slip_expected_one_stop, tax: m.slip_expected_tax };
  return (words[purpose] ?? m.slip_expected)();
}

/** The slip of an appointment, in a commune's book. */
export function slipOf(name: string, { at, place, purpose, bring: said, expected }: AppointmentCard, book: string): Slip {
  return {
    title: book === "" ? m.slip_title() : `${m.slip_title()} · ${book}`,
    name,
    when: capital(at === null ? appointmentWhen(null) : m.appointment_when_at({ day: fullDay(at), time: time(at) })),
    where: m.slip_where({ place: place ?? usualPlace(purpose) }),
    purpose: purposeWord(purpose),
    things: said === null ? bring(purpose) : listed(said),
    expected: expected ? askWord(purpose) : "",
    safety: m.slip_safety(),
  };
}

/** The slip as a message. */
export const slipText = ({ title, name, when, where, purpose, things, expected, safety }: Slip): string =>
  [title, name, when, expected, where, purpose, m.slip_bring({ things: things.join(", ") }), safety].filter((line) => line !== "").join("\n");
