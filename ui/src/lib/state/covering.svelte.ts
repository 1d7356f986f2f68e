/** What lies over the screen, in the order it was laid there: dialogs, a panel that covers its list, the camera. */
class Coverings {
  // Not a state: an effect that lays something must not run again because something was laid.
  #stack: (() => void)[] = [];
  #any = $state(false);

  /** Whether anything covers the screen. */
  get any(): boolean {
    return this.#any;
  }

  /** Lays something on top; `close` is what going back does to it. Gives what takes it off. */
  lay(close: () => void): () => void {
    const covering = () => close();
    this.#hold([...this.#stack, covering]);
    return () => this.#hold(this.#stack.filter((one) => one !== covering));
  }

  #hold(stack: (() => void)[]) {
    this.#stack = stack;
    this.#any = stack.length > 0;
  }

  /** Closes what lies on top. False when nothing does. */
  closeTop(): boolean {
    const top = this.#stack.at(-1);
    top?.();
    return top !== undefined;
  }
}

export const coverings = new Coverings();
