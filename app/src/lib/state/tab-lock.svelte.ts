/** Held by one tab at a time. Who does not have it must not save, or two tabs would overwrite each other. */
export class TabLock {
  isMine = $state(false);
  /** Another tab has it, or took it over. */
  isElsewhere = $state(false);
  readonly #name: string;
  #release: () => void = () => {};

  constructor(name: string) {
    this.#name = name;
  }

  /** Asks for it; `steal` takes it from whoever has it, who is told. */
  take(steal = false): Promise<void> {
    if (!("locks" in navigator)) {
      this.isMine = true;
      return Promise.resolve();
    }
    return new Promise((asked) => {
      const options = steal ? { steal: true } : { ifAvailable: true };
      const held = navigator.locks.request(this.#name, options, (lock) => {
        this.isMine = lock !== null;
        this.isElsewhere = lock === null;
        asked();
        return lock === null ? undefined : new Promise<void>((resolve) => (this.#release = resolve));
      });
      held.catch(() => {
        this.isMine = false;
        this.isElsewhere = true;
        asked();
      });
    });
  }

  release(): void {
    this.isMine = false;
    this.#release();
  }
}
