import { overwriteGetLocale, type Locale } from "../../paraglide/runtime.js";

/** Light, dark, or as the device says. */
export type Theme = "system" | "light" | "dark";

/** Text sizes on offer, in per cent. */
export const SCALES = [100, 115, 130, 145, 160] as const;

/** After how many minutes without a touch the device locks itself. */
export const LOCK_MINUTES = [1, 5, 15] as const;

const KEPT_UNDER = "tungnha.settings";

/** How this window looks and speaks. Kept on the device; holds nothing about anybody. */
class Settings {
  locale = $state<Locale>("vi");
  theme = $state<Theme>("system");
  scale = $state<number>(100);
  lockMinutes = $state<number>(5);

  constructor() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEPT_UNDER) ?? "{}") as Partial<Settings>;
      if (kept.locale === "en") this.locale = "en";
      if (kept.theme === "light" || kept.theme === "dark") this.theme = kept.theme;
      if (SCALES.some((scale) => scale === kept.scale)) this.scale = kept.scale ?? 100;
      if (LOCK_MINUTES.some((minutes) => minutes === kept.lockMinutes)) this.lockMinutes = kept.lockMinutes ?? 5;
    } catch {
      // Unreadable or forbidden storage: the defaults stand.
    }
    // Every message reads the locale through here, so a switch repaints words and nothing else.
    overwriteGetLocale(() => this.locale);
  }

  /** Brings the document in line and keeps the choice. */
  apply() {
    const root = document.documentElement;
    root.lang = this.locale;
    if (this.theme === "system") delete root.dataset.theme;
    else root.dataset.theme = this.theme;
    root.style.setProperty("--scale", String(this.scale / 100));
    try {
      const { locale, theme, scale, lockMinutes } = this;
      localStorage.setItem(KEPT_UNDER, JSON.stringify({ locale, theme, scale, lockMinutes }));
    } catch {
      // The choice then lasts as long as the window.
    }
  }
}

export const settings = new Settings();
