// A sample commune of one's own.

import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { built, ROOT, start } from "./programs.mjs";

/**
 * A copy of the commune that scripts/prepare.sh makes, with its server running. Devices know the
 * server by its address, so only one copy at a time can have it: tests run one after the other.
 */
export class Sample {
  #directory = mkdtempSync(join(tmpdir(), "tungnha-"));
  #running = [];

  static async open() {
    const made = process.env.TUNGNHA_SAMPLE ?? join(ROOT, "target/e2e/sample");
    if (!existsSync(join(made, "sample.json"))) {
      execFileSync(join(ROOT, "scripts/prepare.sh"), [made], { stdio: "inherit" });
    }
    const sample = new Sample();
    cpSync(made, sample.#directory, { recursive: true });
    sample.told = JSON.parse(readFileSync(join(sample.#directory, "sample.json"), "utf8"));
    const listen = `127.0.0.1:${sample.told.port}`;
    await sample.#start("tungnha-server", ["serve", "--data", join(sample.#directory, "server"), "--listen", listen]);
    return sample;
  }

  async #start(name, args) {
    const program = await start(name, args);
    this.#running.push(program);
    return program.line;
  }

  /** A path inside the commune's directory. */
  path(...parts) {
    return join(this.#directory, ...parts);
  }

  /** Starts a bridge on a device's directory and gives the page's address with its token. */
  bridge(home) {
    return this.#start("tungnha-bridge", ["--home", this.path(home), "--ui", join(ROOT, "ui/dist")]);
  }

  /** Runs one command of a member's device without a window and gives its JSON document. */
  commandLine(member, ...args) {
    const said = execFileSync(built("tungnha"), ["--home", this.path(member.home), ...args, "--json"], {
      env: { ...process.env, TUNGNHA_PIN: member.pin },
    });
    return JSON.parse(said.toString());
  }

  /** Ends what was started, the last first, and removes the copy. */
  async close() {
    for (const program of this.#running.reverse()) await program.end();
    rmSync(this.#directory, { recursive: true });
  }
}
