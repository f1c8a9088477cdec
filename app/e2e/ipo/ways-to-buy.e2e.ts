import { devices } from "@playwright/test";
import { buyPanel, buyShares, reviewPurchase } from "../support/buying.ts";
import { confirm, reviewDialog } from "../support/dialogs.ts";
import { ether, figuresOf } from "../support/figures.ts";
import { pressOn, tabTo } from "../support/keyboard.ts";
import { prepareMaster } from "../support/offerings.ts";
import { expect, test } from "../support/person.ts";
import { endpoints, fundedAccount } from "../support/stack.ts";
import { expectAccessible } from "../support/watch.ts";

test("with the keyboard alone", async ({ arrive }) => {
  const master = await prepareMaster("No Mouse");
  const fan = await arrive("Fan");
  const { page } = fan;
  await page.goto(`/masters/${master.number}`);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await pressOn(fan, page.getByRole("banner").getByRole("button", { name: "Connect" }));
  await pressOn(fan, page.getByRole("dialog").getByRole("button", { name: "Fan", exact: true }));
  await fan.expectConnected();

  await tabTo(fan, buyPanel(fan).getByLabel("How many"));
  await page.keyboard.press("ArrowUp");
  const review = buyPanel(fan).getByRole("button", { name: "Review purchase" });
  await pressOn(fan, review);
  await expect(reviewDialog(fan)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(reviewDialog(fan)).toHaveCount(0);
  await expect(review).toBeFocused();
  await page.keyboard.press("Enter");
  await pressOn(fan, reviewDialog(fan).getByRole("button", { name: /^Buy for/ }));
  await fan.expectDone("Buying 2 shares of No Mouse");
  expect(await figuresOf(master.shares, ether).bought(fan.wallet.account.address)).toBe(2);
});

test("on a phone, from the list to the portfolio", async ({ arrive }) => {
  const master = await prepareMaster("Pocket Sized Recording With a Long Name");
  const { userAgent } = devices["Pixel 7"] ?? {};
  const fan = await arrive("Fan", {
    ...{ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, userAgent },
  });
  const { page } = fan;
  await fan.visit("/masters");
  await page.getByRole("link", { name: master.title }).tap();
  await expect(page.getByRole("heading", { level: 1, name: master.title })).toBeVisible();
  await fan.connect();
  await buyShares(fan, 3, master.title);
  await expectAccessible(page);
  await page.getByRole("banner").locator("summary", { hasText: "Menu" }).tap();
  await page.getByRole("link", { name: "Portfolio" }).tap();
  await expect(page.getByRole("heading", { name: master.title })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("3 shares: 1–3");
  await expectAccessible(page);
});

test("with the demo wallets of the dialog", async ({ arrive }) => {
  const master = await prepareMaster("Tried Out");
  const visitor = await arrive("Visitor");
  const { page } = visitor;
  await visitor.visit(`/masters/${master.number}`);
  await page.getByRole("button", { name: "Connect to buy" }).click();
  const dialog = page.getByRole("dialog");
  for (const { name, role } of endpoints.wallets) {
    await expect(dialog.getByRole("button", { name: `Demo: ${name} (${role})` })).toBeAttached();
  }
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Demo: Ada (fan)" }).click();
  await visitor.expectConnected();
  await buyShares(visitor, 2, master.title);
  const ada = endpoints.wallets.find(({ name }) => name === "Ada");
  expect(await figuresOf(master.shares, ether).bought(ada?.address ?? "0x")).toBe(2);

  await page.reload();
  await visitor.expectConnected();
  await expect(page.getByRole("heading", { name: "You hold 2 shares" })).toBeVisible();
  await page.getByRole("button", { name: /^Disconnect/ }).click();
  await expect(page.getByRole("heading", { name: "You hold 2 shares" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Connect to buy" })).toBeVisible();
});

test("with another account of the same wallet, in two tabs", async ({ arrive }) => {
  const master = await prepareMaster("Two Hats", { walletCap: 1 });
  const fan = await arrive("Fan");
  const { page } = fan;
  await page.goto(`/masters/${master.number}`);
  await fan.connect();
  await buyShares(fan, 1, master.title);
  await expect(buyPanel(fan)).toContainText("You have bought the most");

  await fan.wallet.switchAccount(await fundedAccount());
  await expect(page.getByRole("heading", { name: "You hold 1 share" })).toHaveCount(0);
  await reviewPurchase(fan, 1);
  await confirm(fan, /^Buy for/);
  await fan.expectDone("Buying 1 share of Two Hats");
  expect(await figuresOf(master.shares, ether).sold()).toBe(2);

  const second = await page.context().newPage();
  await second.goto("/portfolio");
  await expect(second.getByRole("heading", { name: master.title })).toBeVisible();
});
