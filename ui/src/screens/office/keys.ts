/** The key that was pressed for the screen as a whole; nothing while somebody types or means a shortcut of the program. */
export function plainKey(event: KeyboardEvent): string | null {
  const at = event.target as HTMLElement;
  const typing = /^(INPUT|TEXTAREA|SELECT|OPTION)$/.test(at.tagName) && !(at instanceof HTMLInputElement && (at.type === "checkbox" || at.type === "radio"));
  // What somebody nearer has answered already is no key of the screen, even if that closed in the meantime.
  if (event.defaultPrevented || typing || event.ctrlKey || event.metaKey || event.altKey) return null;
  // What scrolls on its own does so by its own arrows.
  if (event.key.startsWith("Arrow") && at.getAttribute("role") === "region") return null;
  return event.key;
}

/** How far a key moves in a list: one down, one up, or nowhere. */
export function step(key: string | null): -1 | 0 | 1 {
  if (key === "j" || key === "ArrowDown") return 1;
  return key === "k" || key === "ArrowUp" ? -1 : 0;
}
