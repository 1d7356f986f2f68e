// Fails when a word is missing in a language, when nothing was compiled, when a sentence is written
// straight into a screen instead of the message files, or when a message is used by nobody.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const read = (name) => JSON.parse(readFileSync(`messages/${name}.json`, "utf8"));
const keys = (name) => Object.keys(read(name)).filter((key) => key !== "$schema");
const vi = new Set(keys("vi"));
const en = new Set(keys("en"));
const problems = [];

for (const key of vi) if (!en.has(key)) problems.push(`en.json lacks ${key}`);
for (const key of en) if (!vi.has(key)) problems.push(`vi.json lacks ${key}`);

const compiled = readFileSync("src/paraglide/messages/_index.js", "utf8").match(/export \*/g)?.length ?? 0;
if (compiled !== vi.size) problems.push(`${compiled} messages compiled of ${vi.size}`);

const files = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return /paraglide|fake$/.test(path) ? [] : files(path);
    return /\.(svelte|ts)$/.test(path) && !path.endsWith(".gen.ts") && !path.includes(".test.") ? [path] : [];
  });

const toneMarks = /[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]/i;
const withoutComments = (text) =>
  text.replace(/<!--[\s\S]*?-->/g, "").replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "");
let used = "";
for (const path of files("src")) {
  const text = withoutComments(readFileSync(path, "utf8"));
  used += text;
  text.split("\n").forEach((line, i) => {
    if (toneMarks.test(line)) problems.push(`${path}:${i + 1} has Vietnamese text outside messages/`);
  });
}
for (const key of vi) if (!new RegExp(`\\b${key}\\b`).test(used)) problems.push(`${key} is used by nobody`);

if (problems.length > 0) {
  console.error(problems.join("\n"));
  process.exit(1);
}
