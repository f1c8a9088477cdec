interface Look<T> {
  isBegun: boolean;
  answer: Promise<T>;
}

/**
 * Finds out what is good only if it was looked at after somebody asked. Whoever asks while a look goes on shares the
 * next one, so that for each key one look is on its way and one waits at most.
 */
export class Looks<T> {
  readonly #look: (key: string) => Promise<T>;
  readonly #last = new Map<string, Look<T>>();

  constructor(look: (key: string) => Promise<T>) {
    this.#look = look;
  }

  take(key: string): Promise<T> {
    const last = this.#last.get(key);
    if (last && !last.isBegun) return last.answer;
    const look = async (): Promise<T> => {
      await Promise.allSettled([last?.answer]);
      own.isBegun = true;
      try {
        return await this.#look(key);
      } finally {
        if (this.#last.get(key) === own) this.#last.delete(key);
      }
    };
    const own: Look<T> = { isBegun: false, answer: look() };
    this.#last.set(key, own);
    return own.answer;
  }
}
