export interface Timing {
  name: string;
  ms: number;
}

/** Prints one line per finished step with its time, and says what is still running when a step takes long. */
export class Progress {
  readonly timings: Timing[] = [];
  readonly #print: (line: string) => void;
  readonly #begun = Date.now();
  readonly #running = new Map<string, number>();
  #ticker: NodeJS.Timeout | undefined;

  constructor(print: (line: string) => void) {
    this.#print = print;
  }

  get elapsedMs(): number {
    return Date.now() - this.#begun;
  }

  line(text: string): void {
    this.#print(text);
  }

  async step<T>(name: string, work: () => Promise<T>, note?: (result: T) => string | undefined): Promise<T> {
    const begun = Date.now();
    this.#running.set(name, begun);
    this.#ticker ??= setInterval(() => this.#reportWaiting(), 10_000).unref();
    try {
      const result = await work();
      const ms = Date.now() - begun;
      this.timings.push({ name, ms });
      const extra = note?.(result);
      this.#print(
        `  ${name.padEnd(22)} ${seconds(ms).padStart(7)}${extra === undefined ? "" : `  ${extra}`}`,
      );
      return result;
    } finally {
      this.#running.delete(name);
      if (this.#running.size === 0) this.stop();
    }
  }

  stop(): void {
    clearInterval(this.#ticker);
    this.#ticker = undefined;
  }

  #reportWaiting(): void {
    const waiting = [...this.#running].map(([name, begun]) => `${name} (${seconds(Date.now() - begun)})`);
    this.#print(`  … ${waiting.join(", ")}`);
  }
}

export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
