import { coverings } from "$lib/state/covering.svelte";

/** The phone's camera behind the page: while it is on, the page draws nothing but a frame to aim by. */
class Aim {
  #on = $state(false);

  get on(): boolean {
    return this.#on;
  }

  /** Aims until a code is seen. Resolves with its text, or "" when the person closed the camera. */
  async scan(): Promise<string> {
    const plugin = await import("@tauri-apps/plugin-barcode-scanner");
    let state = await plugin.checkPermissions();
    if (state !== "granted") state = await plugin.requestPermissions();
    if (state !== "granted") throw new Error("no permission");
    const uncover = coverings.lay(() => void this.close());
    this.#on = true;
    try {
      return (await plugin.scan({ windowed: true, formats: [plugin.Format.QRCode] })).content;
    } catch (refused) {
      if (/cancel/i.test(String(refused))) return "";
      throw refused;
    } finally {
      this.#on = false;
      uncover();
    }
  }

  /** Turns the camera off. */
  async close() {
    if (!this.#on) return;
    this.#on = false;
    await (await import("@tauri-apps/plugin-barcode-scanner")).cancel();
  }
}

export const aim = new Aim();
