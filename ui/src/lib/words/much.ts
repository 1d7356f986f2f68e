import { m } from "$words";

/** A length of time in one unit that says enough: minutes, hours or days. */
export function much(seconds: number): string {
  const size = Math.abs(seconds);
  if (size < 5400) return m.much_minutes({ n: Math.max(1, Math.round(size / 60)) });
  if (size < 36 * 3600) return m.much_hours({ n: Math.round(size / 3600) });
  return m.much_days({ n: Math.round(size / 86_400) });
}
