import type { DoubtCard } from "$lib/api.gen";
import { importing } from "../importing.svelte";
import { doubtId } from "./doubt";

/** So many are on the screen at first, and so many more each time. */
const FIRST = 20;
const MORE = 50;

/** The doubts as somebody goes through them: of which reason, how many are shown, and which one is in hand. */
export class Doubting {
  reason = $state<string | null>(null);
  #most = $state(FIRST);
  /** The one in hand: its name, and its place should it be gone. */
  #here = $state<{ id: string; at: number } | null>(null);

  readonly #all = $derived(importing.shown?.doubts ?? []);
  readonly reasons = $derived([...new Set(this.#all.map((card) => card.reason))]);
  readonly cards = $derived(this.reason === null ? this.#all : this.#all.filter((card) => card.reason === this.reason));
  readonly shown = $derived(this.cards.slice(0, this.#most));
  readonly hidden = $derived(this.cards.length - this.shown.length);
  /** Where the one in hand stands among those shown; at the beginning the first that nobody has decided. */
  readonly at = $derived.by(() => {
    const here = this.#here;
    if (here === null) return Math.max(0, this.shown.findIndex((card) => card.decided === null));
    const at = this.shown.findIndex((card) => doubtId(card) === here.id);
    return at >= 0 ? at : Math.min(here.at, this.shown.length - 1);
  });
  readonly current = $derived<DoubtCard | undefined>(this.shown[this.at]);

  /** Undecided doubts of one reason. */
  open(reason: string): DoubtCard[] {
    return this.#all.filter((card) => card.reason === reason && card.decided === null);
  }

  /** Takes up the one at this place. */
  look(at: number) {
    const card = this.cards[at];
    if (!card) return;
    if (at >= this.#most) this.more();
    this.#here = { id: doubtId(card), at };
  }

  more() {
    this.#most += MORE;
  }

  turn(reason: string | null) {
    this.reason = reason;
    this.#most = FIRST;
    this.#here = null;
  }

  /** Decides the one in hand and takes up the next that nobody has decided. Decided so already, it stays so. */
  decide(choice: string) {
    const card = this.current;
    if (!card) return;
    // The one in hand stays it until the next is known, though the list may be another meanwhile.
    this.look(this.at);
    if (card.decided !== choice) importing.deciding.decide([card], choice);
    this.#next();
  }

  /** Takes back what was decided of the one in hand, which stays in hand. */
  takeBack() {
    const card = this.current;
    if (!card) return;
    this.look(this.at);
    importing.deciding.decide([card], null);
  }

  /** Decides all that are open of the reason alike. */
  alike(reason: string, choice: string) {
    this.look(this.at);
    importing.deciding.decide(this.open(reason), choice);
    this.#next();
  }

  /** Takes the last step back, and what it was about into the hand. */
  undo() {
    const [first] = importing.deciding.undo();
    if (first === undefined) return;
    if (this.reason !== null && this.reason !== first.reason) this.turn(null);
    this.look(this.cards.findIndex((card) => doubtId(card) === doubtId(first)));
  }

  #next() {
    const open = (card: DoubtCard) => card.decided === null;
    const after = this.cards.findIndex((card, n) => n > this.at && open(card));
    this.look(after >= 0 ? after : this.cards.findIndex(open));
  }
}
