import type { ActivityRow } from "#lib/format/activity.ts";

export interface Feed {
  readonly items: readonly ActivityRow[];
  readonly next: string | null;
}

/** What people said stays in the list that it was read for while it cannot be read anew. */
export class KeptFeed {
  #of = "";
  #kept: Feed | null = null;

  take(of: string, feed: Feed | null, areCommentsAway: boolean): Feed | null {
    if (of !== this.#of) [this.#of, this.#kept] = [of, null];
    if (!areCommentsAway) this.#kept = feed ?? this.#kept;
    if (!areCommentsAway || this.#kept === null) return feed;
    if (feed === null) return this.#kept;
    const said = this.#kept.items.filter(({ kind }) => kind === "comment");
    return { ...feed, items: [...feed.items, ...said].sort((a, b) => b.time - a.time) };
  }
}
