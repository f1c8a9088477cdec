import { masterRegistryAbi, masterSharesAbi } from "@audifi/contracts/abi";
import { toDateTimeInput } from "../../src/lib/format/time.ts";
import { register } from "../support/artist.ts";
import { confirm, reviewDialog } from "../support/dialogs.ts";
import { balanceOf, ether, expectFigure, figuresOf } from "../support/figures.ts";
import { buyElsewhere, prepareMaster } from "../support/offerings.ts";
import { expect, test } from "../support/person.ts";
import { expectAccessible } from "../support/watch.ts";
import { addresses, client, fundedAccount, indexed } from "../support/stack.ts";

const STATEMENT = `Month,Store,Earnings (USD)
2026-09,Spotify,1031.10
2026-09,Spotify,4.80
2026-09,Radio,12.00
`;

/** The address with every letter in the other case, which its checksum does not allow. */
function mistype(address: string): string {
  const swap = (letter: string) =>
    letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase();
  return `0x${address.slice(2).replace(/[a-f]/gi, swap)}`;
}

test("an artist extends an offering, chooses who may move shares and takes money elsewhere", async ({
  arrive,
}) => {
  const master = await prepareMaster("Desk Work");
  const shares = { address: master.shares, abi: masterSharesAbi } as const;
  await buyElsewhere(master.shares, 3);
  await indexed();
  const artist = await arrive("Artist", { account: master.artist });
  const { page } = artist;
  await artist.visit(`/artist/masters/${master.number}`);
  await expect(page.getByText("You can look, not act")).toBeVisible();
  await artist.connect();
  await expect(page.getByText("You can look, not act")).toBeHidden();
  await expect(page.getByRole("button", { name: "Close the offering" })).toBeDisabled();
  await expect(page.getByRole("button", { name: "Mint remaining shares" })).toBeDisabled();

  const before = await client.readContract({ ...shares, functionName: "effectiveEnd" });
  const field = page.getByLabel("New end, UTC");
  await field.fill(toDateTimeInput(before - 86_400));
  await page.getByRole("button", { name: "Extend the offering" }).click();
  await expect(page.getByText("It has to come after the present end")).toBeVisible();
  const later = Math.floor(before / 60) * 60 + 86_400;
  await field.fill(toDateTimeInput(later));
  await page.getByRole("button", { name: "Extend the offering" }).click();
  await confirm(artist, "Extend");
  await artist.expectDone("Extending the offering of Desk Work");
  expect(await client.readContract({ ...shares, functionName: "effectiveEnd" })).toBe(later);

  await page.getByLabel("Allow-list").check();
  await page.getByRole("button", { name: "Change the transfer validator" }).click();
  await confirm(artist, "Change");
  await artist.expectDone("Changing the transfer validator");
  await expect(page.getByText("in use", { exact: true })).toBeVisible();

  const { proceeds } = figuresOf(master.shares, ether);
  const owed = await proceeds();
  const elsewhere = (await fundedAccount()).address;
  const had = await balanceOf(elsewhere, ether);
  const money = page.getByRole("region", { name: "Your money" });
  await expectFigure(money, owed, ether);
  await money.getByLabel("To another address").first().check();
  await money.getByLabel("Address", { exact: true }).fill("0x12");
  await page.getByRole("button", { name: "Withdraw proceeds of Desk Work" }).click();
  await expect(page.getByText("Enter an address: 0x and 40 digits.")).toBeVisible();
  await money.getByLabel("Address", { exact: true }).fill(elsewhere);
  await page.getByRole("button", { name: "Withdraw proceeds of Desk Work" }).click();
  await expect(reviewDialog(artist)).toContainText(elsewhere);
  await confirm(artist, /^Withdraw/);
  await artist.expectDone(/Withdrawing .* of Desk Work/);
  expect(await balanceOf(elsewhere, ether)).toBe(had + owed);
  expect(await proceeds()).toBe(0n);
});

