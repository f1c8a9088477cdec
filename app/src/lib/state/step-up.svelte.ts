/** The question who it is, which a sensitive action asks before it goes on. A dialog of the shell shows it. */
class StepUp {
  isAsking = $state(false);
  #answer: ((isProven: boolean) => void) | null = null;

  /** Resolves to whether the person proved it. */
  ask(): Promise<boolean> {
    this.settle(false);
    this.isAsking = true;
    return new Promise((resolve) => (this.#answer = resolve));
  }

  settle(isProven: boolean): void {
    this.isAsking = false;
    this.#answer?.(isProven);
    this.#answer = null;
  }
}

export const stepUp = new StepUp();
