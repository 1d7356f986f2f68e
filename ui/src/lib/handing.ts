import type { Exported } from "$lib/api.gen";
import { inShell } from "$lib/platform/kind";
import { sharing } from "$lib/platform/share";
import { toast } from "$lib/state/toast.svelte";

export { inShell };

/** Where a file is for the person: what was saved to be shared has no place that anybody could open. */
export function placeOf(file: Exported): string {
  return sharing() === null ? (file.path ?? file.file_name) : file.file_name;
}

/** Hands a file out: by the system's sheet, or to the browser where no shell has saved it. */
export function handOut(file: Exported) {
  const sheet = sharing();
  if (sheet !== null) return void sheet.share(file).catch((thrown) => toast.refuse(thrown));
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
