import { readFileSync } from "node:fs";
import { dividendVaultAbi } from "@audifi/contracts/abi";
import { parseEther } from "viem";
import { NO_CID } from "../src/lib/format/cid.ts";
import { expectSignedIn, signInByLink, signInByWallet, signOut } from "./support/account.ts";
import { buyPanel, buyShares } from "./support/buying.ts";
import { confirm, reviewDialog } from "./support/dialogs.ts";
import { balanceOf, figuresOf, usdc } from "./support/figures.ts";
import { prepareMaster, type PreparedMaster } from "./support/offerings.ts";
import { expect, type Person, test } from "./support/person.ts";
import { addresses, client, fundedAccount, killRelay, mined, reviveRelay } from "./support/stack.ts";
import { Authenticator } from "./support/totp.ts";
import { expectAccessible } from "./support/watch.ts";

const EMAIL = `ada.${Date.now()}@example.com`;

async function linkWallet(person: Person): Promise<void> {
  const { page, wallet } = person;
  await person.visit("/settings/security");
  await page
    .getByRole("region", { name: "Wallets" })
    .getByRole("button", { name: /^Link 0x/ })
    .click();
  await expect(page.getByRole("button", { name: /^Unlink 0x/ })).toBeVisible();
  expect(wallet.asked).toEqual(["personal_sign"]);
}

/** Sets up the second factor and gives back the app and one recovery code. */
async function setUpSecondFactor({ page }: Person): Promise<{ app: Authenticator; recovery: string }> {
  const section = page.getByRole("region", { name: "Two factors" });
  await section.getByRole("button", { name: "Set up an authenticator app" }).click();
  await expect(section.getByRole("img", { name: /QR code/ })).toBeVisible();
  await expectAccessible(page);
  await section.getByText("The camera does not work").click();
  const app = new Authenticator(await section.getByTestId("totp-secret").innerText());
  await section.getByLabel(/Type the code/).fill("000000");
  await section.getByRole("button", { name: "Switch it on" }).click();
  await expect(section.getByRole("alert")).toContainText("This code is not right");
  await section.getByLabel(/Type the code/).fill(await app.code());
  await section.getByRole("button", { name: "Switch it on" }).click();
  const codes = section.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
  const recovery = await codes.first().innerText();
  await section.getByRole("button", { name: "I have kept them" }).click();
  await expect(section).toContainText("On.");
  return { app, recovery };
}

async function giveCode({ page }: Person, app: Authenticator): Promise<void> {
  await page.getByLabel("Code of your authenticator app").fill(await app.code());
  await page.getByRole("button", { name: "Confirm it is me" }).click();
}

async function expectMoneyWorksWithoutRelay(
  person: Person,
  { number, title }: PreparedMaster,
): Promise<void> {
  await person.page.goto(`/masters/${number}`);
  await person.expectConnected();
  await buyShares(person, 1, title);
  await person.page.goto("/settings");
  await expect(person.page.getByRole("heading", { name: "Accounts do not answer right now" })).toBeVisible();
}

/** Pays with a card on the page that stands in for Stripe's, which opens beside this one. */
async function buyByCard(person: Person, { number, title, shares }: PreparedMaster): Promise<void> {
  const { page, wallet } = person;
  const { sold, bought } = figuresOf(shares, usdc);
  const before = await sold();
  await page.goto(`/masters/${number}`);
  await person.expectConnected();
  expect(await balanceOf(wallet.account.address, usdc)).toBe(0n);
  await buyPanel(person).getByRole("button", { name: "Pay by card" }).click();
  await expectAccessible(page);
  const opening = page.context().waitForEvent("page");
  await page.getByRole("link", { name: "Go to the card page" }).click();
  const cardPage = await opening;
  await cardPage.getByLabel("Card number").fill("4000 0000 0000 0002");
  await cardPage.getByRole("button", { name: "Pay" }).click();
  await expect(cardPage.getByRole("alert")).toContainText("declined");
  await cardPage.getByLabel("Card number").fill("4242 4242 4242 4242");
  await cardPage.getByRole("button", { name: "Pay" }).click();
  await expect(cardPage.getByText("You can close this page")).toBeVisible();
  await cardPage.close();
  await expect(reviewDialog(person)).toBeVisible();
  await confirm(person, /^Buy for/);
  await person.expectDone(`Buying 1 share of ${title}`);
  expect(await sold()).toBe(before + 1);
  expect(await bought(wallet.account.address)).toBe(1);
}

