/** A time to come back, as people name it. */
export interface Evening {
  day: "tonight" | "tomorrow" | "saturday" | "sunday";
  /** hh:mm. */
  time: string;
  /** Seconds since 1970. */
  at: number;
}

function at(now: Date, daysAhead: number, hour: number, minute: number): number {
  const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() + daysAhead, hour, minute);
  return Math.floor(day.getTime() / 1000);
}

/** The evenings on offer: later tonight, tomorrow, and the weekend's mornings. */
export function evenings(now: Date): Evening[] {
  const offers: Evening[] = [];
  const minutes = now.getHours() * 60 + now.getMinutes();
  if (minutes < 19 * 60) offers.push({ day: "tonight", time: "19:30", at: at(now, 0, 19, 30) });
  if (minutes < 20 * 60) offers.push({ day: "tonight", time: "20:30", at: at(now, 0, 20, 30) });
  offers.push({ day: "tomorrow", time: "19:30", at: at(now, 1, 19, 30) });
  const toSaturday = (6 - now.getDay() + 7) % 7;
  if (toSaturday > 1) offers.push({ day: "saturday", time: "09:00", at: at(now, toSaturday, 9, 0) });
  const toSunday = (7 - now.getDay()) % 7;
  if (toSunday > 1) offers.push({ day: "sunday", time: "09:00", at: at(now, toSunday, 9, 0) });
  return offers.slice(0, 5);
}

const two = (n: number) => String(n).padStart(2, "0");

/** The days from today on, `yyyy-mm-dd`. */
export function daysAhead(now: Date, count: number): string[] {
  return Array.from({ length: count }, (_, i) => {
    const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() + i);
    return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
  });
}

/** The half hours of a day's field work, `hh:mm`. */
export function moments(from: number, to: number): string[] {
  return Array.from({ length: Math.max(0, to - from) * 2 }, (_, i) => `${two(from + Math.floor(i / 2))}:${i % 2 === 0 ? "00" : "30"}`);
}
