import type { ApiError, ReviewerCard, Commands } from "$lib/api.gen";

type Asked = "asked_apps" | "set_asked_app";
type Replies = { [K in Asked]: (args: Commands[K]["args"]) => Commands[K]["reply"] };

const now = () => Math.floor(Date.now() / 1000);
const begun = (): ReviewerCard[] => {
  const base = { reviewer_of: null, figure_owner: null, mine: false, changed_at: now() - 9 * 86_400, changed_by: null, unsent: false };
  return [
    { ...base, app: "vneid", minimum_age: 14, reviewer: "police", waiting: 41 },
    { ...base, app: "ihanoi", minimum_age: 15, reviewer: "office", waiting: 17, figure_owner: "Văn phòng HĐND và UBND xã Cẩm Tân phối hợp Tổ công nghệ số cộng đồng các thôn" },
    { ...base, app: "etax", minimum_age: 18, reviewer: "office", reviewer_of: "Chi cục Thuế", waiting: 6, changed_by: "Lê Văn Sơn", changed_at: now() - 86_400 },
  ];
};

/** Who decides on which app in the made-up commune; the office sets it. */
export function askedReplies(empty: () => boolean, member: () => { role: string; organisation: string | null } | null): Replies {
  const apps = begun();
  const shown = (): Commands["asked_apps"]["reply"] => {
    const me = member();
    const mine = (one: ReviewerCard) => one.reviewer === me?.role && (one.reviewer_of === null || one.reviewer_of === me.organisation);
    return { apps: empty() ? [] : apps.map((one) => ({ ...one, mine: mine(one) })), organisations: ["Chi cục Thuế", "Công an xã Cẩm Tân", "Đoàn Thanh niên xã Cẩm Tân"], may_write: me?.role === "office" };
  };
  return {
    asked_apps: shown,
    set_asked_app: ({ app, ...to }) => {
      const one = apps.find((card) => card.app === app);
      if (one === undefined) throw { code: "not_found", detail: "the made-up device says so" } satisfies ApiError;
      Object.assign(one, to, { changed_at: now(), changed_by: null, unsent: true });
      return shown();
    },
  };
}
