import { masterSharesAbi } from "@audifi/contracts/abi";
import { confirm, reviewDialog } from "../support/dialogs.ts";
import { ether, figuresOf } from "../support/figures.ts";
import { buyElsewhere, prepareMaster } from "../support/offerings.ts";
import { expect, test } from "../support/person.ts";
import { client, fundedAccount, letTimePass } from "../support/stack.ts";

const HOUR = 3_600;

// Moves the chain's clock, as the other files that come last.

test("an artist closes what has ended and mints the rest, to themselves and to somebody else", async ({
  arrive,
}) => {
  const master = await prepareMaster("Last Copies", { endsIn: HOUR, totalShares: 50, publicShares: 30 });
  const { balanceOf, sold } = figuresOf(master.shares, ether);
  await buyElsewhere(master.shares, 4);
  await letTimePass(2 * HOUR);
  const artist = await arrive("Artist", { account: master.artist });
  const { page } = artist;
  await artist.visit(`/artist/masters/${master.number}`);
  await artist.connect();
  await page.getByRole("button", { name: "Close the offering" }).click();
  await expect(reviewDialog(artist)).toContainText("26 shares");
  await confirm(artist, "Close for good");
  await artist.expectDone("Closing the offering of Last Copies");
  await expect(page.getByText("The offering is closed for good.")).toBeVisible();
  expect(
    await client.readContract({ address: master.shares, abi: masterSharesAbi, functionName: "isClosed" }),
  ).toBe(true);

  const rest = page.getByRole("region", { name: "Unsold and retained shares" });
  await rest.getByLabel("How many").fill("47");
  await rest.getByRole("button", { name: "Mint remaining shares" }).click();
  await expect(rest).toContainText("A whole number from 1 to 46.");
  await rest.getByLabel("How many").fill("6");
  await rest.getByRole("button", { name: "Mint remaining shares" }).click();
  await expect(reviewDialog(artist)).toContainText("5–10");
  await confirm(artist, "Mint 6 shares");
  await artist.expectDone("Minting 6 shares of Last Copies");
  expect(await balanceOf(master.artist.address)).toBe(6);

  const friend = (await fundedAccount()).address;
  await rest.getByLabel("To another address").check();
  await rest.getByLabel("Address that gets the shares").fill(friend);
  await rest.getByRole("button", { name: "Mint remaining shares" }).click();
  await confirm(artist, "Mint 40 shares");
  await artist.expectDone("Minting 40 shares of Last Copies");
  await expect(rest).toContainText("All shares are minted.");
  expect(await balanceOf(friend)).toBe(40);
  expect(await sold()).toBe(4);
});
