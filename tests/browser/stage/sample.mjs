// A sample commune of one's own.

import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { built, ROOT, start } from "./programs.mjs";

/** The commune and the seed: with this one there is a house of four where every app of everybody is still to do. */
const THREE_APPS = ["Đông Trạch", "8"];

/** Bytes that one command may say: the list of a commune has some ten million. */
const LONGEST = 1 << 26;

/**
 * A copy of a commune that scripts/prepare.sh makes, with its server running. Devices know the
 * server by its address, so only one copy at a time can have it: tests run one after the other.
 */
export class Sample {
  #directory = mkdtempSync(join(tmpdir(), "tungnha-"));
  #running = [];
  #env = {};

  /** Of the commune in `made`; `env` is what its programs are told besides the usual. */
  static async open(made = process.env.TUNGNHA_SAMPLE ?? join(ROOT, "target/e2e/sample"), env = {}, commune = []) {
    if (!existsSync(join(made, "sample.json"))) {
      execFileSync(join(ROOT, "scripts/prepare.sh"), [made, ...commune], { stdio: "inherit" });
    }
    const sample = new Sample();
    sample.#env = env;
    cpSync(made, sample.#directory, { recursive: true });
    sample.told = JSON.parse(readFileSync(join(sample.#directory, "sample.json"), "utf8"));
    const listen = `127.0.0.1:${sample.told.port}`;
    await sample.#start("tungnha-server", ["serve", "--data", join(sample.#directory, "server"), "--listen", listen]);
    return sample;
  }

  /** Of a commune whose campaign asks for three apps. */
  static ofThreeApps() {
    return Sample.open(join(ROOT, "target/e2e/three-apps"), {}, THREE_APPS);
  }

  async #start(name, args) {
    const program = await start(name, args, this.#env);
    this.#running.push(program);
    return program.line;
  }

  /** A path inside the commune's directory. */
  path(...parts) {
    return join(this.#directory, ...parts);
  }

  /** Starts a bridge on a device's directory and gives the page's address with its token. */
  bridge(home) {
    return this.#start("tungnha-bridge", ["--home", this.path(home), "--ui", process.env.TUNGNHA_UI ?? join(ROOT, "ui/dist")]);
  }

  /** Runs one command of a member's device without a window and gives its JSON document. */
  commandLine(member, ...args) {
    const said = execFileSync(built("tungnha"), ["--home", this.path(member.home), ...args, "--json"], {
      env: { ...process.env, ...this.#env, TUNGNHA_PIN: member.pin },
      maxBuffer: LONGEST,
    });
    return JSON.parse(said.toString());
  }

  /** Runs one command of the server's own program and gives its JSON document. */
  desk(...args) {
    const said = execFileSync(built("tungnha-server"), [...args, "--data", this.path(this.told.server), "--json"], {
      env: { ...process.env, ...this.#env },
    });
    return JSON.parse(said.toString());
  }

  /** Ends what was started, the last first, and removes the copy. */
  async close() {
    for (const program of this.#running.reverse()) await program.end();
    rmSync(this.#directory, { recursive: true });
  }
}
