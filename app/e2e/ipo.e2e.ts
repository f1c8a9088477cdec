import type { Locator } from "@playwright/test";
import { parseEther, parseUnits } from "viem";
import { deposit, launch, type LaunchedMaster, register } from "./support/artist.ts";
import { buyPanel, buyShares } from "./support/buying.ts";
import { confirm, reviewDialog } from "./support/dialogs.ts";
import { balanceOf, ether, exactly, expectFigure, figuresOf, usdc } from "./support/figures.ts";
import { makeCover, makeWav } from "./support/media.ts";
import { mintUsdc } from "./support/offerings.ts";
import { expect, type Person, test } from "./support/person.ts";
import { client, restartStack } from "./support/stack.ts";

const ARTIST = "Nadia Ortúzar";

async function launchBoth(artist: Person): Promise<readonly [LaunchedMaster, LaunchedMaster]> {
  const { page } = artist;
  await artist.visit("/artist");
  await artist.connect();
  await register(artist, ARTIST);
  await page.getByRole("link", { name: "Launch a master" }).click();
  const native = await launch(artist, {
    ...{ title: "Harbour at Five", audio: makeWav(3, 196), cover: await makeCover("#2b2118", "#d98f3f") },
    ...{ money: ether, price: "0.02", totalShares: 100, publicShares: 20 },
  });
  await page.getByRole("link", { name: "Launch a master" }).click();
  const dollar = await launch(artist, {
    ...{ title: "Salt “& Vinegar”", audio: makeWav(2, 262), cover: await makeCover("#12333a", "#e8e0cf") },
    ...{ money: usdc, price: "12.5", totalShares: 60, publicShares: 60 },
  });
  return [native, dollar];
}

