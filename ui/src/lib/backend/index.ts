import type { Backend } from "./backend";
import { BridgeBackend, takeToken } from "./bridge";
import { TauriBackend } from "./tauri";

export type { Backend } from "./backend";
export { asApiError, isApiError } from "./backend";

/** The backend that this window has: the shell's, the loopback bridge's, or a fake one to look at. */
export async function chooseBackend(): Promise<Backend> {
  if (__FAKE__) {
    const query = new URLSearchParams(location.search);
    const role = query.get("fake");
    if (role !== null) {
      const { FakeBackend } = await import("./fake");
      return new FakeBackend(role, query.get("state") ?? "open");
    }
  }
  if ("__TAURI_INTERNALS__" in window) return new TauriBackend();
  return new BridgeBackend(takeToken());
}
