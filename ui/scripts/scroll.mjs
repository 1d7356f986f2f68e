// Scrolls tonight's list of 20.000 people (5.000 doors) from end to end and says what each frame cost: by the wall's
// clock, with how many of sixty a second were dropped, and in the main thread's own processor time, in which nothing
// else on this machine counts.
// `node scripts/scroll.mjs [folder of the fake build] [pixels a frame] [times slower]`; exits with 1 above 50 ms.
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { chromium } from "playwright-core";

const folder = process.argv[2] ?? "dist-fake";
const step = Number(process.argv[3] ?? 300);
const slower = Number(process.argv[4] ?? 1);
const LONGEST_MS = 50;
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2" };

const server = createServer((request, response) => {
  const path = new URL(request.url, "http://x").pathname;
  try {
    const bytes = readFileSync(join(folder, path === "/" ? "index.html" : path));
    response.setHeader("content-type", TYPES[extname(path)] ?? "text/html").end(bytes);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
const devtools = await page.context().newCDPSession(page);
await devtools.send("Emulation.setCPUThrottlingRate", { rate: slower });
await page.goto(`http://127.0.0.1:${server.address().port}/?fake=volunteer&state=large#/tonight`);
await page.getByTestId("filter-all").click();
await page.waitForFunction(() => document.querySelector("[data-testid=filter-all]")?.textContent?.includes("5.000"));
await page.waitForTimeout(500);

const events = [];
devtools.on("Tracing.dataCollected", ({ value }) => events.push(...value));
await devtools.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories: ["toplevel", "disabled-by-default-devtools.timeline"], excludedCategories: ["*"] } });
const seen = await page.evaluate(async (step) => {
  const list = document.querySelector("[data-testid=walk]");
  const frame = () => new Promise((go) => requestAnimationFrame(go));
  const frames = [];
  let most = 0;
  let last = await frame();
  for (let before = -1; list.scrollTop !== before; ) {
    before = list.scrollTop;
    list.scrollTop += step;
    const now = await frame();
    frames.push(now - last);
    last = now;
    if (frames.length % 20 === 0) most = Math.max(most, list.querySelectorAll("*").length);
  }
  return { frames, most, height: list.scrollHeight };
}, step);
const done = new Promise((end) => devtools.once("Tracing.tracingComplete", end));
await devtools.send("Tracing.end");
await done;
await browser.close();
server.close();

// The page's main thread is the one that lays out; a task's `tdur` is its processor time.
const main = events.find((event) => event.name === "InvalidateLayout");
const tasks = events.filter((event) => event.pid === main?.pid && event.tid === main?.tid && event.name === "RunTask" && event.tdur !== undefined);
const cost = tasks.map((event) => event.tdur / 1000).sort((a, b) => b - a);
const wall = seen.frames.toSorted((a, b) => b - a);
const at = (sorted, share) => sorted[Math.floor(sorted.length * share)]?.toFixed(1);
console.log(`${seen.frames.length} frames over ${seen.height} px, at most ${seen.most} elements in the list`);
const dropped = seen.frames.reduce((sum, ms) => sum + Math.max(0, Math.round(ms / (1000 / 60)) - 1), 0);
console.log(`dropped ${dropped} of ${seen.frames.length + dropped} frames (${((100 * dropped) / (seen.frames.length + dropped)).toFixed(1)} %); main thread busy ${(cost.reduce((sum, ms) => sum + ms, 0) / seen.frames.length).toFixed(1)} ms a frame`);
console.log(`by the wall's clock: median ${at(wall, 0.5)} ms, 1 in 100 over ${at(wall, 0.01)} ms, longest ${wall[0]?.toFixed(1)} ms, ${wall.filter((ms) => ms > LONGEST_MS).length} over ${LONGEST_MS} ms`);
console.log(`processor time of the main thread's ${cost.length} tasks: 1 in 100 over ${at(cost, 0.01)} ms, longest ${cost[0]?.toFixed(1)} ms`);
process.exitCode = (cost[0] ?? Infinity) > LONGEST_MS ? 1 : 0;
