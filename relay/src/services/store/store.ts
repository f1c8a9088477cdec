/**
 * What relays share with each other and may lose: tickets, answers worth remembering, word for those who listen. With
 * Redis they share it, without it a relay keeps it to itself. Whatever must not be lost is in PostgreSQL.
 */
export interface Store {
  get(key: string): Promise<string | undefined>;
  put(key: string, value: string, seconds: number): Promise<void>;
  /** Reads and forgets in one step: of many who ask at once, one gets it. */
  take(key: string): Promise<string | undefined>;
  /** Reaches every relay that listens now, this one included. */
  publish(channel: string, message: string): Promise<void>;
  subscribe(channel: string, listener: (message: string) => void): Promise<void>;
  close(): Promise<void>;
}

/** A value that is dear to find out and may be some seconds old. A store that is away costs the saving only. */
export const remember = async <T>(
  store: Store,
  key: string,
  seconds: number,
  find: () => Promise<T>,
): Promise<T> => {
  const kept = await store.get(key).catch(() => undefined);
  if (kept !== undefined) return JSON.parse(kept) as T;
  const found = await find();
  await store.put(key, JSON.stringify(found), seconds).catch(() => undefined);
  return found;
};
