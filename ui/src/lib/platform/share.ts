import type { Exported } from "$lib/api.gen";
import { onAndroid } from "./kind";

/** Where a file leaves this machine by the system's own sheet: Zalo, Bluetooth, mail, a USB stick. */
export interface Sharing {
  /**
   * Opens the sheet for a file that the device has saved. Resolves when the sheet is closed; nobody can know
   * whether the other app kept the file. Rejects when there is no sheet or no such file.
   */
  share(file: Exported): Promise<void>;
}

/** The system's sheet, or `null` where files are saved instead: on the desktop and in a browser. */
export function sharing(): Sharing | null {
  return onAndroid ? androidSheet : null;
}

const TYPES: Record<string, string> = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv",
  pdf: "application/pdf",
};

/**
 * Hands a few lines to the system's sheet: true when somebody opened it, false when it was closed; `null` where this
 * machine has none, and paper or the clipboard is the way.
 */
export function textSharing(): ((text: string) => Promise<boolean>) | null {
  if (onAndroid) return androidText;
  return typeof navigator.share === "function" ? browserText : null;
}

/** Android's, by its plugin. */
export async function androidText(text: string): Promise<boolean> {
  const { shareText } = await import("@choochmeque/tauri-plugin-sharekit-api");
  try {
    await shareText(text, { mimeType: "text/plain" });
    return true;
  } catch (refused) {
    if (!/cancel/i.test(String(refused))) throw refused;
    return false;
  }
}

async function browserText(text: string): Promise<boolean> {
  try {
    await navigator.share({ text });
    return true;
  } catch (refused) {
    if ((refused as DOMException).name !== "AbortError") throw refused;
    return false;
  }
}

/** Android's, by its plugin. */
export const androidSheet: Sharing = {
  async share(file) {
    if (file.path === null) throw new Error("not saved");
    const { shareFile } = await import("@choochmeque/tauri-plugin-sharekit-api");
    const mimeType = TYPES[file.file_name.split(".").pop() ?? ""] ?? "application/octet-stream";
    try {
      await shareFile(file.path, { mimeType, title: file.file_name });
    } catch (refused) {
      // Android says so of a sheet that was closed, and of most apps that did take the file.
      if (!/cancel/i.test(String(refused))) throw refused;
    }
  },
};