test("a deposit takes a distributor's file, and the desk shows its month", async ({ arrive }) => {
  const master = await prepareMaster("Statement Season");
  const artist = await arrive("Artist", { account: master.artist });
  const { page } = artist;
  await artist.visit(`/masters/${master.number}/deposit`);
  await artist.connect();
  await page.getByLabel("From a file").check();
  await page.getByRole("button", { name: "Review deposit" }).click();
  const missing = page.getByText("Choose the file of the statement.");
  await expect(missing).toBeVisible();
  await page
    .getByLabel("File of the statement")
    .setInputFiles({ name: "september.csv", mimeType: "text/csv", buffer: Buffer.from(STATEMENT) });
  await expect(page.getByText("1035.9 USD")).toBeVisible();
  await expect(page.getByText("1047.9 USD")).toBeVisible();
  await expect(missing).toBeHidden();
  await page.getByLabel("Amount in ETH").fill("0.5");
  const shared = page.getByRole("region", { name: "Who gets what" });
  await expect(shared).toContainText("0.005 ETH for each share");
  const figures = (await shared.getByRole("definition").allInnerTexts()).map(Number.parseFloat);
  const deposited = figures.pop();
  expect(deposited).toBe(0.5);
  expect(figures.reduce((sum, part) => sum + part, 0)).toBeCloseTo(0.5, 8);
  await page.getByRole("button", { name: "Review deposit" }).click();
  await confirm(artist, /^Deposit/);
  await artist.expectDone(/Depositing .* for Statement Season/);

  await artist.visit(`/artist/masters/${master.number}`);
  const revenue = page.getByRole("region", { name: "Revenue over time" });
  const bar = revenue.getByRole("button", { name: /0\.5 ETH, 1 deposit/ });
  await bar.click();
  await expect(bar).toHaveAttribute("aria-pressed", "true");
  await expect(revenue.getByRole("link", { name: /Statement Season|Open/ })).toHaveCount(1);
});

test("an artist publishes a profile and hands the role on in two steps", async ({ arrive }) => {
  // Several people, one after the other.
  test.slow();
  const registry = { address: addresses.registry, abi: masterRegistryAbi } as const;
  const artist = await arrive("Artist");
  const { page } = artist;
  await artist.visit("/artist");
  await artist.connect();
  await register(artist, "Passing On");
  await page.getByRole("link", { name: "Profile and role" }).click();
  await page.waitForURL(/\/artist\/\d+/);
  const artistId = BigInt(new URL(page.url()).pathname.split("/").at(-1) ?? "");
  await expectAccessible(page);
  await page.getByLabel("About").fill("Pieces that were prepared.");
  await page.getByLabel("Links").fill("http://not-safe.example");
  await page.getByRole("button", { name: "Review the profile" }).click();
  await expect(page.getByText("has to begin with https://")).toBeVisible();
  await page.getByLabel("Links").fill("prepared.example");
  await page
    .getByLabel("Picture", { exact: true })
    .setInputFiles({ name: "me.png", mimeType: "image/png", buffer: Buffer.from("no picture") });
  await page.getByRole("button", { name: "Review the profile" }).click();
  const unusable = page.getByText("Choose a PNG, JPEG or WebP picture.");
  await expect(unusable).toBeVisible();
  await expect(reviewDialog(artist)).toHaveCount(0);
  await page.getByLabel("Picture", { exact: true }).setInputFiles([]);
  await expect(unusable).toBeHidden();
  await page.getByRole("button", { name: "Review the profile" }).click();
  await confirm(artist, "Publish");
  await artist.expectDone("Changing the profile of Passing On");
  const profile = await client.readContract({ ...registry, functionName: "artistProfile", args: [artistId] });
  expect(BigInt(profile.digest)).not.toBe(0n);

  const heir = await arrive("Heir");
  const receiver = page.getByLabel("Account that should run Passing On");
  await receiver.fill(mistype(heir.wallet.account.address));
  await page.getByRole("button", { name: "Offer the role" }).click();
  await confirm(artist, "Offer the role");
  await expect(reviewDialog(artist)).toContainText("An address is mistyped");
  await page.keyboard.press("Escape");
  await receiver.fill(heir.wallet.account.address);
  await page.getByRole("button", { name: "Offer the role" }).click();
  await confirm(artist, "Offer the role");
  await artist.expectDone("Offering the role of Passing On");
  await expect(page.getByText("Offered, not accepted yet")).toBeVisible();

  await heir.visit("/artist");
  await heir.connect();
  await heir.page.getByRole("button", { name: "Accept the role of Passing On" }).click();
  await expect(reviewDialog(heir)).toContainText("alone acts as Passing On");
  await confirm(heir, "Accept the role");
  await heir.expectDone("Accepting the role of Passing On");
  await expect(heir.page.getByRole("region", { name: "Passing On", exact: true })).toContainText(
    "No master yet",
  );
  expect(await client.readContract({ ...registry, functionName: "artistAccount", args: [artistId] })).toBe(
    heir.wallet.account.address,
  );
  await page.reload();
  await artist.expectConnected();
  await expect(page.getByText("You can look, not act")).toBeVisible();
});
