import type { ApiError, Commands, DoubtDecision, ImportPreview, Job, JobOutcome } from "$lib/api.gen";
import { type Brought, understood } from "./sheet";
import { workbook } from "./workbook";

type Replies<K extends keyof Commands> = { [N in K]: (args: Commands[N]["args"]) => Commands[N]["reply"] };

const NOTHING: ApiError = { code: "not_found", detail: "no spreadsheet was read" };

/** The made-up commune's list for a real workbook, which nothing here can read; lists in text are read as they are. */
function preview(brought: Brought): ImportPreview | null {
  const { file, app, state, columns } = brought;
  if (!/\.(xlsx?|ods)$/.test(file)) return understood(brought);
  const made = workbook(file);
  const named = made.columns.map((card) => {
    const choice = columns.find((one) => one.sheet === card.sheet && one.column === card.column);
    return choice === undefined ? card : { ...card, field: choice.field };
  });
  return { ...made, app, state, columns: named };
}

/** The preview with what was decided of its doubtful rows. */
function decided(preview: ImportPreview, decisions: DoubtDecision[]): ImportPreview {
  const doubts = preview.doubts.map((card) => {
    const last = decisions.filter((one) => one.sheet === card.sheet && one.row === card.row && one.reason === card.reason).at(-1);
    return last === undefined ? card : { ...card, decided: last.choice };
  });
  const moved = (choice: string) => doubts.filter((card) => card.decided === choice).length - preview.doubts.filter((card) => card.decided === choice).length;
  const [left, same] = [moved("leave_out"), moved("same")];
  return { ...preview, doubts, undecided: doubts.filter((card) => card.decided === null).length, refused_rows: preview.refused_rows + left, again: preview.again + same, people: preview.people - left - same, new: preview.new - left - same };
}

/** Lists on their way in. `start` begins a job that ends as told. */
export function importReplies(start: (kind: string, ends: JobOutcome) => Job): Replies<"import_preview_start" | "import_text_start" | "import_columns_start" | "import_decide" | "import_start" | "import_refused"> {
  let brought: Brought | null = null;
  let now: ImportPreview | null = null;
  const read = (list: Brought): Job => {
    const found = preview(list);
    if (found === null) return start("import_preview", { failed: { code: "unreadable_sheet", detail: "" } });
    brought = list;
    now = found;
    return start("import_preview", { preview: found });
  };
  const open = (): ImportPreview => {
    if (now === null) throw NOTHING;
    return now;
  };
  return {
    import_preview_start: ({ name, bytes_base64 }) => read({ file: name, text: new TextDecoder().decode(Uint8Array.from(atob(bytes_base64), (char) => char.charCodeAt(0))), columns: [], app: "vneid", state: null }),
    import_text_start: ({ text }) => read({ file: "", text, columns: [], app: "vneid", state: null }),
    import_columns_start: ({ columns, app, state }) => {
      const before = brought;
      if (before === null) throw NOTHING;
      const chosen = new Map([...before.columns, ...columns].map((one) => [`${one.sheet} ${one.column}`, one]));
      const other = app !== null && app !== before.app;
      return read({ ...before, columns: [...chosen.values()], app: app ?? before.app, state: state ?? (other ? null : before.state) });
    },
    import_decide: ({ decisions }) => (now = decided(open(), decisions)),
    import_start: () => {
      const { file, people, changed, same, newer, again, refused_rows, households, hamlets } = open();
      const fresh = people - changed - same;
      return start("import", { imported: { file, added: fresh, changed, same, newer, again, households_added: households, hamlets_added: hamlets.length, refused: refused_rows, deltas: 2 * fresh + households } });
    },
    import_refused: () => ({ file_name: "dong-chua-nhan.xlsx", path: "/home/can-bo/TungNha/dong-chua-nhan.xlsx", bytes_base64: "", rows: open().refused_rows + open().again }),
  };
}
