import { svelte } from "@sveltejs/vite-plugin-svelte";
import tailwindcss from "@tailwindcss/vite";
import { playwright } from "@vitest/browser-playwright";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// Every icon that a screen names. Vite's own search misses some of them, finds them while the tests run, and
// reloads the page under the test.
const sources = readdirSync(at("./src"), { recursive: true, encoding: "utf8" }).filter((file) => /\.(svelte|ts)$/.test(file));
const icons = sources.flatMap((file) => readFileSync(at(`./src/${file}`), "utf8").match(/@lucide\/svelte\/icons\/[\w-]+/g) ?? []);

export default defineConfig(({ mode, command }) => ({
  base: "./",
  plugins: [tailwindcss(), svelte()],
  resolve: { alias: { $lib: at("./src/lib"), $words: at("./src/paraglide/messages.js") } },
  define: {
    // The in-memory backend exists in development, in tests and in the build that screenshots use;
    // the condition folds to `false` in production, so the module is not even emitted.
    __FAKE__: JSON.stringify(command === "serve" || mode === "fake" || mode === "test"),
  },
  build: { target: "es2022", assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  // Found before the tests start: a dependency met halfway would reload the page under them.
  optimizeDeps: {
    entries: ["src/main.ts", "src/tests/*.ts", "src/lib/backend/fake/index.ts"],
    include: [...new Set(icons)],
  },
  test: {
    include: ["src/**/*.test.ts"],
    setupFiles: ["src/tests/evening.ts"],
    // A machine that also builds something is slow, not wrong: what fails once and then holds was waiting for it.
    testTimeout: 60_000,
    retry: 1,
    expect: { poll: { timeout: 10_000 } },
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({
        launchOptions: {
          executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
          args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        },
      }),
      instances: [{ browser: "chromium", viewport: { width: 390, height: 844 } }],
    },
  },
}));
