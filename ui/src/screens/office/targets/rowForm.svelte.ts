import type { NewTargetRow, TargetLine, TargetPage } from "$lib/api.gen";
import { day, readDay } from "$lib/words/format";
import { readNumber } from "$lib/words/office";
import { readShare } from "$lib/words/target";
import { clockAt, momentOf } from "$lib/words/vietnam";
import { m } from "$words";
import { words } from "./saving.svelte";

const two = (n: number) => String(n).padStart(2, "0");
const typed = (n: number | null) => (n === null ? "" : String(n));

/** A row of a table while it is typed, begun with what stands. */
export class RowForm {
  readonly #page: TargetPage;
  readonly #line: TargetLine | null;
  code = $state("");
  name = $state("");
  base = $state("");
  share = $state("");
  count = $state("");
  reason = $state("");
  done = $state("");
  asOf = $state("");
  invented = $state(false);

  constructor(page: TargetPage, line: TargetLine | null) {
    this.#page = page;
    this.#line = line;
    if (line === null) return;
    this.code = line.bearer === "unit" ? line.key : "";
    this.name = line.bearer === "unit" ? (line.name ?? "") : "";
    this.base = line.base_typed ? typed(line.base) : "";
    this.share = line.excepted && line.share !== null ? line.share.replace(" %", "") : "";
    this.count = line.excepted ? typed(line.count) : "";
    this.reason = line.reason ?? "";
    if (line.says === "typed" && line.as_of !== null) {
      const at = clockAt(line.as_of);
      this.done = typed(line.done);
      this.asOf = day(`${at.year}-${two(at.month)}-${two(at.day)}`);
    }
    this.invented = line.invented;
  }

  /** A unit has a code; the whole book, a hamlet, an organisation and a group are known without. */
  get needsCode(): boolean {
    return this.#page.by === "unit" && (this.#line === null || this.#line.bearer === "unit");
  }

  /** What cannot be taken, in words; `null` when all can. */
  get wrong(): string | null {
    const number = (text: string) => text.trim() !== "" && readNumber(text) === null;
    if (this.needsCode && words(this.code) === null) return m.targets_wrong_code();
    if (number(this.base) || number(this.count) || number(this.done)) return m.targets_wrong_number();
    if (readShare(this.share) === undefined) return m.targets_wrong_share();
    if (this.share.trim() !== "" && this.count.trim() !== "") return m.targets_wrong_both();
    const excepted = this.share.trim() !== "" || this.count.trim() !== "";
    if (excepted && this.#page.card.share !== null && words(this.reason) === null) return m.targets_wrong_reason();
    if (this.done.trim() !== "" && readDay(this.asOf) === null) return m.targets_wrong_day();
    return null;
  }

  /** What the device is told. */
  get row(): NewTargetRow {
    const line = this.#line;
    const as = (bearer: string) => (line?.bearer === bearer ? line.key : null);
    const number = (text: string) => (text.trim() === "" ? null : readNumber(text));
    const [y = 0, month = 1, d = 1] = (readDay(this.asOf) ?? "").split("-").map(Number);
    const done = number(this.done);
    const last = Math.max(0, ...this.#page.rows.map((row) => row.position ?? 0));
    return {
      id: line?.id ?? null,
      target: this.#page.card.id,
      unit: this.needsCode ? words(this.code) : null,
      hamlet: as("hamlet"),
      organisation: as("organisation"),
      group: as("group"),
      base: number(this.base),
      share: readShare(this.share) ?? null,
      count: number(this.count),
      reason: words(this.reason),
      name: words(this.name),
      position: line?.position ?? (this.needsCode ? last + 1 : null),
      done,
      as_of: done === null ? null : momentOf(y, month, d),
      invented: this.invented,
    };
  }
}
