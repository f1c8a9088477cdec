import { errorsAbi, masterSharesAbi, shareMarketAbi } from "@audifi/contracts/abi";
import { type Address, parseEther, zeroAddress } from "viem";
import { confirm, reviewDialog } from "./support/dialogs.ts";
import { ether, figuresOf } from "./support/figures.ts";
import { type PreparedMaster, prepareMaster } from "./support/offerings.ts";
import { expect, type Person, test } from "./support/person.ts";
import { alive, renewedBy } from "./support/renewed.ts";
import { addresses, client, fundedAccount, indexed, mined } from "./support/stack.ts";

const market = { address: addresses.market, abi: shareMarketAbi } as const;
const PRICE = parseEther("0.5");

async function buy({ wallet: { account } }: Person, shares: Address, count: bigint): Promise<void> {
  const call = {
    account,
    address: shares,
    abi: masterSharesAbi,
    functionName: "buy",
    args: [count],
  } as const;
  await mined(await client.writeContract({ ...call, value: count * 10n ** 16n }));
  await indexed();
}

const resale = ({ page }: Person) => page.getByRole("region", { name: "Resale", exact: true });

const pageOf = ({ number }: PreparedMaster, share: number): string => `/masters/${number}/shares/${share}`;

/** Somebody looks at a share for the first time and connects their wallet. */
async function arriveAt(person: Person, master: PreparedMaster, share: number): Promise<void> {
  await person.visit(pageOf(master, share));
  await person.connect();
}

async function list(person: Person, price: string): Promise<void> {
  await resale(person).getByLabel("Price in ETH").fill(price);
  await resale(person).getByRole("button", { name: "Review listing" }).click();
  await expect(reviewDialog(person)).toContainText("You get");
  await confirm(person, "List it");
}

test("a listed share is bought, and its royalty reaches artist and first buyer", async ({ arrive }) => {
  const master = await prepareMaster("Second Hand");
  const [seller, buyer] = [await arrive("Seller"), await arrive("Buyer")];
  await buy(seller, master.shares, 3n);
  const { ownerOf } = figuresOf(master.shares, ether);
  const [sellerAddress, buyerAddress] = [seller.wallet.account.address, buyer.wallet.account.address];

  await arriveAt(seller, master, 1);
  await resale(seller).getByLabel("Price in ETH").fill("0");
  await resale(seller).getByRole("button", { name: "Review listing" }).click();
  await expect(resale(seller)).toContainText("Enter more than zero.");
  await list(seller, "0.5");
  await seller.expectDone("Listing share 1 of Second Hand");
  await expect(resale(seller)).toContainText("For sale at");

  const split = await client.readContract({
    ...market,
    functionName: "splitOf",
    args: [master.shares, 1n, PRICE],
  });
  await buyer.visit("/market");
  await buyer.connect();
  await buyer.page.getByRole("checkbox", { name: "Choose share 1 of Second Hand" }).check();
  await buyer.page.getByRole("button", { name: "Review purchase" }).click();
  await expect(reviewDialog(buyer)).toContainText("Royalty to the first buyer");
  await confirm(buyer, /^Buy for/);
  await buyer.expectDone("Buying 1 share on the market");

  expect((await ownerOf(1)).toLowerCase()).toBe(buyerAddress.toLowerCase());
  const creditOf = (account: Address) =>
    client.readContract({ ...market, functionName: "creditOf", args: [account, zeroAddress] });
  expect(await creditOf(sellerAddress)).toBe(split.moverAmount);
  const artist = await client.readContract({
    ...{ ...market, functionName: "artistCreditOf", args: [split.artistId, zeroAddress] },
  });
  expect(artist).toBe(split.artistAmount);

  await seller.visit("/portfolio");
  await seller.page.getByRole("button", { name: "Withdraw from the market" }).click();
  await confirm(seller, "Withdraw");
  await seller.expectDone("Withdrawing from the market");
  expect(await creditOf(sellerAddress)).toBe(0n);
});

