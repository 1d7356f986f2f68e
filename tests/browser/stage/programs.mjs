// The built programs, and how one is ended.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { dirname, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");

/** The program of this name as `make test` built it. */
export const built = (name) => resolve(ROOT, process.env.TUNGNHA_BUILT ?? "target/debug", name);

/**
 * Starts a program that says in its first line that it is ready; `env` is what it is told besides the usual.
 * @returns {Promise<{line: string, end: () => Promise<void>}>} that line, and how to end the program
 */
export async function start(name, args, env = {}) {
  const program = spawn(built(name), args, { stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, ...env } });
  const said = createInterface(program.stdout);
  const ended = once(program, "exit");
  const line = await Promise.race([
    once(said, "line").then(([first]) => first),
    ended.then(([code]) => Promise.reject(new Error(`${name} ended with ${code}`))),
  ]);
  return {
    line,
    end: async () => {
      program.kill("SIGTERM");
      await ended;
    },
  };
}
