import { describe, expect, it } from "vitest";
import {
  withComments,
  withoutSoldTransfers,
  type ActivityRow,
  type CommentRow,
} from "../../src/lib/format/activity.ts";

const [seller, buyer] = [`0x${"1".repeat(40)}`, `0x${"2".repeat(40)}`] as const;
const comment = (time: number): CommentRow => ({
  ...{
    kind: "comment",
    id: `0x${time.toString(16)}`,
    time,
    account: seller,
    nonce: "0x00",
    signature: "0x00",
    name: null,
    picture: null,
    held: 2,
    text: "!",
  },
});
const transfer = (number: number): ActivityRow => ({
  ...{ kind: "transfer", id: "0x01", time: 100, transaction: "0xaa", number, from: seller, to: buyer },
});
const sale: ActivityRow = {
  ...{ kind: "sale", id: "0x02", time: 100, transaction: "0xaa", number: 7, seller, buyer, price: 5n },
  isOffer: false,
};

describe("withoutSoldTransfers", () => {
  it("says a sale once, and keeps what else moved in its transaction", () => {
    expect(withoutSoldTransfers([transfer(7), transfer(8), sale])).toEqual([transfer(8), sale]);
  });
});

describe("withComments", () => {
  const spoken = [comment(300), comment(150), comment(100), comment(50)];
  const timesOf = ({ items }: { items: readonly ActivityRow[] }) => items.map(({ time }) => time);

  it("puts what was said among what happened at that time", () => {
    const first = { items: [transfer(7)], next: "100_0x01" };
    expect(timesOf(withComments(first, spoken, Infinity))).toEqual([300, 150, 100, 100]);
  });

  it("goes on where the page before ended, down to the beginning on the last page", () => {
    const last = { items: [], next: null };
    expect(timesOf(withComments(last, spoken, 100))).toEqual([50]);
    expect(timesOf(withComments(last, spoken, Infinity))).toEqual([300, 150, 100, 50]);
  });
});
