/** Does something once the frame that is due stands on the screen; at once where nobody looks. */
export function afterPaint(then: () => void) {
  if (document.visibilityState === "hidden") then();
  else requestAnimationFrame(() => setTimeout(then));
}