test("an offer waits in the market until the owner accepts it", async ({ arrive }) => {
  const master = await prepareMaster("Best Offer");
  const [owner, bidder] = [await arrive("Owner"), await arrive("Bidder")];
  await buy(owner, master.shares, 2n);
  const { ownerOf } = figuresOf(master.shares, ether);

  await arriveAt(bidder, master, 2);
  await resale(bidder).getByLabel("Your offer in ETH").fill("0.25");
  await resale(bidder).getByRole("button", { name: "Review offer" }).click();
  await confirm(bidder, /^Offer/);
  await bidder.expectDone("Offering for share 2 of Best Offer");

  await arriveAt(owner, master, 2);
  await resale(owner)
    .getByRole("button", { name: /^Accept/ })
    .click();
  await expect(reviewDialog(owner)).toContainText("You get");
  await confirm(owner, "Sell it");
  await owner.expectDone("Selling share 2 of Best Offer");
  expect((await ownerOf(2)).toLowerCase()).toBe(bidder.wallet.account.address.toLowerCase());
});

test("a listing that went stale and a staked share are not sold", async ({ arrive }) => {
  const master = await prepareMaster("Not For Sale");
  const [seller, buyer] = [await arrive("Seller"), await arrive("Buyer")];
  await buy(seller, master.shares, 2n);
  const { account } = seller.wallet;

  await arriveAt(seller, master, 1);
  await list(seller, "0.3");
  await seller.expectDone("Listing share 1 of Not For Sale");
  await arriveAt(buyer, master, 1);
  await resale(buyer).getByRole("button", { name: "Buy this share" }).click();
  await expect(reviewDialog(buyer)).toBeVisible();
  const friend = await fundedAccount();
  const given = { account, address: master.shares, abi: masterSharesAbi } as const;
  await mined(
    await client.writeContract({
      ...{ ...given, functionName: "transferFrom", args: [account.address, friend.address, 1n] },
    }),
  );
  await reviewDialog(buyer)
    .getByRole("button", { name: /^Buy for/ })
    .click();
  await expect(buyer.warning).toContainText("no longer for sale");

  await mined(await client.writeContract({ ...{ ...given, functionName: "stake", args: [[2n]] } }));
  await indexed();
  await seller.visit(pageOf(master, 2));
  await seller.expectConnected();
  await expect(resale(seller)).toContainText("A staked share cannot be sold.");
});

test("several shares are listed at once, and a bidder for any share sees who would get what", async ({
  arrive,
}) => {
  const master = await prepareMaster("Wholesale");
  const [seller, bidder] = [await arrive("Seller"), await arrive("Bidder")];
  await buy(seller, master.shares, 3n);

  await seller.visit(`/portfolio/${master.number}`);
  await seller.connect();
  for (const share of [2, 3]) {
    await seller.page.getByRole("checkbox", { name: `Share ${share}`, exact: true }).check();
  }
  await seller.page.getByRole("button", { name: "Sell", exact: true }).click();
  await reviewDialog(seller).getByLabel("Price of each in ETH").fill("0.4");
  await expect(reviewDialog(seller)).toContainText("The buyer pays 0.8 ETH");
  await confirm(seller, "List them");
  await seller.expectDone("Listing 2 shares of Wholesale");
  for (const share of [2n, 3n]) {
    const { price } = await client.readContract({
      ...{ ...market, functionName: "listingOf", args: [master.shares, share] },
    });
    expect(price).toBe(parseEther("0.4"));
  }

  await seller.visit(`/masters/${master.number}`);
  await seller.expectConnected();
  await seller.page.getByRole("button", { name: "Sell shares" }).click();
  await reviewDialog(seller).getByRole("checkbox", { name: "Share 1" }).check();
  await reviewDialog(seller).getByLabel("Price in ETH").fill("0.6");
  await expect(reviewDialog(seller)).toContainText("The buyer pays 0.6 ETH");
  await confirm(seller, "List it");
  await seller.expectDone("Listing 1 share of Wholesale");
  await indexed();

  // A sweep takes the cheapest of what the bounds leave; nothing is bought here.
  await bidder.visit(`/market?master=${master.number}&max=0.5`);
  await alive(bidder.page);
  const dearest = bidder.page.getByLabel("Costs at most, ETH");
  await dearest.fill("0.45");
  await renewedBy(bidder.page, () => bidder.connect());
  await expect(dearest).toHaveValue("0.45");
  const listings = bidder.page.getByRole("region", { name: "Shares for sale" });
  await expect(listings.getByRole("listitem")).toHaveCount(2);
  await listings.getByRole("button", { name: "Choose the 2 cheapest" }).click();
  await expect(bidder.page.getByText("2 shares chosen:")).toContainText("0.8 ETH");
  await dearest.fill("");
  await bidder.page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(listings.getByRole("listitem")).toHaveCount(3);
  // What was typed in one currency is no price in another.
  await dearest.fill("0.3");
  await bidder.page.getByRole("navigation", { name: "Currency" }).getByRole("link", { name: "USDC" }).click();
  await expect(bidder.page.getByLabel("Costs at most, USDC")).toHaveValue("");

  await bidder.visit(`/masters/${master.number}`);
  await bidder.expectConnected();
  await expect(resale(bidder)).toContainText("share 2 for 0.4 ETH");
  await resale(bidder).getByLabel("Your offer in ETH").fill("0.2");
  await resale(bidder).getByRole("button", { name: "Review offer" }).click();
  await expect(reviewDialog(bidder)).toContainText("The owner gets 0.179 ETH");
  await confirm(bidder, /^Offer/);
  await bidder.expectDone("Offering for any share of Wholesale");
  await expect(resale(bidder).getByRole("list", { name: "Offers for any share" })).toContainText("0.2 ETH");
});

