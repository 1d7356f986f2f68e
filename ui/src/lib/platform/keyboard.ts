/** Less than so many pixels is a bar of the browser, not a keyboard. */
const LEAST = 80;

/** The height that a keyboard takes from the window without the window knowing, in CSS pixels. */
export function keyboardInset(height: number, seen: Pick<VisualViewport, "height" | "offsetTop" | "scale">): number {
  // Magnified, the window is seen in part for another reason.
  if (seen.scale > 1.01) return 0;
  const taken = Math.round(height - seen.height - seen.offsetTop);
  return taken < LEAST ? 0 : taken;
}

/**
 * Keeps the field that is typed in, and the action below it, above the keyboard: says how much it takes as
 * `--keyboard-inset`, which the page ends above, and moves the field into sight. In the app on Android the
 * window itself gets shorter (MainActivity.kt) and the inset stays 0. Gives what ends it.
 */
export function watchKeyboard(): () => void {
  const seen = window.visualViewport;
  if (seen === null) return () => undefined;
  const look = () => {
    document.documentElement.style.setProperty("--keyboard-inset", `${keyboardInset(innerHeight, seen)}px`);
    const field = document.activeElement;
    if (field instanceof HTMLElement && field.matches("input, textarea, select, [contenteditable]")) {
      // After the page has taken its new height.
      requestAnimationFrame(() => field.scrollIntoView({ block: "nearest" }));
    }
  };
  look();
  seen.addEventListener("resize", look);
  return () => {
    seen.removeEventListener("resize", look);
    document.documentElement.style.removeProperty("--keyboard-inset");
  };
}
