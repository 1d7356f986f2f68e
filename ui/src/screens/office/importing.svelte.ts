import type { ColumnChoice, ImportPreview, ImportReport, Job, ListState } from "$lib/api.gen";
import { base64 } from "$lib/handing";
import { JobWatch } from "$lib/state/job.svelte";
import { session } from "$lib/state/session.svelte";
import { Deciding } from "./import/deciding.svelte";

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
  /** Decisions on doubtful rows; nothing of the book changes before `apply`. */
  readonly deciding = new Deciding((preview) => (this.preview = preview));
  /** The preview with what was decided this moment. */
  readonly shown = $derived(this.preview && this.deciding.over(this.preview));

  /** Reads a file and shows what was understood. */
  async open(file: File) {
    this.again();
    this.tooBig = file.size > LARGEST;
    if (this.tooBig) return;
    await this.#take(async () => session.ask("import_preview_start", { name: file.name.normalize("NFC"), bytes_base64: await base64(file) }));
  }

  /** Reads what was copied from a spreadsheet. */
  async paste(text: string) {
    this.again();
    this.tooBig = text.length > LARGEST;
    if (this.tooBig || text.trim() === "") return;
    await this.#take(() => session.ask("import_text_start", { text }));
  }

  async #take(start: () => Promise<Job>) {
    const preview = await this.#read(start);
    if (preview === null) return;
    this.preview = preview;
    this.step = "columns";
  }

  async #read(start: () => Promise<Job>): Promise<ImportPreview | null> {
    const outcome = await this.reading.run(start);
    return outcome === null || typeof outcome === "string" || !("preview" in outcome) ? null : outcome.preview;
  }

  /** Names what a column holds. */
  choose(choice: ColumnChoice) {
    const others = this.choices.filter((old) => old.sheet !== choice.sheet || old.column !== choice.column);
    this.choices = [...others, choice];
  }

  /** Reads the same list again with the columns as they were named, and as a list of that app or state if one is given. */
  async readAgain({ app = null, state = null }: { app?: string | null; state?: ListState | null } = {}) {
    const preview = await this.#read(() => session.ask("import_columns_start", { columns: this.choices, app, state }));
    if (preview === null) return;
    this.deciding.forget();
    this.preview = preview;
    this.choices = [];
  }

  /** Takes in what the preview shows, with everything that was decided. */
  async apply() {
    const outcome = await this.saving.run(async () => {
      await this.deciding.settled();
      return session.ask("import_start", {});
    });
    if (outcome === null || typeof outcome === "string" || !("imported" in outcome)) return;
    this.report = outcome.imported;
    this.step = "result";
    void session.refresh();
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
    this.deciding.forget();
    this.tooBig = false;
    this.reading.error = null;
    this.saving.error = null;
    this.reading.job = null;
    this.saving.job = null;
  }
}

export const importing = new Importing();