async function expectLaunched(
  { page }: Person,
  { title, number, shares, money }: LaunchedMaster,
): Promise<void> {
  const { price, publicShares, currency } = await figuresOf(shares, money).offering();
  expect(currency.toLowerCase()).toBe(money.address.toLowerCase());
  await page.goto(`/masters/${number}`);
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await expectFigure(page.getByRole("region", { name: "Buy shares" }), price, money);
  await expect(page.getByText(`${publicShares} of ${publicShares} left`)).toBeVisible();
  const cover = page.getByRole("img", { name: `Cover of ${title}` });
  await expect.poll(() => cover.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
}

async function expectItPlays({ page }: Person, title: string): Promise<void> {
  await page.getByRole("button", { name: `Play ${title}` }).click();
  await expect(page.getByRole("button", { name: `Pause ${title}` })).toBeVisible();
  await expect(page.getByRole("region", { name: "Player" })).toContainText(title);
}

async function buyFrom(fan: Person, master: LaunchedMaster, count: number): Promise<void> {
  const { sold, bought, offering } = figuresOf(master.shares, master.money);
  const [soldBefore, paidBefore] = [await sold(), await balanceOf(fan.wallet.account.address, master.money)];
  await fan.visit(`/masters/${master.number}`);
  await fan.expectConnected();
  await buyShares(fan, count, master.title);
  expect(await sold()).toBe(soldBefore + count);
  expect(await bought(fan.wallet.account.address)).toBe(count);
  const { price, publicShares } = await offering();
  const paid = paidBefore - (await balanceOf(fan.wallet.account.address, master.money));
  const cost = price * BigInt(count);
  if (master.money === usdc) expect(paid).toBe(cost);
  else expect(paid).toBeGreaterThan(cost);
  await expect(buyPanel(fan)).toContainText(`${publicShares - soldBefore - count} of ${publicShares} left`);
  await expect(fan.page.getByRole("heading", { name: `You hold ${count} shares` })).toBeVisible();
}

async function expectRevenue(person: Person, master: LaunchedMaster, deposited: bigint): Promise<void> {
  const { page } = person;
  await person.visit(`/masters/${master.number}`);
  const revenue = page.getByRole("region", { name: "What it has earned" });
  await expectFigure(revenue, deposited, master.money);
  await expectFigure(revenue, await figuresOf(master.shares, master.money).earnedPerShare(), master.money);
  const link = await revenue.getByRole("link", { name: "Open" }).getAttribute("href");
  const statement = (await (await fetch(link ?? "")).json()) as { net: string; lines: unknown[] };
  expect(BigInt(statement.net)).toBe(deposited);
  expect(statement.lines).toHaveLength(2);
}

async function giveShare(giver: Person, master: LaunchedMaster, number: number, to: Person): Promise<void> {
  const { ownerOf, claimable } = figuresOf(master.shares, master.money);
  const earned = await claimable(giver.wallet.account.address);
  await giver.visit(`/masters/${master.number}`);
  await giver.expectConnected();
  await giver.page.getByRole("button", { name: `Give share ${number} away` }).click();
  await reviewDialog(giver).getByLabel("Receiver").fill("0x1234");
  await confirm(giver, `Give share ${number}`);
  await expect(reviewDialog(giver)).toContainText("Enter the receiver's address");
  await reviewDialog(giver).getByLabel("Receiver").fill(to.wallet.account.address);
  await confirm(giver, `Give share ${number}`);
  await giver.expectDone(`Giving share ${number} of ${master.title}`);
  expect(await ownerOf(number)).toBe(to.wallet.account.address);
  expect(await claimable(giver.wallet.account.address)).toBe(earned);
}

async function claimEverything(fan: Person, masters: readonly LaunchedMaster[]): Promise<void> {
  const { address } = fan.wallet.account;
  const owed = await Promise.all(
    masters.map(({ shares, money }) => figuresOf(shares, money).claimable(address)),
  );
  await fan.visit("/portfolio");
  await fan.expectConnected();
  const summary = fan.page.getByRole("region", { name: "Claimable" });
  for (const [index, { money }] of masters.entries()) await expectFigure(summary, owed[index] ?? 0n, money);
  const [nonce, dollars] = [await client.getTransactionCount({ address }), await balanceOf(address, usdc)];
  await summary.getByRole("button", { name: "Claim everything" }).click();
  for (const [index, { money }] of masters.entries()) {
    await expect(
      reviewDialog(fan)
        .getByTitle(exactly(owed[index] ?? 0n, money))
        .first(),
    ).toBeVisible();
  }
  await confirm(fan, /^Claim/);
  await fan.expectDone(/Claiming/);
  expect(await client.getTransactionCount({ address })).toBe(nonce + 1);
  expect((await balanceOf(address, usdc)) - dollars).toBe(owed[1]);
  await expect(summary).toContainText("Nothing at the moment");
  for (const [index, { title, money }] of masters.entries()) {
    const row = fan.page.getByRole("main").getByRole("listitem").filter({ hasText: title });
    await expectFigure(row, owed[index] ?? 0n, money);
  }
}

/** What the vault still holds of a master is the artist's part and what could not be divided. */
async function expectBookSettled({ shares, money }: LaunchedMaster): Promise<void> {
  const { book, remainder } = figuresOf(shares, money);
  const [balance, artistCredit] = await book();
  expect(balance).toBe(artistCredit + (await remainder()));
}

/** What a region or a page says, without estimates in another currency: their feed may be slow to answer. */
async function wordsOf(part: Locator): Promise<string> {
  return (await part.innerText()).replaceAll(/\s*≈ (< )?\$[\d,.]+/g, "");
}

/** The lasting part of the pages, without what counts down. */
async function whatBenSees(ben: Person, masters: readonly LaunchedMaster[]): Promise<string[]> {
  const { page } = ben;
  await page.goto("/portfolio");
  await ben.expectConnected();
  const seen = [await wordsOf(page.getByRole("main"))];
  for (const { number, title } of masters) {
    await page.goto(`/masters/${number}`);
    await expect(page.getByRole("img", { name: `Cover of ${title}` })).toBeVisible();
    await ben.expectConnected();
    await expect(page.getByRole("button", { name: "Review purchase" })).toBeVisible();
    for (const name of ["Buy shares", "What it has earned", "The offering"]) {
      seen.push(await wordsOf(page.getByRole("region", { name })));
    }
  }
  return seen;
}

async function buyMore(fan: Person, { number, title, shares, money }: LaunchedMaster): Promise<void> {
  const { sold } = figuresOf(shares, money);
  const before = await sold();
  await fan.visit(`/masters/${number}`);
  await fan.expectConnected();
  await buyShares(fan, 1, title);
  expect(await sold()).toBe(before + 1);
}

test("a recording goes public, earns, and pays its holders", async ({ arrive }) => {
  test.setTimeout(900_000);
  const artist = await arrive("Artist's wallet");
  const ada = await arrive("Ada's wallet");
  const ben = await arrive("Ben's wallet");
  await Promise.all([ada, ben].map(({ wallet }) => mintUsdc(wallet.account.address, parseUnits("500", 6))));
  await mintUsdc(artist.wallet.account.address, parseUnits("500", 6));

  const masters = await test.step("the artist registers and launches two masters", () => launchBoth(artist));
  const [native, dollar] = masters;

  await test.step("both stand on their pages as the chain has them, and play", async () => {
    for (const master of masters) await expectLaunched(artist, master);
    await expectItPlays(artist, dollar.title);
  });

  await test.step("two fans buy", async () => {
    for (const fan of [ada, ben]) {
      await fan.visit(`/masters/${native.number}`);
      await fan.connect();
    }
    await buyFrom(ada, native, 3);
    await buyFrom(ben, native, 2);
    await buyFrom(ada, dollar, 4);
    await buyFrom(ben, dollar, 2);
    expect(ada.wallet.asked).toEqual(["eth_sendTransaction", "eth_signTypedData_v4", "eth_sendTransaction"]);
  });

  await test.step("the artist deposits with statements", async () => {
    const statement = { statement: "DSP royalties", lines: ["Spotify, 70.10", "Bandcamp, 20.20"] };
    await deposit(artist, native, { amount: "0.333333333333333333", ...statement });
    await deposit(artist, dollar, { amount: "90.300001", ...statement });
    await expectRevenue(ada, native, parseEther("0.333333333333333333"));
    await expectRevenue(ben, dollar, parseUnits("90.300001", 6));
  });

  await test.step("one fan gives a share to the other", () => giveShare(ada, native, 1, ben));

  await test.step("both claim everything in one transaction", async () => {
    await claimEverything(ada, masters);
    await claimEverything(ben, masters);
    for (const master of masters) await expectBookSettled(master);
  });

  await test.step("the artist withdraws the proceeds", async () => {
    const { proceeds } = figuresOf(dollar.shares, usdc);
    const [due, before] = [await proceeds(), await balanceOf(artist.wallet.account.address, usdc)];
    await artist.visit("/artist");
    await artist.expectConnected();
    await artist.page.getByRole("button", { name: `Withdraw proceeds of ${dollar.title}` }).click();
    await expect(reviewDialog(artist).getByTitle(exactly(due, usdc))).toBeVisible();
    await confirm(artist, /^Withdraw/);
    await artist.expectDone(/Withdrawing/);
    expect((await balanceOf(artist.wallet.account.address, usdc)) - before).toBe(due);
    expect(await proceeds()).toBe(0n);
  });

  await test.step("after a restart everything is as it was", async () => {
    const before = await whatBenSees(ben, masters);
    const head = await client.getBlockNumber();
    // Open pages ask how old their figures are, or for new ones, and nobody answers meanwhile.
    for (const { watch } of [artist, ada, ben])
      watch.allow(/Failed to load resource.*(\/api\/head|__data\.json)|Failed to fetch/);
    await restartStack();
    expect(await client.getBlockNumber()).toBeGreaterThanOrEqual(head);
    expect(await whatBenSees(ben, masters)).toEqual(before);
    await buyMore(ben, native);
  });
});
