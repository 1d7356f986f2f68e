// The words that the app shows, so that what is printed about it can be held against them.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./programs.mjs";

const plain = (text) => text.normalize("NFC").replace(/\s+/gu, " ").trim();

/** All texts of the app, whatever plural forms and names they have. */
const texts = (said) => (typeof said === "string" ? [plain(said)] : Object.values(said).flatMap(texts));

/** Those of these words that stand in none of the app's Vietnamese texts. */
export function unknown(words) {
  const app = texts(JSON.parse(readFileSync(join(ROOT, "ui/messages/vi.json"), "utf8")));
  return words.filter((word) => !app.some((text) => text.includes(plain(word))));
}
