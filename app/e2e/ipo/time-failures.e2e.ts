import { buyPanel, buyShares, reviewPurchase } from "../support/buying.ts";
import { confirm, reviewDialog } from "../support/dialogs.ts";
import { figuresOf, usdc } from "../support/figures.ts";
import { mintUsdc, prepareMaster, preparePresale } from "../support/offerings.ts";
import { expect, test } from "../support/person.ts";
import { fundedAccount, letTimePass } from "../support/stack.ts";

const HOUR = 3_600;

// These tests move the chain's clock, so the file comes last.

test("a permission that expires before it is used costs nothing", async ({ arrive }) => {
  const master = await prepareMaster("Slow Signer", { currency: usdc.address, price: 4_000_000n });
  const fan = await arrive("Fan");
  const { address } = fan.wallet.account;
  await mintUsdc(address, 50_000_000n);
  await fan.visit(`/masters/${master.number}`);
  await fan.connect();
  await reviewPurchase(fan, 3);
  fan.wallet.delayOnce("eth_signTypedData_v4", () => letTimePass(HOUR));
  await confirm(fan, /^Buy for/);
  await expect(fan.warning).toContainText("expired");
  await expect(fan.warning).toContainText("Nothing was paid");
  expect(fan.wallet.asked).toEqual(["eth_signTypedData_v4"]);

  await confirm(fan, /^Buy for/);
  await fan.expectDone("Buying 3 shares of Slow Signer");
  expect(await figuresOf(master.shares, usdc).bought(address)).toBe(3);
});

test("an offering that ends while the person looks sells nothing", async ({ arrive }) => {
  const master = await prepareMaster("Last Minute", { endsIn: HOUR });
  const fan = await arrive("Fan");
  await fan.visit(`/masters/${master.number}`);
  await fan.connect();
  await reviewPurchase(fan, 1);
  await letTimePass(2 * HOUR);
  await confirm(fan, /^Buy for/);
  await expect(fan.warning).toContainText("The offering has ended");
  expect(fan.wallet.asked).toEqual([]);
  await fan.visit(`/masters/${master.number}`);
  await expect(buyPanel(fan)).toContainText("The artist may still extend it.");
  await expect(buyPanel(fan).getByRole("button")).toHaveCount(0);
});

test("a presale sells to its list until it closes", async ({ arrive }) => {
  const [listed, other] = [await fundedAccount(), await fundedAccount()];
  const presale = await preparePresale([
    [listed.address, 3],
    [other.address, 1],
  ]);
  const master = await prepareMaster("First Listeners", { presale, startsIn: 6 * HOUR });
  const fan = await arrive("Fan", { account: listed });
  const stranger = await arrive("Stranger");
  await fan.visit(`/masters/${master.number}`);
  await expect(buyPanel(fan)).toContainText("Only accounts on the artist's list may buy");
  await fan.connect();
  await expect(buyPanel(fan)).toContainText("You may buy 3 until");
  await buyShares(fan, 2, master.title);
  await expect(buyPanel(fan)).toContainText("You may buy 1 until");
  await buyPanel(fan).getByLabel("How many").fill("2");
  await expect(buyPanel(fan)).toContainText("The artist's list gives you 3; you can buy 1 more.");
  await expect(buyPanel(fan).getByRole("button", { name: "Review purchase" })).toBeDisabled();
  await reviewPurchase(fan, 1);

  await stranger.page.goto(`/masters/${master.number}`);
  await stranger.connect();
  await expect(buyPanel(stranger)).toContainText("You are not on the list.");
  await expect(buyPanel(stranger).getByRole("button", { name: "Review purchase" })).toBeDisabled();

  await letTimePass(7 * HOUR);
  await confirm(fan, /^Buy for/);
  await expect(fan.warning).toContainText("The presale is over");
  await fan.page.reload();
  await fan.expectConnected();
  await buyShares(fan, 1, master.title);
});

test("a presale list that is not the contract's, or is gone, stops before the wallet", async ({ arrive }) => {
  const listed = await fundedAccount();
  const forged = await preparePresale([[listed.address, 3]], [[listed.address, 300]]);
  const lost = { ...forged, list: { digest: `0x${"ab".repeat(32)}`, codec: 0x55 } as const };
  const fan = await arrive("Fan", { account: listed });
  fan.watch.allow(/Failed to load resource.*404/);
  const words = ["does not match the contract", "presale list"];
  for (const [index, presale] of [forged, lost].entries()) {
    const master = await prepareMaster(`Wrong Proof ${index}`, { presale, startsIn: HOUR });
    await fan.page.goto(`/masters/${master.number}`);
    if (index === 0) await fan.connect();
    else await fan.expectConnected();
    await reviewPurchase(fan, 1);
    await confirm(fan, /^Buy for/);
    await expect(fan.warning).toContainText(words[index] ?? "");
    await expect(reviewDialog(fan).getByRole("button", { name: /^Buy for/ })).toBeEnabled();
  }
  expect(fan.wallet.asked).toEqual([]);
});
