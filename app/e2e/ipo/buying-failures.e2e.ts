import { masterSharesAbi } from "@audifi/contracts/abi";
import type { Address } from "viem";
import { buyElsewhere, prepareMaster } from "../support/offerings.ts";
import { buyPanel, buyShares, reviewPurchase } from "../support/buying.ts";
import { confirm, reviewDialog } from "../support/dialogs.ts";
import { expect, test } from "../support/person.ts";
import { client, endpoints, indexed } from "../support/stack.ts";

async function bought(shares: Address, account: Address): Promise<number> {
  const args = [account] as const;
  return Number(
    await client.readContract({ address: shares, abi: masterSharesAbi, functionName: "bought", args }),
  );
}

test("a signature that the person rejects costs nothing and can be tried again", async ({ arrive }) => {
  const master = await prepareMaster("Said No First");
  const fan = await arrive("Fan");
  await fan.visit(`/masters/${master.number}`);
  await fan.connect();
  await reviewPurchase(fan, 2);

  fan.wallet.rejectNext();
  await confirm(fan, /^Buy for/);
  await expect.poll(() => fan.wallet.asked).toEqual(["eth_sendTransaction"]);
  await expect(reviewDialog(fan).getByRole("button", { name: "Buy for 0.02 ETH" })).toBeEnabled();
  await expect(fan.warning).toHaveCount(0);
  expect(await bought(master.shares, fan.wallet.account.address)).toBe(0);

  await confirm(fan, /^Buy for/);
  await fan.expectDone("Buying 2 shares of Said No First");
  expect(await bought(master.shares, fan.wallet.account.address)).toBe(2);
});

test("an offering that sells out while the person looks says so before asking the wallet", async ({
  arrive,
}) => {
  const master = await prepareMaster("Gone Quickly", { totalShares: 10, publicShares: 3 });
  const fan = await arrive("Fan");
  await fan.visit(`/masters/${master.number}`);
  await fan.connect();
  await reviewPurchase(fan, 2);
  await buyElsewhere(master.shares, 2);
  await confirm(fan, /^Buy for/);
  await expect(fan.warning).toContainText("Only 1 left");
  await buyElsewhere(master.shares, 1);
  await confirm(fan, /^Buy for/);
  await expect(fan.warning).toContainText(/Sold out|closed/);
  expect(fan.wallet.asked).toEqual([]);

  await indexed();
  await fan.visit(`/masters/${master.number}`);
  await expect(buyPanel(fan)).toContainText("Every public share has a holder.");
  await expect(buyPanel(fan).getByRole("button")).toHaveCount(0);
  const holders = buyPanel(fan).getByRole("link", { name: "Buy from a holder" });
  await expect(holders).toHaveAttribute("href", "#resale");
});

test("a file of the page that does not arrive is said, and loading again brings it", async ({ arrive }) => {
  const master = await prepareMaster("Half a Page");
  const fan = await arrive("Fan");
  fan.watch.allow(/Failed to load resource: net::ERR_FAILED/);
  const files = "**/_app/immutable/**/*.js";
  // What holds the review of a purchase, and what holds the wallet's place in the header.
  await fan.page.route(files, async (route) => {
    const response = await route.fetch();
    const isLost = /The purchase itself, plus the network|max-sm:sr-only lg:hidden/.test(
      await response.text(),
    );
    await (isLost ? route.abort() : route.fulfill({ response }));
  });
  await fan.visit(`/masters/${master.number}`);
  const banner = fan.page.getByRole("banner");
  await banner.getByRole("button", { name: "Connect" }).click();
  await fan.page.getByRole("dialog").getByRole("button", { name: fan.wallet.name, exact: true }).click();
  const missing = fan.page.getByRole("alert").filter({ hasText: "A part of this page did not arrive." });
  await expect(missing.first()).toBeVisible();
  await expect(banner.getByRole("button", { name: "Disconnect" })).toBeVisible();

  await fan.page.unroute(files);
  await missing.first().getByRole("button", { name: "Load the page again" }).click();
  await fan.expectConnected();
  await reviewPurchase(fan, 2);
  await expect(reviewDialog(fan)).toBeVisible();
  await expect(missing).toHaveCount(0);
});

test("the cap of a wallet binds in the form and in the contract", async ({ arrive }) => {
  const master = await prepareMaster("Two Each", { walletCap: 2 });
  const fan = await arrive("Fan");
  await fan.visit(`/masters/${master.number}`);
  await fan.connect();
  await buyPanel(fan).getByLabel("How many").fill("3");
  await expect(buyPanel(fan)).toContainText("One wallet may buy 2");
  await expect(buyPanel(fan).getByRole("button", { name: "Review purchase" })).toBeDisabled();
  await buyShares(fan, 2, "Two Each");
  await expect(buyPanel(fan)).toContainText("You have bought the most one wallet may buy (2).");
  await expect(buyPanel(fan).getByRole("button", { name: "Review purchase" })).toBeDisabled();
});

test("an offering that has not opened sells nothing", async ({ arrive }) => {
  const master = await prepareMaster("Not Yet", { startsIn: 3 * 86_400 });
  const fan = await arrive("Fan");
  await fan.visit(`/masters/${master.number}`);
  await expect(buyPanel(fan)).toContainText(/Opens in \d days/);
  await expect(buyPanel(fan).getByRole("button")).toHaveCount(0);
});

test("a wallet on another network is asked to switch", async ({ arrive }) => {
  const master = await prepareMaster("Wrong Place");
  const fan = await arrive("Fan");
  await fan.visit(`/masters/${master.number}`);
  await fan.connect();
  await fan.wallet.moveToChain(10, { refusesToSwitch: true });
  await expect(fan.warning).toContainText("Your wallet is on another network.");
  await expect(buyPanel(fan).getByRole("button", { name: "Review purchase" })).toBeDisabled();

  await fan.warning.getByRole("button", { name: /^Switch to/ }).click();
  await expect(fan.warning).toContainText(`(chain ${endpoints.chainId}) in your wallet`);

  await fan.wallet.moveToChain(10);
  await fan.warning.getByRole("button", { name: /^Switch to/ }).click();
  await expect(fan.warning).toHaveCount(0);
  await buyShares(fan, 1, "Wrong Place");
});

test("the form refuses zero, fractions and more than there are", async ({ arrive }) => {
  const master = await prepareMaster("Odd Numbers");
  const fan = await arrive("Fan");
  await fan.visit(`/masters/${master.number}`);
  await fan.connect();
  const field = buyPanel(fan).getByLabel("How many");
  for (const [typed, words] of [
    ["0", "at least 1"],
    ["-1", "at least 1"],
    ["1.5", "whole number"],
    ["", "whole number"],
    ["61", "Only 60 are left."],
    ["99999999999999999999", "Only 60 are left."],
  ] as const) {
    await field.fill(typed);
    await expect(buyPanel(fan)).toContainText(words);
    await expect(buyPanel(fan).getByRole("button", { name: "Review purchase" })).toBeDisabled();
  }
});
