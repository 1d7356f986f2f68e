import type { StoreLinkCard } from "$lib/api.gen";

/** The real pages in the stores; iHanoi's could not be verified, so its guide shows what to look for instead. */
export const PAGES: Record<"vneid" | "etax", StoreLinkCard[]> = {
  vneid: [
    { store: "google_play", address: "https://play.google.com/store/apps/details?id=com.vnid" },
    { store: "app_store", address: "https://apps.apple.com/vn/app/vneid/id1582750372" },
  ],
  etax: [
    { store: "google_play", address: "https://play.google.com/store/apps/details?id=com.etax.icanhan" },
    { store: "app_store", address: "https://apps.apple.com/vn/app/etax-mobile/id1589750682" },
  ],
};
