/** Runs in the page: how long it takes from an event until the frame with what a selector finds has been painted. */
export function measure() {
  const PATIENCE_MS = 1500;
  let done;
  const shown = (selector) =>
    [...document.querySelectorAll(selector)].map((one) => `${one.dataset.id ?? ""}${one.dataset.token ?? ""}${one.dataset.unsent ?? ""}`).join(" ");
  globalThis.measured = {
    begin(event, selector) {
      done = new Promise((tell) => {
        const before = shown(selector);
        let began = null;
        const watch = new MutationObserver(() => {
          if (began === null || shown(selector) === before) return;
          stop();
          // A message that is sent before the painting of a frame is read when it is painted.
          requestAnimationFrame(() => {
            const painted = new MessageChannel();
            painted.port1.onmessage = () => tell(performance.now() - began);
            painted.port2.postMessage(null);
          });
        });
        const note = ({ timeStamp }) => (began ??= timeStamp);
        const late = setTimeout(() => (stop(), tell(null)), PATIENCE_MS);
        function stop() {
          watch.disconnect();
          clearTimeout(late);
          document.removeEventListener(event, note, true);
        }
        document.addEventListener(event, note, true);
        watch.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
      });
    },
    end: () => done,
  };
}
