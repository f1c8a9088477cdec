import { describe, expect, it } from "vitest";
import type { ActivityRow } from "../../src/lib/format/activity.ts";
import { KeptFeed } from "../../src/routes/masters/[number]/kept-feed.ts";

const row = (kind: "comment" | "claim", time: number) =>
  ({ kind, id: `0x${time.toString(16)}`, time }) as ActivityRow;
const feed = (...items: readonly ActivityRow[]) => ({ items, next: null });

describe("KeptFeed", () => {
  it("keeps what was said among what happened since", () => {
    const kept = new KeptFeed();
    const read = feed(row("claim", 9), row("comment", 7), row("claim", 5));
    expect(kept.take("all", read, false)).toBe(read);
    const times = kept.take("all", feed(row("claim", 11), row("claim", 9), row("claim", 5)), true)?.items;
    expect(times?.map(({ time }) => time)).toEqual([11, 9, 7, 5]);
    expect(kept.take("all", feed(), false)?.items).toEqual([]);
  });

  it("keeps a list of comments as it was", () => {
    const kept = new KeptFeed();
    const read = feed(row("comment", 7));
    kept.take("comments", read, false);
    expect(kept.take("comments", null, true)).toBe(read);
  });

  it("shows none of them in another list", () => {
    const kept = new KeptFeed();
    kept.take("comments of one", feed(row("comment", 7)), false);
    expect(kept.take("comments of another", null, true)).toBeNull();
    expect(kept.take("comments of one", null, true)).toBeNull();
  });
});
