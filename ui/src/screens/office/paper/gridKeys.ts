import { plainKey } from "../keys";

/** The key of the grid that was pressed. A Vietnamese keyboard that is composing hides the letter: then the key itself tells. */
export function gridKey(event: KeyboardEvent): string | null {
  const key = plainKey(event);
  if (key === null) return null;
  if (key !== "Process" && key !== "Unidentified" && key !== "Dead") return key.length === 1 ? key.toLowerCase() : key;
  return /^(?:Key|Digit|Numpad)(.)$/.exec(event.code)?.[1]?.toLowerCase() ?? null;
}

/** Whether Enter belongs to what has the focus: a button or a link beside the grid. */
export function answersEnter(event: KeyboardEvent): boolean {
  const at = event.target as HTMLElement;
  return at.closest("button, a, summary") !== null && at.closest("[data-grid]") === null;
}
