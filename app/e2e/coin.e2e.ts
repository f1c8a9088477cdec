import { formatEther, parseEther } from "viem";
import { launch, register } from "./support/artist.ts";
import { buyShares } from "./support/buying.ts";
import { coinFigures, coinOf, ensureCoins, type LaunchedCoin, quote, tradePanel } from "./support/coins.ts";
import { confirm, reviewDialog } from "./support/dialogs.ts";
import { ether, exactly, expectFigure } from "./support/figures.ts";
import { makeCover, makeWav } from "./support/media.ts";
import { buyElsewhere } from "./support/offerings.ts";
import { expect, type Person, test } from "./support/person.ts";
import { addresses, client, indexed, letTimePass } from "./support/stack.ts";

const DAY = 24 * 60 * 60;

async function trade(fan: Person, coin: LaunchedCoin, side: "Buy" | "Sell", amount: string): Promise<void> {
  await quote(fan, side, amount);
  await tradePanel(fan).getByRole("button", { name: "Review trade" }).click();
  await expect(reviewDialog(fan)).toContainText("You get at least");
  await confirm(fan, side);
  await fan.expectDone(`${side}ing ${coin.symbol}`);
}

/** What the page shows grows with every block: it lies between the chain's answers before and after. */
async function expectRewards(fan: Person, coin: LaunchedCoin): Promise<void> {
  const { rewardsOf } = coinFigures(coin);
  const { address } = fan.wallet.account;
  const before = await rewardsOf(address);
  await fan.page.reload();
  const shown = await fan.page
    .getByRole("region", { name: "Rewards" })
    .getByTitle(new RegExp(` ${coin.symbol}$`))
    .first()
    .getAttribute("title");
  const after = await rewardsOf(address);
  const figure = parseEther((shown ?? "").replace(/,| .*/g, ""));
  expect(figure).toBeGreaterThanOrEqual(before - before / 1000n);
  expect(figure).toBeLessThanOrEqual(after);
}

