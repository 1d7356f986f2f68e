import type { FigureCard, MeasureCard, NewFigure, TableFault, TableRead } from "$lib/api.gen";
import { Loaded } from "$lib/state/loaded.svelte";
import { session } from "$lib/state/session.svelte";
import { toast } from "$lib/state/toast.svelte";
import { day, figure, readDay, time } from "$lib/words/format";
import { figureOwner, readNumber } from "$lib/words/office";
import { clockAt, momentOf, nowSeconds } from "$lib/words/vietnam";
import { m } from "$words";

const two = (n: number) => String(n).padStart(2, "0");

/** Why a cell cannot be taken. */
export function faultWord(fault: TableFault): string {
  const words: Record<string, () => string> = {
    unknown_hamlet: m.figures_fault_unknown_hamlet,
    two_hamlets: m.figures_fault_two_hamlets,
    no_number: m.figures_fault_no_number,
    not_a_number: m.figures_fault_not_a_number,
    too_large: m.figures_fault_too_large,
    above_base: m.figures_fault_above_base,
    twice: m.figures_fault_twice,
  };
  return (words[fault.reason] ?? m.figures_fault_other)();
}

/** Figures being typed: one for the commune or an organisation, or a table of hamlets. */
export class Typing {
  readonly measure: Pick<MeasureCard, "app" | "level" | "stage" | "reviewer" | "owner">;
  readonly of: FigureCard | null;
  readonly organisation: string | null;
  readonly table = new Loaded<TableRead>();
  owner = $state("");
  day = $state("");
  hour = $state("");
  population = $state("everybody");
  source = $state("");
  how = $state<"whole" | "table">("whole");
  count = $state("");
  base = $state("");
  text = $state("");
  wrong = $state<"owner" | "day" | "number" | "table" | null>(null);
  busy = $state(false);

  constructor(measure: Typing["measure"], of: FigureCard | null, organisation: { id: string; name: string } | null) {
    this.measure = measure;
    this.of = of;
    this.organisation = organisation?.id ?? null;
    const usual = figureOwner({ app: measure.app, reviewer: measure.reviewer, figure_owner: measure.owner });
    this.owner = of?.owner ?? organisation?.name ?? usual;
    const at = clockAt(of?.as_of ?? nowSeconds());
    this.day = day(`${at.year}-${two(at.month)}-${two(at.day)}`);
    this.hour = time(of?.as_of ?? nowSeconds());
    this.population = of?.population ?? "everybody";
    this.source = of?.source ?? "";
    this.count = of === null ? "" : String(of.count);
    this.base = of?.base == null ? "" : String(of.base);
  }

  /** Reads the pasted table anew. */
  async read() {
    if (this.text.trim() === "") this.table.clear();
    else await this.table.load(() => session.ask("read_table", { text: this.text }));
  }

  get #asOf(): number | null {
    const [y = 0, month = 1, d = 1] = (readDay(this.day) ?? "").split("-").map(Number);
    const [, hour, minute] = /^\s*(\d{1,2})[:hg.](\d{2})\s*$/i.exec(this.hour)?.map(Number) ?? [];
    if (readDay(this.day) === null || hour === undefined || minute === undefined || hour > 23 || minute > 59) return null;
    return momentOf(y, month, d, hour, minute);
  }

  #rows(): NewFigure[] | null {
    if (this.how === "table" && this.of === null && this.organisation === null) {
      const read = this.table.value;
      if (read === null || read.faults.length > 0 || read.rows.length === 0) return null;
      const rows: NewFigure[] = read.rows.map(({ hamlet, count, base }) => ({ of: null, hamlet, organisation: null, count, base }));
      // The printed total is somebody's figure as well, whatever the lines add up to.
      if (read.printed_total !== null) rows.push({ of: null, hamlet: null, organisation: null, count: read.printed_total, base: null });
      return rows;
    }
    const count = readNumber(this.count);
    const base = this.base.trim() === "" ? null : readNumber(this.base);
    if (count === null || (this.base.trim() !== "" && base === null) || (base !== null && base < count)) return null;
    return [{ of: this.of?.id ?? null, hamlet: this.of?.hamlet ?? null, organisation: this.organisation, count, base }];
  }

  /** Keeps them; gives whether they were. */
  async save(saved: () => unknown): Promise<boolean> {
    const as_of = this.#asOf;
    if (this.how === "table") await this.read();
    const rows = this.#rows();
    this.wrong = this.owner.trim() === "" ? "owner" : as_of === null ? "day" : rows === null ? (this.how === "table" ? "table" : "number") : null;
    if (this.wrong !== null || as_of === null || rows === null || this.busy) return false;
    this.busy = true;
    const { app, level, stage } = this.measure;
    try {
      const { ids } = await session.ask("type_figures", { app, level, stage, population: this.population, as_of, owner: this.owner.trim().normalize("NFC"), source: this.source.trim() === "" ? null : this.source.trim().normalize("NFC"), rows });
      saved();
      void session.refresh();
      toast.say(m.figures_saved({ count: figure(ids.length) }), async () => {
        for (const delta of ids) await session.ask("retract", { delta });
        saved();
        toast.say(m.undone(), null, 2500);
      });
      return true;
    } catch (thrown) {
      toast.refuse(thrown);
      return false;
    } finally {
      this.busy = false;
    }
  }
}
