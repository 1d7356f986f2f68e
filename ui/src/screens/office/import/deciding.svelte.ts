import type { ApiError, DoubtCard, DoubtDecision, ImportPreview } from "$lib/api.gen";
import { asApiError } from "$lib/backend";
import { session } from "$lib/state/session.svelte";
import { doubtId } from "./doubt";

/**
 * Decisions on doubtful rows. They show at once and travel in the order in which they were made: whatever
 * was decided while the device plans anew goes with the next message, so that nobody waits and none is lost.
 */
export class Deciding {
  error = $state.raw<ApiError | null>(null);
  /** Made, and not answered yet. */
  #waiting = $state.raw<DoubtDecision[]>([]);
  /** What takes back each step, the last one at the end. */
  #back: DoubtDecision[][] = [];
  #sending: Promise<void> | null = null;
  /** How often another list came. */
  #lists = 0;
  readonly #answered: (preview: ImportPreview) => void;

  /** `answered` is given what the device planned anew. */
  constructor(answered: (preview: ImportPreview) => void) {
    this.#answered = answered;
  }

  /** The preview as it is with what was decided and not answered yet. */
  over(preview: ImportPreview): ImportPreview {
    if (this.#waiting.length === 0) return preview;
    const made = new Map(this.#waiting.map((one) => [doubtId(one), one.choice]));
    let { undecided } = preview;
    const doubts = preview.doubts.map((card) => {
      const choice = made.get(doubtId(card));
      if (choice === undefined || choice === card.decided) return card;
      if (card.decided === null) undecided -= 1;
      if (choice === null) undecided += 1;
      return { ...card, decided: choice };
    });
    return { ...preview, doubts, undecided };
  }

  /** Decides these alike; `null` takes decisions back. */
  decide(cards: DoubtCard[], choice: string | null) {
    if (cards.length === 0) return;
    this.#back.push(cards.map(({ sheet, row, reason, decided }) => ({ sheet, row, reason, choice: decided })));
    this.#queue(cards.map(({ sheet, row, reason }) => ({ sheet, row, reason, choice })));
  }

  /** Takes the last step back. Gives the doubts it was about, none when there is nothing to take back. */
  undo(): DoubtDecision[] {
    const back = this.#back.pop() ?? [];
    this.#queue(back);
    return back;
  }

  /** Once everything that was decided is answered. Throws what the device refused. */
  async settled(): Promise<void> {
    await this.#sending;
    if (this.error) throw this.error;
  }

  /** Another list, or none: nothing of this one is to come back. */
  forget() {
    this.#lists += 1;
    this.#waiting = [];
    this.#back = [];
    this.#sending = null;
    this.error = null;
  }

  #queue(decisions: DoubtDecision[]) {
    if (decisions.length === 0) return;
    this.error = null;
    this.#waiting = [...this.#waiting, ...decisions];
    this.#sending ??= this.#send(this.#lists);
  }

  async #send(list: number): Promise<void> {
    while (this.#waiting.length > 0) {
      const sent = this.#waiting;
      let preview: ImportPreview | null = null;
      let error: ApiError | null = null;
      try {
        preview = await session.ask("import_decide", { decisions: sent });
      } catch (thrown) {
        error = asApiError(thrown);
      }
      if (list !== this.#lists) return;
      if (preview) this.#answered(preview);
      // Refused, they show as undecided again, and taking back begins anew from there.
      else [this.error, this.#back] = [error, []];
      this.#waiting = this.#waiting.slice(sent.length);
    }
    this.#sending = null;
  }
}
