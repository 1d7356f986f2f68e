/**
 * Remembers what has the focus, before a dialog takes it. Gives what puts it back when the dialog is gone: a
 * dialog that leaves the page together with its contents returns the focus to nobody. Whoever has put it
 * somewhere else by then keeps it there.
 */
export function opener(): () => void {
  const before = document.activeElement;
  return () =>
    setTimeout(() => {
      const lost = document.activeElement === null || document.activeElement === document.body;
      if (lost && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    });
}
