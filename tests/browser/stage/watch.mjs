// What a page is watched for from its first moment on: what moved without being asked to, and what a hand did.

/** Runs in the page before anything of its own. */
export function watch() {
  const seen = { moved: [], taps: 0, keys: 0 };
  const name = (node) => {
    const element = node instanceof Element ? node : node?.parentElement;
    return element?.closest("[data-testid]")?.getAttribute("data-testid") ?? element?.tagName ?? "?";
  };
  const place = ({ y, height }) => `${Math.round(y)}+${Math.round(height)}`;
  // Also what moves right after a tap: browsers forgive it, a thumb does not.
  const note = (entries) => {
    for (const entry of entries) seen.moved.push({ by: entry.value, what: entry.sources.map(({ node, previousRect: from, currentRect: to }) => `${name(node)} ${place(from)} to ${place(to)}`) });
  };
  const shifts = new PerformanceObserver((list) => note(list.getEntries()));
  shifts.observe({ type: "layout-shift", buffered: true });
  // At the document: at the window Playwright stops what would hit something else than was meant.
  document.addEventListener("click", (event) => (seen.taps += event.isTrusted ? 1 : 0), true);
  document.addEventListener("keydown", (event) => (seen.keys += event.isTrusted ? 1 : 0), true);
  globalThis.watched = {
    /** Gives what was seen since the last time. */
    take: () => {
      note(shifts.takeRecords());
      const taken = { ...seen };
      Object.assign(seen, { moved: [], taps: 0, keys: 0 });
      return taken;
    },
  };
}
