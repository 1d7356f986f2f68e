// What the field app's first screen loads, compressed: a page on an old phone, or over the bridge, waits for all of it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { ROOT } from "./stage/programs.mjs";

const DIST = join(ROOT, "ui/dist");
const MOST = 150_000;

test("the first screen loads less than 150 KB", () => {
  const page = readFileSync(join(DIST, "index.html"), "utf8");
  const named = [...page.matchAll(/(?:src|href)="\.\/([^"]+\.(?:js|css))"/g)].map((found) => found[1]);
  assert.ok(named.some((file) => file.endsWith(".js")) && named.some((file) => file.endsWith(".css")), "the page names its script and its style");
  const files = new Map([["index.html", size("index.html")]]);
  for (const file of named) gather(file, files);
  const all = [...files.values()].reduce((sum, bytes) => sum + bytes, 0);
  const said = [...files].sort((a, b) => b[1] - a[1]).map(([file, bytes]) => `${bytes} ${file}`);
  console.log([`first screen: ${all} bytes compressed`, ...said].join("\n"));
  assert.ok(all < MOST, said.join("\n"));
  // What is not needed at first is not among it.
  assert.ok(![...files.keys()].some((file) => file.includes("OfficeShell")));
});

const size = (file) => gzipSync(readFileSync(join(DIST, file)), { level: 9 }).length;

/** A file and what it imports before it runs. `import(…)` is for later. */
function gather(file, files) {
  if (files.has(file)) return;
  files.set(file, size(file));
  if (!file.endsWith(".js")) return;
  const text = readFileSync(join(DIST, file), "utf8");
  for (const [, from] of text.matchAll(/(?:\bfrom|\bimport)\s*["'](\.[^"']+)["']/g)) gather(join(dirname(file), from), files);
}
