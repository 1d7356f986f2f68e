/**
 * Moments as people in Việt Nam read them off a clock. The whole country keeps UTC+7 without summer time,
 * and an office PC with another time zone must not move an appointment.
 */

const OFFSET = 7 * 3600;

export interface ClockReading {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
  hour: number;
  minute: number;
  /** 0 is Sunday. */
  weekday: number;
}

/** What the clock shows at a moment, seconds since 1970. */
export function clockAt(seconds: number): ClockReading {
  const at = new Date((seconds + OFFSET) * 1000);
  return {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
    weekday: at.getUTCDay(),
  };
}

/** The moment at which the clock shows this; days beyond a month's end run on into the next. */
export function momentOf(year: number, month: number, day: number, hour = 0, minute = 0): number {
  return Date.UTC(year, month - 1, day, hour, minute) / 1000 - OFFSET;
}

/** Now, seconds since 1970. */
export const nowSeconds = (): number => Math.floor(Date.now() / 1000);
