/** Nobody else may come by for long. */
const AGAIN_MS = 1_000;

/**
 * Goes round whenever it is woken, one round at a time: once more where it was woken meanwhile, and a second later where
 * a round failed.
 */
export class Rounds {
  readonly #round: () => Promise<void>;
  readonly #onFailing: (error: unknown) => void;
  #running: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isWoken = false;
  #isStopped = false;
  #isFailing = false;

  /** @param onFailing Told of the first of the failures that follow each other. */
  constructor(round: () => Promise<void>, onFailing: (error: unknown) => void) {
    this.#round = round;
    this.#onFailing = onFailing;
  }

  get isStopped(): boolean {
    return this.#isStopped;
  }

  wake(): void {
    if (this.#isStopped) return;
    this.#isWoken = true;
    this.#running ??= this.#work();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  async #work(): Promise<void> {
    while (this.#isWoken && !this.#isStopped) {
      this.#isWoken = false;
      clearTimeout(this.#timer);
      try {
        await this.#round();
        this.#isFailing = false;
      } catch (error) {
        if (!this.#isFailing) this.#onFailing(error);
        this.#isFailing = true;
        if (!this.#isStopped) this.#timer = setTimeout(() => this.wake(), AGAIN_MS).unref();
      }
    }
    // In the same step as the last look, so that no word is lost in between.
    this.#running = undefined;
  }
}
