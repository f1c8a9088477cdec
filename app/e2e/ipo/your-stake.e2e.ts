import { masterSharesAbi } from "@audifi/contracts/abi";
import type { Address } from "viem";
import { confirm, reviewDialog } from "../support/dialogs.ts";
import { prepareMaster } from "../support/offerings.ts";
import { expect, type Person, test } from "../support/person.ts";
import { client, indexed, letTimePass, mined } from "../support/stack.ts";

const DAY = 86_400;
const [FREE, STAKED, LEAVING] = [0, 1, 2];

// This test moves the chain's clock by weeks, so the file comes last.

async function buy({ wallet: { account } }: Person, shares: Address, count: bigint): Promise<void> {
  const call = {
    account,
    address: shares,
    abi: masterSharesAbi,
    functionName: "buy",
    args: [count],
  } as const;
  await mined(await client.writeContract({ ...call, value: count * 10n ** 16n }));
  await indexed();
}

async function stakeOf(shares: Address, number: number): Promise<number> {
  const args = [BigInt(number)] as const;
  const { status } = await client.readContract({
    ...{ address: shares, abi: masterSharesAbi, functionName: "shareState", args },
  });
  return status;
}

test("shares are staked, asked back after 30 days, and free a week later", async ({ arrive }) => {
  const master = await prepareMaster("Patience");
  const fan = await arrive("Fan");
  const { page } = fan;
  await buy(fan, master.shares, 3n);
  const action = (name: string) =>
    page.getByRole("region", { name: "Your shares" }).getByRole("button", { name, exact: true });
  const share = (number: number) => page.getByRole("listitem").filter({ hasText: `Share ${number} of 100` });

  await page.goto("/portfolio");
  await fan.connect();
  await page.getByRole("link", { name: "Stake, sell or give shares of Patience" }).click();
  await page.getByRole("checkbox", { name: "Share 1", exact: true }).check();
  await expect(action("Give")).toBeEnabled();
  await page.getByRole("checkbox", { name: "Share 2", exact: true }).check();
  await expect(action("Give")).toBeDisabled();
  await action("Stake").click();
  await expect(reviewDialog(fan)).toContainText("12 instead of 10");
  await expect(reviewDialog(fan)).toContainText("at least 30 days");
  await confirm(fan, "Stake them");
  await fan.expectDone("Staking shares 1–2 of Patience");
  await expect(share(1)).toContainText("may ask to leave in");
  await expect(share(3)).toContainText("Free");
  expect(await Promise.all([1, 2, 3].map((number) => stakeOf(master.shares, number)))).toEqual([
    ...[STAKED, STAKED, FREE],
  ]);
  await page.getByRole("checkbox", { name: "Share 1", exact: true }).check();
  await expect(action("Leave staking")).toBeDisabled();
  await expect(action("Stake")).toBeDisabled();

  await letTimePass(30 * DAY + 60);
  await fan.visit(`/portfolio/${master.number}`);
  await fan.expectConnected();
  await page.getByRole("button", { name: "Choose all that may leave" }).click();
  await action("Leave staking").click();
  await confirm(fan, "Leave staking");
  await fan.expectDone("Leaving staking with shares 1–2 of Patience");
  await expect(share(1)).toContainText("Leaving: locked for");
  expect(await stakeOf(master.shares, 1)).toBe(LEAVING);
  await page.getByRole("checkbox", { name: "Share 1", exact: true }).check();
  await expect(action("Give")).toBeDisabled();

  await letTimePass(7 * DAY);
  await page.reload();
  await expect(share(1)).toContainText("Free: may be given, sold or staked");
  await fan.expectConnected();
  await page.getByRole("checkbox", { name: "Share 1", exact: true }).check();
  await expect(action("Give")).toBeEnabled();
});
