import { masterSharesAbi, shareMarketAbi, testUsdcAbi } from "@audifi/contracts/abi";
import { type Address, maxUint256, zeroAddress } from "viem";
import type { Person } from "./tell.ts";
import type { Story, World } from "./world.ts";

/** What a seller asks for one share. */
export interface Lot {
  story: Story;
  id: bigint;
  price: bigint;
}

const SALE_GAS = 330_000n;

/** Trades of the history. Everything that was mined before counts; two steps of one block must not touch one share. */
export class MarketDesk {
  private readonly world: World;
  private readonly market: Address;
  private readonly approved = new Set<string>();

  constructor(world: World, market: Address) {
    this.world = world;
    this.market = market;
  }

  /** Whether a share could be listed now. */
  async isFree({ shares }: Story, id: bigint): Promise<boolean> {
    const call = { address: shares, abi: masterSharesAbi, functionName: "locked", args: [id] } as const;
    return !(await this.world.chain.client.readContract(call));
  }

  list(seller: Person, lots: readonly Lot[], expiry: number): void {
    for (const { story } of lots) this.approve(seller, story);
    const asks = lots.map(({ story, id, price }) => ({
      ...{ shares: story.shares, id, price, expiry, minNet: 0n },
    }));
    const gas = 120_000n + 70_000n * BigInt(asks.length);
    this.send(seller, "list", [asks], gas);
  }

  /** Those of the lots that are still for sale. */
  async open(lots: readonly Lot[]): Promise<Lot[]> {
    const listings = await Promise.all(
      lots.map(({ story, id }) =>
        this.world.chain.client.readContract({
          address: this.market,
          abi: shareMarketAbi,
          functionName: "listingOf",
          args: [story.shares, id],
        }),
      ),
    );
    return lots.filter(({ price }, index) => listings[index]?.price === price);
  }

  buy(buyer: Person, lots: readonly Lot[]): void {
    const purchases = lots.map(({ story, id, price }) => ({ shares: story.shares, id, price }));
    const natives = lots.filter(({ story }) => this.currencyOf(story) === zeroAddress);
    const value = natives.reduce((sum, { price }) => sum + price, 0n);
    if (natives.length < lots.length) this.approveDollars(buyer);
    this.send(buyer, "buy", [purchases, false], SALE_GAS * BigInt(lots.length), value);
    for (const { story, id } of lots) story.holders[Number(id) - 1] = buyer;
  }

  /** @param id Zero is any share. */
  offer(bidder: Person, story: Story, id: bigint, amount: bigint, expiry: number): void {
    const isNative = this.currencyOf(story) === zeroAddress;
    if (!isNative) this.approveDollars(bidder);
    this.send(bidder, "offer", [story.shares, id, amount, expiry], 320_000n, isNative ? amount : 0n);
  }

  /** The newest offer that was mined. */
  newestOffer(): Promise<bigint> {
    return this.world.chain.client.readContract({
      ...{ address: this.market, abi: shareMarketAbi, functionName: "offerCount" },
    });
  }

  accept(seller: Person, bidder: Person, story: Story, offerId: bigint, id: bigint): void {
    this.approve(seller, story);
    this.send(seller, "acceptOffer", [offerId, id, 0n], SALE_GAS);
    story.holders[Number(id) - 1] = bidder;
  }

  cancelOffer(bidder: Person, offerId: bigint): void {
    this.send(bidder, "cancelOffers", [[offerId]], 160_000n);
  }

  withdraw(account: Person, artistIds: readonly bigint[]): void {
    this.send(account, "withdraw", [[zeroAddress, this.world.usdc], artistIds], 260_000n);
  }

  private currencyOf({ master }: Story): Address {
    return this.world.currencyOf(master).address;
  }

  private send(
    sender: Person,
    functionName: "list" | "buy" | "offer" | "acceptOffer" | "cancelOffers" | "withdraw",
    args: readonly unknown[],
    gas: bigint,
    value = 0n,
  ): void {
    const call = { to: this.market, abi: shareMarketAbi, functionName, args, gas, value };
    this.world.chain.send(sender, call as never);
  }

  private approve(seller: Person, { shares }: Story): void {
    if (!this.isFirst(`${seller.address} ${shares}`)) return;
    const args = [this.market, true] as const;
    const gas = 90_000n;
    this.world.chain.send(seller, {
      ...{ to: shares, abi: masterSharesAbi, functionName: "setApprovalForAll", args, gas },
    });
  }

  private approveDollars(buyer: Person): void {
    if (!this.isFirst(`${buyer.address} dollars`)) return;
    const args = [this.market, maxUint256] as const;
    const call = {
      to: this.world.usdc,
      abi: testUsdcAbi,
      functionName: "approve",
      args,
      gas: 90_000n,
    } as const;
    this.world.chain.send(buyer, call);
  }

  private isFirst(what: string): boolean {
    if (this.approved.has(what)) return false;
    this.approved.add(what);
    return true;
  }
}
