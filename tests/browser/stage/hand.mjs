// A hand that counts: every tap of a bar goes through it, and the page says whether that was all.

import assert from "node:assert/strict";

export class Hand {
  #screen;
  #taps = 0;
  #counted = { taps: 0, keys: 0 };
  #moved = [];

  constructor(screen) {
    this.#screen = screen;
  }

  async #look() {
    const { taps, keys, moved } = await this.#screen.seen();
    this.#counted.taps += taps;
    this.#counted.keys += keys;
    this.#moved.push(...moved);
  }

  /** From here on taps and keys are counted, and movements too: coming here was not part of it. */
  async begin() {
    await this.#screen.seen();
    this.#taps = 0;
    this.#counted = { taps: 0, keys: 0 };
    this.#moved = [];
  }

  /** One tap. */
  async tap(id) {
    await this.#click(this.#screen.at(id).first());
  }

  /** One tap on something of a person's card, of one app of it if named. */
  async tapOn(person, id, app) {
    await this.#click(this.on(person, `${app === undefined ? "" : `[data-app="${app}"] `}[data-testid="${id}"]`).first());
  }

  /** One tap for "agreed", and the answer that it is kept: a hand is not quicker than that. */
  async agree(person) {
    await this.tapOn(person, "notice-agreed");
    await this.on(person, '[data-testid="notice-agreed"][aria-pressed="true"]').waitFor();
  }

  async #click(element) {
    this.#taps += 1;
    await element.click();
  }

  /** What a selector finds on the person's card. */
  on(person, selector) {
    return this.#screen.page.locator(`[data-testid="person"][data-id="${person.id}"] ${selector}`);
  }

  /** Waits until the person's card has unfolded by itself. */
  async unfolded(person) {
    await this.on(person, '[data-testid="person-toggle"][aria-expanded="true"]').waitFor();
  }

  /** Waits until the person stands so. */
  async standing(person, standing) {
    await this.#screen.see("person", `[data-id="${person.id}"][data-standing="${standing}"]`);
  }

  /** Asserts that it was at most so many taps since `begin`, as many as the page had, and that nothing was typed. */
  async did({ taps }) {
    await this.#look();
    console.log(`taps: ${this.#taps} of at most ${taps}`);
    assert.deepEqual(this.#counted, { taps: this.#taps, keys: 0 });
    assert.ok(this.#taps <= taps, `${this.#taps} taps`);
  }

  /** What moved since `begin` or the last call. */
  async moved() {
    await this.#look();
    const moved = this.#moved;
    this.#moved = [];
    return moved;
  }
}
