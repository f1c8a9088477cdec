import { parseEther } from "viem";
import { coinFigures, prepareCoin, tradePanel } from "../support/coins.ts";
import { reviewDialog } from "../support/dialogs.ts";
import { pressOn, tabTo } from "../support/keyboard.ts";
import { expect, test } from "../support/person.ts";
import { letTimePass } from "../support/stack.ts";

const DAY = 24 * 60 * 60;

test("coins are bought, staked and claimed with the keyboard alone", async ({ arrive }) => {
  test.slow();
  const { coin } = await prepareCoin("No Mouse For Coins");
  const { balanceOf, staked } = coinFigures(coin);
  const fan = await arrive("Fan");
  const { page } = fan;
  const { address } = fan.wallet.account;

  await test.step("buys", async () => {
    await page.goto(`/coins/${coin.artistId}`);
    await pressOn(fan, page.getByRole("banner").getByRole("button", { name: "Connect" }));
    await pressOn(fan, page.getByRole("dialog").getByRole("button", { name: "Fan", exact: true }));
    await fan.expectConnected();
    await tabTo(fan, tradePanel(fan).getByLabel(/^You pay/));
    await page.keyboard.type("0.1");
    const review = tradePanel(fan).getByRole("button", { name: "Review trade" });
    await expect(review).toBeEnabled();
    await pressOn(fan, review);
    await expect(reviewDialog(fan)).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(review).toBeFocused();
    await page.keyboard.press("Enter");
    await pressOn(fan, reviewDialog(fan).getByRole("button", { name: "Buy", exact: true }));
    await fan.expectDone(`Buying ${coin.symbol}`);
    expect(await balanceOf(address)).toBeGreaterThan(0n);
  });

  await test.step("stakes for 30 days", async () => {
    await page.goto(`/coins/${coin.artistId}/stake`);
    await fan.expectConnected();
    await tabTo(fan, page.getByLabel(`How many ${coin.symbol}`));
    await page.keyboard.type("100");
    await tabTo(fan, page.getByLabel("No lock"));
    await page.keyboard.press("ArrowDown");
    await expect(page.getByLabel("30 days")).toBeChecked();
    await pressOn(fan, page.getByRole("button", { name: "Review stake" }));
    await pressOn(fan, reviewDialog(fan).getByRole("button", { name: "Stake", exact: true }));
    await fan.expectDone(`Staking 100 ${coin.symbol}`);
    expect(await staked(address, 1)).toBe(parseEther("100"));
  });

  await test.step("claims what the review said, however the page has moved on since", async () => {
    await letTimePass(DAY);
    await page.reload();
    const rewards = page.getByRole("region", { name: "Rewards" }).getByTitle(new RegExp(` ${coin.symbol}$`));
    await pressOn(fan, page.getByRole("button", { name: "Claim the rewards" }));
    const reviewed = reviewDialog(fan).getByTitle(new RegExp(` ${coin.symbol}$`));
    const said = (await reviewed.first().getAttribute("title")) ?? "";
    await letTimePass(DAY);
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await expect(rewards.first()).not.toHaveAttribute("title", said);
    await expect(reviewDialog(fan).getByTitle(said)).toBeVisible();
    const before = await balanceOf(address);
    await pressOn(fan, reviewDialog(fan).getByRole("button", { name: "Claim", exact: true }));
    await fan.expectDone(/Claiming .* of rewards/);
    expect(await balanceOf(address)).toBeGreaterThan(before + parseEther(said.replace(/,| .*/g, "")));
  });
});
