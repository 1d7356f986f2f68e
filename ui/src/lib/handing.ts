import type { Exported } from "$lib/api.gen";

/** The shell saves files among the downloads; a browser is handed them. */
export const inShell = "__TAURI_INTERNALS__" in window;

/** Hands a file out where no shell has saved it. */
export function handOut(file: Exported) {
  if (inShell) return;
  const bytes = Uint8Array.from(atob(file.bytes_base64), (char) => char.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([bytes]));
  const link = document.createElement("a");
  link.href = url;
  link.download = file.file_name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** A file's bytes as base64, by the browser itself: no string of megabytes is built by hand. */
export function base64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ""));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
