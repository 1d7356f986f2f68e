import type { Commands, Exported, ExportLine, MemberCard } from "$lib/api.gen";

type Asked = "exports" | "export_desk_day" | "export_recheck";
type Replies = { [K in Asked]: (args: Commands[K]["args"]) => Commands[K]["reply"] };

const now = () => Math.floor(Date.now() / 1000);
export const FORMATS = ["xlsx", "docx", "pdf"];

/** What has left the made-up commune's devices. */
export class Leaving {
  readonly #member: () => MemberCard | null;
  readonly log: ExportLine[] = [
    { list: "approved_not_activated", scope: "Thôn Phú Lai", rows: 12, format: "docx", at: now() - 7200, by: "Thượng uý Công Tằng Tôn Nữ Hoàng Thị Phương Thảo Nguyên", unsent: false },
    { list: "confirmation", scope: "xã Cẩm Tân", rows: 38, format: "xlsx", at: now() - 90_000, by: "Thượng uý Hoàng Minh Sơn", unsent: false },
  ];

  constructor(member: () => MemberCard | null) {
    this.#member = member;
  }

  /** Writes a line of the log, and a file of one word. */
  write(list: string, scope: string, rows: number, format: string, save: boolean): Exported {
    const file_name = `${list.replaceAll("_", "-")}-2025-11-22.${format}`;
    this.log.unshift({ list, scope, rows, format, at: now(), by: this.#member()?.name ?? "", unsent: true });
    return { file_name, path: save ? `/home/can-bo/Downloads/${file_name}` : null, bytes_base64: btoa(list), rows };
  }

  replies(day: (args: Commands["desk_day"]["args"]) => Commands["desk_day"]["reply"]): Replies {
    return {
      exports: ({ offset, limit }) => ({ total: this.log.length, lines: this.log.slice(offset, offset + limit) }),
      export_desk_day: ({ desk, day: on, format, save }) => {
        const page = day({ desk, day: on, find: null });
        const people = [...page.slots.flatMap((slot) => slot.people), ...page.outside, ...page.unsaid];
        return this.write("desk_day", `Công an xã, ${page.day}`, people.length, format, save);
      },
      export_recheck: ({ claims, format, save }) => this.write("recheck_sample", "xã Cẩm Tân", claims.length, format, save),
    };
  }
}
