import type { ApiError, ColumnChoice, DoubtDecision, ImportPreview, ImportReport } from "$lib/api.gen";
import { asApiError } from "$lib/backend";
import { base64 } from "$lib/handing";
import { JobWatch } from "$lib/state/job.svelte";
import { session } from "$lib/state/session.svelte";

/** Larger files do not travel as one message. */
const LARGEST = 40 * 1024 * 1024;

/** The four steps of taking a list in. */
export type Step = "file" | "columns" | "preview" | "result";

/** A list on its way in. Nothing changes before `apply`. */
class Importing {
  readonly reading = new JobWatch();
  readonly saving = new JobWatch();
  step = $state<Step>("file");
  preview = $state.raw<ImportPreview | null>(null);
  report = $state.raw<ImportReport | null>(null);
  /** Columns that somebody named otherwise, not read again yet. */
  choices = $state.raw<ColumnChoice[]>([]);
  tooBig = $state(false);
  error = $state.raw<ApiError | null>(null);
  /** A decision on doubtful rows is on its way. */
  deciding = $state(false);

  /** Reads a file and shows what was understood. */
  async open(file: File) {
    this.again();
    this.tooBig = file.size > LARGEST;
    if (this.tooBig) return;
    try {
      const bytes_base64 = await base64(file);
      const name = file.name.normalize("NFC");
      const outcome = await this.reading.run(() => session.ask("import_preview_start", { name, bytes_base64 }));
      if (outcome === null || typeof outcome === "string" || !("preview" in outcome)) return;
      this.preview = outcome.preview;
      this.step = "columns";
    } catch (thrown) {
      this.error = asApiError(thrown);
    }
  }

  /** Names what a column holds. */
  choose(choice: ColumnChoice) {
    const others = this.choices.filter((old) => old.sheet !== choice.sheet || old.column !== choice.column);
    this.choices = [...others, choice];
  }

  /** Reads the same file again with the columns as they were named. */
  async readAgain() {
    const outcome = await this.reading.run(() => session.ask("import_columns_start", { columns: this.choices }));
    if (outcome === null || typeof outcome === "string" || !("preview" in outcome)) return;
    this.preview = outcome.preview;
    this.choices = [];
  }

  /** Takes in what the preview shows. */
  async apply() {
    const outcome = await this.saving.run(() => session.ask("import_start", {}));
    if (outcome === null || typeof outcome === "string" || !("imported" in outcome)) return;
    this.report = outcome.imported;
    this.step = "result";
    void session.refresh();
  }

  /** Decides doubtful rows; nothing of the book changes before `apply`. */
  async decide(decisions: DoubtDecision[]) {
    if (this.deciding || decisions.length === 0) return;
    this.deciding = true;
    this.error = null;
    try {
      this.preview = await session.ask("import_decide", { decisions });
    } catch (thrown) {
      this.error = asApiError(thrown);
    } finally {
      this.deciding = false;
    }
  }

  /** Somebody else's turn: nothing of this list is theirs to see. */
  forget() {
    this.again();
    this.reading.forget();
    this.saving.forget();
  }

  /** Begins anew with another file. */
  again() {
    this.step = "file";
    this.preview = null;
    this.report = null;
    this.choices = [];
    this.tooBig = false;
    this.error = null;
    this.reading.error = null;
    this.saving.error = null;
    this.reading.job = null;
    this.saving.job = null;
  }
}

export const importing = new Importing();
