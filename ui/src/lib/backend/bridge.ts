import type { ApiError, Commands } from "$lib/api.gen";
import { asApiError, isApiError, type Backend } from "./backend";

const KEPT_UNDER = "tungnha.token";

/**
 * Takes the session's token out of `#token=…` so that it stays out of the address bar, the history
 * and copied links; afterwards it lives as long as the tab.
 */
export function takeToken(): string {
  const found = /[#&]token=([^&]+)/.exec(location.hash);
  if (found?.[1] !== undefined) {
    sessionStorage.setItem(KEPT_UNDER, decodeURIComponent(found[1]));
    history.replaceState(null, "", location.pathname + location.search);
  }
  return sessionStorage.getItem(KEPT_UNDER) ?? "";
}

/** The device behind a loopback address, for a browser on the same machine. */
export class BridgeBackend implements Backend {
  readonly #token: string;

  constructor(token: string) {
    this.#token = token;
  }

  get online(): boolean {
    return navigator.onLine;
  }

  async call<K extends keyof Commands>(name: K, args: Commands[K]["args"]): Promise<Commands[K]["reply"]> {
    let response: Response;
    try {
      response = await fetch(`/call/${name}`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${this.#token}` },
        body: JSON.stringify(args),
      });
    } catch (error) {
      throw { code: "no_connection", detail: String(error) } satisfies ApiError;
    }
    let body: unknown;
    try {
      body = await response.json();
    } catch {
      throw { code: "internal", detail: `status ${response.status} without JSON` } satisfies ApiError;
    }
    if (!response.ok) throw isApiError(body) ? body : asApiError(new Error(`status ${response.status}`));
    return body as Commands[K]["reply"];
  }
}
