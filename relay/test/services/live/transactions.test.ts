import { TransactionReceiptNotFoundError } from "viem";
import { describe, expect, it } from "vitest";
import { Transactions } from "../../../src/services/live/transactions.ts";
import { txHash } from "../../helpers/ledger.ts";

const hash = txHash("mine");

/** A node that answers when it is told to, with the block of the transaction, or none. */
const setUp = () => {
  const asked: ((block?: number) => void)[] = [];
  const getTransactionReceipt = () =>
    new Promise((resolve, reject) =>
      asked.push((block) =>
        block === undefined
          ? reject(new TransactionReceiptNotFoundError({ hash }))
          : resolve({ blockNumber: BigInt(block), status: "success" }),
      ),
    );
  const transactions = new Transactions({ getTransactionReceipt } as never);
  const told: string[] = [];
  transactions.watch(hash, ({ status, confirmations }) => told.push(`${status} ${confirmations}`));
  return { transactions, asked, told };
};

describe("Transactions", () => {
  it("believe no answer that was asked for before the one they have", async () => {
    const { transactions, asked, told } = setUp();
    const [late, soon] = [transactions.update(10), transactions.update(11)];
    asked[1]?.(11);
    await soon;
    await transactions.update(12);
    asked[0]?.();
    await late;
    expect(told).toEqual(["included 1", "included 2"]);
  });

  it("believe nothing that was asked for before a rewind", async () => {
    const { transactions, asked, told } = setUp();
    const late = transactions.update(10);
    const rewound = transactions.update(9, true);
    asked[0]?.(10);
    await late;
    // A block that comes before the node has answered about the rewind.
    const next = transactions.update(10);
    asked[1]?.();
    asked[2]?.();
    await Promise.all([rewound, next]);
    expect(told).toEqual(["pending 0"]);
  });
});