async function subscribeAndCancel(person: Person): Promise<void> {
  const { page } = person;
  await person.visit("/pricing");
  await page.getByRole("button", { name: /^Subscribe for .* a month$/ }).click();
  await page.getByRole("button", { name: "Subscribe", exact: true }).click();
  await expect(page).toHaveURL(/\/settings\/billing$/);
  const section = page.getByRole("region", { name: "Subscription" });
  await expect(section).toContainText("It is renewed on");
  await expectAccessible(page);
  await expect(page.getByRole("region", { name: "Bills" }).getByRole("row")).toHaveCount(2);
  await section.getByRole("button", { name: "Change or cancel it" }).click();
  await page.getByRole("button", { name: "Cancel at the end of the period" }).click();
  await page.getByRole("link", { name: "Back to AudiFi" }).click();
  await expect(section).toContainText("and is not renewed");
}

/** Somebody pays revenue in; whoever holds a share is told at once. */
async function expectDividendNews(person: Person, { shares, title }: PreparedMaster): Promise<void> {
  const { page } = person;
  await person.visit("/notifications");
  const value = parseEther("0.5");
  await mined(
    await client.writeContract({
      account: await fundedAccount(),
      address: addresses.vault,
      abi: dividendVaultAbi,
      functionName: "deposit",
      args: [shares, value, { source: 0, periodStart: 0, periodEnd: 1, document: NO_CID }],
      value,
    }),
  );
  const news = page
    .getByRole("main")
    .getByRole("listitem")
    .filter({ hasText: `${title} has earned` });
  await expect(news.first()).toBeVisible();
}

async function exportData({ page }: Person): Promise<string> {
  await page.goto("/settings/data");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download your data" }).click();
  return readFileSync(await (await download).path(), "utf8");
}

async function deleteAccount(person: Person, app: Authenticator): Promise<void> {
  const { page } = person;
  await page.getByRole("button", { name: "Delete my account" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Delete it for good" }).click();
  await expect(dialog).toContainText("to go on");
  await dialog.getByLabel(/^Type/).fill("delete my account");
  await dialog.getByRole("button", { name: "Delete it for good" }).click();
  const proof = page.getByRole("dialog", { name: "Is it you?" });
  const signedOut = page.getByRole("banner").getByRole("link", { name: "Sign in" });
  await expect(proof.or(signedOut)).toBeVisible();
  if (await proof.isVisible()) await giveCode(person, app);
  await expect(signedOut).toBeVisible();
}

test("an account is made, used, and deleted; the wallet never needed it", async ({ arrive }) => {
  test.setTimeout(900_000);
  const ada = await arrive("Ada's wallet");
  const { page, watch } = ada;
  // The pages that stand in for Stripe's have no icon, and one of them declines a card.
  watch.allow(/Failed to load resource.*(favicon\.ico|402.*\/onramp\/)/);
  const native = await prepareMaster("Without a Relay");
  const dollar = await prepareMaster("Paid by Card", { currency: usdc.address, price: 12_500_000n });

  await test.step("signing up takes a letter, whose link a scanner may open", async () => {
    await signInByLink(ada, EMAIL);
    await expect(page).toHaveURL(/\/settings$/);
    await expectSignedIn(ada);
    await expect(page.getByRole("main")).toContainText(EMAIL);
  });

  await test.step("a wallet is linked", async () => {
    await ada.connect();
    await linkWallet(ada);
  });

  const { app } = await test.step("two factors are set up", () => {
    watch.allow(/Failed to load resource.*40[0-9].*second-factor/);
    return setUpSecondFactor(ada);
  });

  await test.step("out, and in again with both factors", async () => {
    await signOut(ada);
    await signInByWallet(ada);
    await expect(page.getByRole("heading", { name: "One more step" })).toBeVisible();
    await giveCode(ada, app);
    await expectSignedIn(ada);
  });

  await test.step("while the relay is dead, buying goes on", async () => {
    watch.allow(/Failed to load resource: net::/);
    await killRelay();
    await expectMoneyWorksWithoutRelay(ada, native);
    await reviveRelay();
    await page.getByRole("button", { name: "Try now" }).click();
    await expect(page.getByRole("main")).toContainText(EMAIL);
  });

  await test.step("a card fills the wallet, which then buys", () => buyByCard(ada, dollar));

  await test.step("a subscription begins and is cancelled", () => subscribeAndCancel(ada));

  await test.step("a deposit is told to who holds a share", () => expectDividendNews(ada, native));

  await test.step("all data is handed out, and then gone", async () => {
    expect(await exportData(ada)).toContain(EMAIL);
    watch.allow(/Failed to load resource.*40[13].*\/v1\//);
    await deleteAccount(ada, app);
    await page.goto("/settings");
    await expect(page.getByRole("heading", { name: "Sign in to see your settings" })).toBeVisible();
  });
});
