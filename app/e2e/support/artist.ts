import { masterRegistryAbi } from "@audifi/contracts/abi";
import { expect } from "@playwright/test";
import type { Address } from "viem";
import { confirm, reviewDialog } from "./dialogs.ts";
import type { Money } from "./figures.ts";
import type { Person } from "./person.ts";
import { addresses, client } from "./stack.ts";
import { expectAccessible } from "./watch.ts";

export interface LaunchedMaster {
  readonly title: string;
  readonly number: number;
  readonly shares: Address;
  readonly money: Money;
}

interface LaunchOrder {
  readonly title: string;
  readonly audio: Buffer;
  readonly cover: Buffer;
  readonly money: Money;
  readonly price: string;
  readonly totalShares: number;
  readonly publicShares: number;
  /** Of the artist's first master, where the platform makes coins. */
  readonly coin?: CoinOrder;
}

export interface CoinOrder {
  readonly name: string;
  readonly symbol: string;
  readonly price: string;
}

const USUAL_COIN: CoinOrder = { name: "A first coin", symbol: "FIRST", price: "0.00002" };

export async function register(artist: Person, name: string): Promise<void> {
  await artist.page.getByLabel("Artist name").fill(name);
  await artist.page.getByRole("button", { name: "Register as an artist" }).click();
  await expect(reviewDialog(artist)).toContainText("become public for ever");
  await expectAccessible(artist.page);
  await confirm(artist, "Register");
  await artist.expectDone(`Registering ${name}`);
}

/** Goes on to the next step of the wizard. */
export async function goOn({ page }: Person, step: "Story" | "Terms" | "Review"): Promise<void> {
  await page.getByRole("button", { name: `Next: ${step}` }).click();
  await expect(page.getByRole("link", { name: step }).and(page.locator("[aria-current=step]"))).toBeVisible();
}

export async function chooseFiles(
  { page }: Person,
  order: Pick<LaunchOrder, "audio" | "cover">,
): Promise<void> {
  await page
    .getByLabel("Recording", { exact: true })
    .setInputFiles({ name: "master.wav", mimeType: "audio/wav", buffer: order.audio });
  await page
    .getByLabel("Cover", { exact: true })
    .setInputFiles({ name: "cover.png", mimeType: "image/png", buffer: order.cover });
  // Both are listened to and looked at before they can be uploaded.
  await expect(page.locator("[data-upload]")).toHaveCount(2);
}

export async function fillTerms(
  { page }: Person,
  order: Omit<LaunchOrder, "title" | "audio" | "cover">,
): Promise<void> {
  await page.getByLabel("Currency").selectOption({ label: order.money.symbol });
  await page.getByLabel(/^Price of one share/).fill(order.price);
  await page.getByLabel("Shares of the recording").fill(String(order.totalShares));
  await page.getByLabel("Shares for sale").fill(String(order.publicShares));
  if ((await page.getByLabel("Name of the coin").count()) === 0) return;
  const { name, symbol, price } = order.coin ?? USUAL_COIN;
  await page.getByLabel("Name of the coin").fill(name);
  await page.getByLabel("Symbol").fill(symbol);
  await page.getByLabel(/^Opening price of one coin/).fill(price);
}

/** Fills the wizard up to the terms. */
export async function fillLaunch(artist: Person, order: LaunchOrder): Promise<void> {
  await chooseFiles(artist, order);
  await goOn(artist, "Story");
  await artist.page.getByLabel("Title", { exact: true }).fill(order.title);
  await goOn(artist, "Terms");
  await fillTerms(artist, order);
}

export async function launch(artist: Person, order: LaunchOrder): Promise<LaunchedMaster> {
  const { page } = artist;
  await fillLaunch(artist, order);
  await expectAccessible(page);
  await goOn(artist, "Review");
  await expect(page.getByText(`${order.publicShares} of ${order.totalShares} are for sale`)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Upload and launch" }).click();
  await artist.expectDone(`Launching ${order.title}`);
  await expect(page.getByRole("heading", { name: `${order.title} is public` })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "To your desk" }).click();
  const link = page.getByRole("link", { name: order.title, exact: true });
  await expect(link).toBeVisible();
  const number = Number((await link.getAttribute("href"))?.split("/").at(-1));
  const shares = await client.readContract({
    address: addresses.registry,
    abi: masterRegistryAbi,
    functionName: "masterShares",
    args: [BigInt(number)],
  });
  return { title: order.title, number, shares, money: order.money };
}

/** Deposits revenue with a statement of the lines given, from the master's deposit page. */
export async function deposit(
  artist: Person,
  { number, title, money }: LaunchedMaster,
  { amount, statement, lines }: { amount: string; statement: string; lines: readonly string[] },
): Promise<void> {
  const { page } = artist;
  await artist.visit(`/masters/${number}/deposit`);
  await artist.expectConnected();
  await page.getByLabel(`Amount in ${money.symbol}`).fill(amount);
  await page.getByLabel("Title of the statement").fill(statement);
  await page.getByLabel("Lines", { exact: true }).fill(lines.join("\n"));
  await page.getByRole("button", { name: "Review deposit" }).click();
  await expect(reviewDialog(artist)).toContainText("A deposit cannot be taken back.");
  await expectAccessible(page);
  await confirm(artist, /^Deposit/);
  await artist.expectDone(new RegExp(`Depositing .* for ${title}`));
}
