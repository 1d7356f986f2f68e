// A device without a screen: what a screen would ask it, over the bridge.

/** One member's device, unlocked. */
export class Device {
  #url;
  #token;

  static async open(sample, member) {
    const device = new Device();
    device.#url = new URL(await sample.bridge(member.home));
    device.#token = decodeURIComponent(/[#&]token=([^&]+)/.exec(device.#url.hash)[1]);
    await device.ask("unlock", { pin: member.pin });
    return device;
  }

  /** Asks for one operation and gives its reply. */
  async ask(name, args) {
    const answer = await fetch(new URL(`/call/${name}`, this.#url), {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${this.#token}` },
      body: JSON.stringify(args),
    });
    const said = await answer.json();
    if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(said)}`);
    return said;
  }
}