test("an artist's first offering makes a coin that fans claim, trade and stake", async ({ arrive }) => {
  test.setTimeout(900_000);
  await ensureCoins();
  const artist = await arrive("Artist's wallet");
  const fan = await arrive("Fan's wallet");
  const { address } = fan.wallet.account;

  const master = await test.step("the artist launches the first master, and the coin with it", async () => {
    await artist.visit("/artist");
    await artist.connect();
    await register(artist, "Imre Vadas");
    await artist.page.getByRole("link", { name: "Launch a master" }).click();
    return launch(artist, {
      ...{ title: "Low Water", audio: makeWav(2, 196), cover: await makeCover("#1d2b33", "#e0b070") },
      ...{ money: ether, price: "0.01", totalShares: 40, publicShares: 20 },
      coin: { name: "Imre Vadas", symbol: "IMRE", price: "0.00005" },
    });
  });
  const coin = await coinOf(master.shares);
  const figures = coinFigures(coin);

  await test.step("its market stands at the opening price", async () => {
    await fan.visit(`/coins/${coin.artistId}`);
    await expect(fan.page.getByRole("heading", { level: 1, name: "IMRE" })).toBeVisible();
    await expectFigure(fan.page.getByRole("main"), parseEther("0.00005"), ether);
    await expectFigure(fan.page.getByRole("main"), parseEther("50"), ether);
  });

  await test.step("a fan buys shares, and claims the coins once all are sold", async () => {
    await fan.visit(`/masters/${master.number}`);
    await fan.connect();
    await expect(fan.page.getByText("10,000 IMRE")).toBeVisible();
    await buyShares(fan, 5, master.title);
    await buyElsewhere(master.shares, 15);
    await indexed();
    const granted = await figures.grantOf(address);
    expect(granted).toBe(parseEther("50000"));
    await fan.visit(`/coins/${coin.artistId}`);
    await fan.expectConnected();
    await fan.page.getByRole("button", { name: "Claim 50,000 IMRE" }).click();
    await expect(reviewDialog(fan).getByTitle(exactly(granted, coin))).toBeVisible();
    await confirm(fan, "Claim");
    await fan.expectDone("Claiming 50,000 IMRE");
    expect(await figures.balanceOf(address)).toBe(granted);
    expect(await figures.delegateOf(address)).toBe(address);
    await expect(fan.page.getByRole("heading", { name: "Coins for your shares" })).toHaveCount(0);
    await expectFigure(fan.page.getByRole("region", { name: "Your coins" }), granted, coin);
  });

  await test.step("and swaps both ways for exactly what was quoted", async () => {
    const before = await figures.balanceOf(address);
    await quote(fan, "Buy", "1");
    const quoted = await tradePanel(fan)
      .getByTitle(/ IMRE$/)
      .first()
      .getAttribute("title");
    await trade(fan, coin, "Buy", "1");
    const bought = (await figures.balanceOf(address)) - before;
    expect(exactly(bought, coin)).toBe(quoted);
    await expect(fan.page.getByRole("list", { name: "Trades" })).toContainText("bought");

    const money = await client.getBalance({ address });
    await trade(fan, coin, "Sell", formatEther(bought / 2n));
    expect(await figures.balanceOf(address)).toBe(before + bought - bought / 2n);
    expect(await client.getBalance({ address })).toBeGreaterThan(money + parseEther("0.4"));
    await expect(fan.page.getByRole("heading", { name: "Price", exact: true })).toBeVisible();
    await expect(fan.page.getByRole("slider", { name: "Candle" })).toBeVisible();
  });

  await test.step("anybody collects what the market earned, half for the artist", async () => {
    await fan.page.getByRole("button", { name: /^Collect the fees of position/ }).click();
    await confirm(fan, "Collect");
    await fan.expectDone("Collecting fees of IMRE");
    const [forArtist, forDao] = await figures.creditOf(addresses.wrapped);
    expect(forArtist).toBeGreaterThan(parseEther("0.004"));
    expect(forDao - forArtist).toBeLessThanOrEqual(1n);
    const market = fan.page.getByRole("region", { name: "The locked market" });
    await expect(market.getByTitle(new RegExp(exactly(forArtist + forDao, ether))).first()).toBeVisible();
  });

  await test.step("stakes for 30 days with a permit", async () => {
    await fan.visit(`/coins/${coin.artistId}/stake`);
    await fan.expectConnected();
    await fan.page.getByLabel("How many IMRE").fill("40000");
    await fan.page.getByLabel("30 days").check();
    await fan.page.getByRole("button", { name: "Review stake" }).click();
    await expect(reviewDialog(fan)).toContainText("80,000");
    await confirm(fan, "Stake");
    await fan.expectDone("Staking 40,000 IMRE");
    expect(await figures.staked(address, 1)).toBe(parseEther("40000"));
    expect(await figures.votesOf(address)).toBe(parseEther("80000"));
  });

  await test.step("time passes; rewards are what the chain says, and the lock holds", async () => {
    await letTimePass(10 * DAY);
    await expectRewards(fan, coin);
    await expect(fan.page.getByRole("button", { name: "Unstake from 30 days" })).toBeDisabled();
    await expect(fan.page.getByText(/^Locked until/)).toBeVisible();
    const before = await figures.balanceOf(address);
    await fan.page.getByRole("button", { name: "Claim the rewards" }).click();
    await confirm(fan, "Claim");
    await fan.expectDone(/Claiming .* of rewards/);
    expect(await figures.balanceOf(address)).toBeGreaterThan(before + parseEther("100"));
  });

  await test.step("the lock ends; the fan compounds and leaves", async () => {
    await letTimePass(21 * DAY);
    await fan.page.reload();
    await fan.page.getByRole("button", { name: "Compound the rewards" }).click();
    await confirm(fan, "Compound");
    await fan.expectDone(/Compounding/);
    const compounded = await figures.staked(address, 0);
    expect(compounded).toBeGreaterThan(parseEther("100"));
    await fan.page.getByRole("button", { name: "Move to no lock: 30 days" }).click();
    await confirm(fan, "Move");
    await fan.expectDone(/Moving/);
    expect(await figures.staked(address, 0)).toBe(compounded + parseEther("40000"));
    const before = await figures.balanceOf(address);
    await fan.page.getByRole("button", { name: "Unstake from No lock" }).click();
    await confirm(fan, "Unstake");
    await fan.expectDone(/Unstaking/);
    expect(await figures.balanceOf(address)).toBe(before + compounded + parseEther("40000"));
    await expect(fan.page.getByRole("heading", { name: "What you have staked" })).toHaveCount(0);
  });

  await test.step("the portfolio, the list and the artist's desk know the coin", async () => {
    await fan.visit("/portfolio");
    await expectFigure(fan.page.getByRole("main"), await figures.balanceOf(address), coin);
    await fan.visit("/coins");
    await expect(fan.page.getByRole("link", { name: "IMRE" })).toBeVisible();
    await artist.visit(`/artist/${coin.artistId}`);
    await artist.expectConnected();
    await artist.page.getByRole("button", { name: /^Release/ }).click();
    await confirm(artist, "Release");
    await artist.expectDone(/Releasing/);
    expect(await figures.balanceOf(artist.wallet.account.address)).toBeGreaterThan(parseEther("6000"));
  });
});
