import { masterSharesAbi } from "@audifi/contracts/abi";
import { encodeFunctionData, type Hex, parseGwei } from "viem";
import { buyPanel, reviewPurchase } from "../support/buying.ts";
import { confirm } from "../support/dialogs.ts";
import { ether, figuresOf } from "../support/figures.ts";
import { type PreparedMaster, prepareMaster } from "../support/offerings.ts";
import { expect, type Person, test } from "../support/person.ts";
import { client, endpoints, fundedAccount } from "../support/stack.ts";

/** While it is held up the chain takes transactions and mines none. */
async function whileHeldUp(work: () => Promise<void>): Promise<void> {
  await client.setIntervalMining({ interval: 0 });
  try {
    await work();
  } finally {
    await client.setIntervalMining({ interval: 1 });
  }
}

/** Sends a purchase from the master's page and waits until the page has seen it waiting. */
async function sendPurchase(fan: Person, count: number): Promise<void> {
  await reviewPurchase(fan, count);
  await confirm(fan, /^Buy for/);
  await expect(toast(fan, "sent")).toBeVisible();
  await expect
    .poll(() =>
      fan.page.evaluate(() => JSON.stringify({ ...localStorage }).includes('\\"sighting\\":{\\"account\\"')),
    )
    .toBe(true);
}

function toast({ page }: Person, stage: string) {
  return page.locator(`[data-stage="${stage}"]`);
}

/** Empties the list, so that what comes next is told from what was. */
async function forget({ page }: Person): Promise<void> {
  const key = `audifi.transactions.${endpoints.chainId}`;
  await page.evaluate((name) => localStorage.removeItem(name), key);
}

/** Another transaction in the place of the one that waits. */
async function replace(
  { wallet: { account } }: Person,
  transaction: { to: Hex; value?: bigint; data?: Hex },
): Promise<void> {
  const nonce = await client.getTransactionCount({ address: account.address });
  await client.sendTransaction({
    ...{ account, nonce, ...transaction, gas: 1_000_000n },
    ...{ maxFeePerGas: parseGwei("400"), maxPriorityFeePerGas: parseGwei("90") },
  });
}

function buying(master: PreparedMaster, count: bigint): { to: Hex; value: bigint; data: Hex } {
  const data = encodeFunctionData({ abi: masterSharesAbi, functionName: "buy", args: [count] });
  return { to: master.shares, value: count * 10n ** 16n, data };
}

test("what waits survives a reload, shows in a second tab, and ends in both", async ({ arrive }) => {
  const master = await prepareMaster("Two Windows");
  const fan = await arrive("Fan");
  await fan.visit(`/masters/${master.number}`);
  await fan.connect();
  const second = await fan.page.context().newPage();
  await whileHeldUp(async () => {
    await sendPurchase(fan, 2);
    await fan.page.reload();
    await expect(toast(fan, "sent")).toContainText("Buying 2 shares of Two Windows");
    await second.goto(`/masters/${master.number}`);
    await expect(second.locator('[data-stage="sent"]')).toContainText("Buying 2 shares of Two Windows");
    await expect(second.getByRole("button", { name: "Your transactions, 1 under way" })).toBeVisible();
  });
  for (const page of [fan.page, second]) {
    await expect(page.getByRole("heading", { name: "You hold 2 shares" })).toBeVisible();
  }
  await fan.page.getByRole("button", { name: "Your transactions" }).click();
  const drawer = fan.page.getByRole("dialog", { name: "Your transactions" });
  await expect(drawer.getByRole("listitem")).toContainText("Done");
  await drawer.getByRole("button", { name: "Clear the list" }).click();
  await expect(drawer.getByRole("listitem")).toHaveCount(0);
  await second.getByRole("button", { name: "Your transactions" }).click();
  await expect(second.getByRole("dialog").getByRole("listitem")).toHaveCount(0);
});

test("sped up, cancelled and refused transactions are told apart", async ({ arrive }) => {
  const master = await prepareMaster("Second Thoughts", { totalShares: 10, publicShares: 3 });
  const fan = await arrive("Fan");
  const { bought } = figuresOf(master.shares, ether);
  const { address } = fan.wallet.account;
  await fan.visit(`/masters/${master.number}`);
  await fan.connect();

  await whileHeldUp(async () => {
    await sendPurchase(fan, 1);
    await replace(fan, buying(master, 1n));
  });
  await expect(toast(fan, "done")).toContainText("You raised its fee");
  expect(await bought(address)).toBe(1);
  await forget(fan);

  await whileHeldUp(async () => {
    await sendPurchase(fan, 1);
    await replace(fan, { to: address });
  });
  await expect(toast(fan, "cancelled")).toContainText("You cancelled it");
  expect(await bought(address)).toBe(1);
  await forget(fan);

  const rival = await fundedAccount();
  await whileHeldUp(async () => {
    await sendPurchase(fan, 1);
    await client.sendTransaction({
      ...{ account: rival, ...buying(master, 2n), gas: 1_000_000n },
      ...{ maxFeePerGas: parseGwei("400"), maxPriorityFeePerGas: parseGwei("90") },
    });
  });
  await expect(toast(fan, "failed")).toContainText("Only the network's fee was spent");
  await expect(toast(fan, "failed")).toContainText(/Sold out|The offering is closed/);
  expect(await bought(address)).toBe(1);
  await expect(buyPanel(fan)).toContainText("Every public share has a holder.");
});
