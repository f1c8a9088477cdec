import { readFileSync } from "node:fs";
import { dividendVaultAbi, masterSharesAbi } from "@audifi/contracts/abi";
import { type Address, type Hex, parseEther, zeroAddress } from "viem";
import { NO_CID } from "../../src/lib/format/cid.ts";
import { confirm, reviewDialog } from "../support/dialogs.ts";
import { balanceOf, ether, exactly, figuresOf } from "../support/figures.ts";
import { type PreparedMaster, prepareMaster } from "../support/offerings.ts";
import { expect, type Person, test } from "../support/person.ts";
import { addresses, client, fundedAccount, indexed, mined } from "../support/stack.ts";

/** Reads a CSV as RFC 4180 has it, without the mark at its beginning. */
function parseCsv(text: string): Record<string, string>[] {
  const [header = [], ...records] = text
    .replace(/^\uFEFF/, "")
    .trimEnd()
    .split("\r\n")
    .map((line) =>
      [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, field = ""]) =>
        field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field,
      ),
    );
  return records.map((fields) =>
    Object.fromEntries(header.map((name, index) => [name, fields[index] ?? ""])),
  );
}

async function timeOf(hash: Hex): Promise<string> {
  const { blockNumber } = await client.getTransactionReceipt({ hash });
  return new Date(Number((await client.getBlock({ blockNumber })).timestamp) * 1000).toISOString();
}

/** The fan buys and gives one share away, and the master earns, all without the browser. */
async function live(
  { wallet: { account } }: Person,
  { shares }: PreparedMaster,
  friend: Address,
): Promise<{ bought: Hex; given: Hex }> {
  const master = { account, address: shares, abi: masterSharesAbi } as const;
  const value = 4n * 10n ** 16n;
  const bought = await client.writeContract({ ...master, functionName: "buy", args: [4n], value });
  await mined(bought);
  const given = await client.writeContract({
    ...{ ...master, functionName: "safeTransferFrom", args: [account.address, friend, 2n] },
  });
  await mined(given);
  const amount = parseEther("0.123456789012345678");
  await mined(
    await client.writeContract({
      account: await fundedAccount(),
      address: addresses.vault,
      abi: dividendVaultAbi,
      functionName: "deposit",
      args: [shares, amount, { source: 0, periodStart: 0, periodEnd: 1, document: NO_CID }],
      value: amount,
    }),
  );
  await indexed();
  return { bought, given };
}

async function exported({ page }: Person): Promise<Record<string, string>[]> {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Export as CSV" }).click(),
  ]);
  await expect(page.getByText(/^Saved, complete/)).toBeVisible();
  return parseCsv(readFileSync(await file.path(), "utf8"));
}

test("a claim goes to another address, and the export holds what the chain holds", async ({ arrive }) => {
  const title = '=HYPERLINK("x"), it says';
  const master = await prepareMaster(title);
  const fan = await arrive("Fan");
  const { page } = fan;
  const { address } = fan.wallet.account;
  const [friend, purse] = [await fundedAccount(), await fundedAccount()];
  const { bought, given } = await live(fan, master, friend.address);
  const { claimable } = figuresOf(master.shares, ether);

  await fan.visit("/portfolio");
  await fan.connect();
  const owed = await claimable(address);
  const before = await balanceOf(purse.address, ether);
  await page.getByRole("button", { name: "Claim everything" }).click();
  const receiver = reviewDialog(fan).getByLabel("Address that gets the money");
  const misspelt = purse.address.replace(/[a-f]/i, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );
  await reviewDialog(fan).getByLabel("Send it to another address").check();
  for (const [typed, words] of [
    [misspelt, "does not match its own checksum"],
    [address, "This is your own account."],
    [master.shares, "This is a contract."],
    [zeroAddress, "Nobody can use"],
  ] as const) {
    await receiver.fill(typed);
    await confirm(fan, /^Claim/);
    await expect(reviewDialog(fan)).toContainText(words);
  }
  expect(fan.wallet.asked).toEqual([]);
  await receiver.fill(purse.address);
  await expect(reviewDialog(fan).getByTitle(exactly(owed, ether)).first()).toBeVisible();
  await confirm(fan, /^Claim/);
  await fan.expectDone(/Claiming/);
  expect((await balanceOf(purse.address, ether)) - before).toBe(owed);

  await fan.visit("/portfolio/history");
  await fan.expectConnected();
  const rows = await exported(fan);
  expect(rows.map(({ type }) => type)).toEqual(["purchase", "gift-out", "claim"]);
  const [purchase, gift, claim] = rows;
  expect(purchase).toMatchObject({
    ...{ master: `'${title}`, direction: "out", amount: "0.04", currency: "ETH", shares: "4" },
    ...{ transaction: bought, date: await timeOf(bought), share_numbers: "#1 to #4" },
  });
  expect(gift).toMatchObject({
    ...{ transaction: given, date: await timeOf(given), share_numbers: "#2", amount: "" },
    counterparty: friend.address.toLowerCase(),
  });
  expect(claim).toMatchObject({ direction: "in", counterparty: purse.address.toLowerCase() });
  expect(parseEther(claim?.amount ?? "")).toBe(owed);
  expect(claim?.date).toBe(await timeOf(claim?.transaction as Hex));

  await page.getByRole("link", { name: "Gifts and transfers" }).click();
  await expect(page).toHaveURL(/kind=gifts/);
  await expect(page.getByText("Only what is shown below")).toBeVisible();
  await expect(page.getByRole("row")).toHaveCount(2);
  expect((await exported(fan)).map(({ type }) => type)).toEqual(["gift-out"]);
});