test("a marketplace that the validator refuses is refused in words", async ({ arrive }) => {
  const master = await prepareMaster("Elsewhere");
  const shares = { address: master.shares, abi: masterSharesAbi } as const;
  const [holder, broker] = [await arrive("Holder"), await fundedAccount()];
  await buy(holder, master.shares, 1n);
  const chosen = { ...shares, functionName: "setTransferValidator", args: [addresses.validator] } as const;
  await mined(await client.writeContract({ ...chosen, account: master.artist }));
  const trust = { ...shares, functionName: "setApprovalForAll", args: [broker.address, true] } as const;
  await mined(await client.writeContract({ ...trust, account: holder.wallet.account }));
  await indexed();
  const sale = { ...shares, functionName: "transferFrom", account: broker } as const;
  const args = [holder.wallet.account.address, broker.address, 1n] as const;
  await expect(
    client.simulateContract({ ...sale, abi: [...masterSharesAbi, ...errorsAbi], args }),
  ).rejects.toThrow("AllowListTransferValidator_NotAllowed");

  await holder.visit(pageOf(master, 1));
  await holder.connect();
  const elsewhere = holder.page.getByRole("region", { name: "Selling on other markets" });
  const ask = async (address: string) => {
    await elsewhere.getByLabel("Address of a market").fill(address);
    await elsewhere.getByRole("button", { name: "Ask the contract" }).click();
  };
  await ask("0x123");
  await expect(elsewhere).toContainText("Enter the market's address");
  await ask(broker.address);
  await expect(elsewhere.getByRole("alert")).toContainText("This market is refused");
  await expect(elsewhere.getByRole("alert")).toContainText("does not allow this transfer");
  await ask(addresses.market);
  await expect(elsewhere.getByRole("status")).toContainText("This market pays the royalty");
});

test("what people say is signed, stands in the activity, and can be taken back", async ({ arrive }) => {
  const master = await prepareMaster("Word Of Mouth");
  const [fan, reader] = [await arrive("Fan"), await arrive("Reader")];
  await buy(fan, master.shares, 2n);
  const activity = ({ page }: Person) => page.getByRole("region", { name: "Activity" });

  await fan.visit(`/masters/${master.number}`);
  await fan.connect();
  await activity(fan).getByLabel("Say something about this recording").fill("That <b>second</b> chorus!");
  await activity(fan).getByRole("button", { name: "Sign and post" }).click();
  await reader.visit(`/masters/${master.number}?activity=comments`);
  const comment = activity(reader).getByRole("listitem");
  await expect(async () => {
    await reader.page.reload();
    await expect(comment).toContainText("That <b>second</b> chorus!", { timeout: 2_000 });
  }).toPass();
  await expect(comment).toContainText("holds 2 shares");
  // The browser checks it when somebody comes to look.
  await comment.scrollIntoViewIfNeeded();
  await expect(comment.getByTitle(/has checked that this account signed/)).toBeVisible();
  await expect(comment.getByRole("button", { name: "Remove" })).toHaveCount(0);

  await activity(fan).getByRole("button", { name: "Remove" }).click();
  await confirm(fan, "Sign and remove");
  await expect(activity(fan)).not.toContainText("second");
});
