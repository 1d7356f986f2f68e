// A device without a screen: what a screen would ask it, over the bridge.

/** One member's device, unlocked. */
export class Device {
  #url;
  #token;

  static async open(sample, member) {
    const device = Device.behind(await sample.bridge(member.home));
    await device.ask("unlock", { pin: member.pin });
    return device;
  }

  /** The device of a page at this address, whoever has unlocked it: what the page shows is held against it. */
  static behind(address) {
    const device = new Device();
    device.#url = new URL(address);
    device.#token = decodeURIComponent(/[#&]token=([^&]+)/.exec(device.#url.hash)[1]);
    return device;
  }

  /** Asks for one operation and gives its reply. */
  async ask(name, args = {}) {
    const answer = await fetch(new URL(`/call/${name}`, this.#url), {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${this.#token}` },
      body: JSON.stringify(args),
    });
    const said = await answer.json();
    if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(said)}`);
    return said;
  }

  /** Starts a job and gives its outcome: an object whose one key says how it ended. */
  async job(name, args = {}) {
    let job = await this.ask(name, args);
    while (job.outcome === null) {
      await new Promise((done) => setTimeout(done, 20));
      job = await this.ask("job", { job: job.job });
    }
    return job.outcome;
  }
}
