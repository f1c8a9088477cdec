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
}

export async function register(artist: Person, name: string): Promise<void> {
  await artist.page.getByLabel("Artist name").fill(name);
  await artist.page.getByRole("button", { name: "Register as an artist" }).click();
  await expect(reviewDialog(artist)).toContainText("become public for ever");
  await expectAccessible(artist.page);
  await confirm(artist, "Register");
  await artist.expectDone(`Registering ${name}`);
}

/** Fills the launch form as it stands, without sending it. */
export async function fillLaunch({ page }: Person, order: LaunchOrder): Promise<void> {
  await page.getByLabel("Title", { exact: true }).fill(order.title);
  await page
    .getByLabel("Recording", { exact: true })
    .setInputFiles({ name: "master.wav", mimeType: "audio/wav", buffer: order.audio });
  await page
    .getByLabel("Cover", { exact: true })
    .setInputFiles({ name: "cover.png", mimeType: "image/png", buffer: order.cover });
  await page.getByLabel("Currency").selectOption({ label: order.money.symbol });
  await page.getByLabel(/^Price of one share/).fill(order.price);
  await page.getByLabel("Shares of the recording").fill(String(order.totalShares));
  await page.getByLabel("Shares for sale").fill(String(order.publicShares));
}

export async function launch(artist: Person, order: LaunchOrder): Promise<LaunchedMaster> {
  const { page } = artist;
  await fillLaunch(artist, order);
  await page.getByRole("button", { name: "Review the launch" }).click();
  await expect(reviewDialog(artist)).toContainText(`${order.publicShares} of ${order.totalShares}`);
  await expectAccessible(page);
  await confirm(artist, "Upload and launch");
  await artist.expectDone(`Launching ${order.title}`);
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
