import type { AppendixLine, AppendixRead } from "$lib/api.gen";
import { Loaded } from "$lib/state/loaded.svelte";
import { session } from "$lib/state/session.svelte";
import { toast } from "$lib/state/toast.svelte";
import { readDay } from "$lib/words/format";
import { dayAt } from "$lib/words/target";
import { momentOf, nowSeconds } from "$lib/words/vietnam";
import { m } from "$words";
import { words } from "./saving.svelte";

/** An appendix while it is pasted: looked at first, kept when its source is named. */
export class Pasting {
  readonly by: string;
  readonly read = new Loaded<AppendixRead>();
  text = $state("");
  owner = $state("");
  document = $state("");
  asOf = $state("");
  tried = $state(false);
  busy = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(by: string) {
    this.by = by;
    this.asOf = dayAt(nowSeconds());
  }

  /** Reads anew what stands there once the typing rests. */
  typed() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.read.load(() => session.ask("read_appendix", { text: this.text, by: this.by })), 150);
  }

  get rows(): AppendixLine[] {
    return this.read.value?.rows ?? [];
  }

  /** Where the document asks for something else than the targets here. */
  get differs(): { name: string; printed: number; ours: number }[] {
    const differ = (name: string, printed: number | null, ours: number | null) => (printed !== null && ours !== null && printed !== ours ? [{ name, printed, ours }] : []);
    return this.rows.flatMap((row) => [...differ(row.name, row.level2, row.level2_ours), ...differ(row.name, row.activation, row.activation_ours)]);
  }

  /** What cannot be taken, in words; `null` when all can. */
  get wrong(): string | null {
    if (this.rows.length === 0) return m.appendix_wrong_rows();
    if (words(this.owner) === null) return m.appendix_wrong_owner();
    if (words(this.document) === null) return m.targets_wrong_document();
    return readDay(this.asOf) === null ? m.targets_wrong_day() : null;
  }

  /** Keeps it; whether it is kept. */
  async keep(): Promise<boolean> {
    this.tried = true;
    const [owner, document, as] = [words(this.owner), words(this.document), readDay(this.asOf)];
    if (this.wrong !== null || owner === null || document === null || as === null || this.busy) return false;
    const [y = 0, month = 1, d = 1] = as.split("-").map(Number);
    const rows = this.rows.map(({ unit, hamlet, name, columns }) => ({ unit, hamlet, name, columns }));
    const total = this.read.value?.total;
    this.busy = true;
    try {
      await session.ask("set_appendix", { as_of: momentOf(y, month, d), owner, document, rows, level2_total: total?.level2 ?? null, activation_total: total?.activation ?? null });
      void session.refresh();
      toast.say(m.appendix_kept());
      return true;
    } catch (thrown) {
      toast.refuse(thrown);
      return false;
    } finally {
      this.busy = false;
    }
  }
}
