import { type Address, type PrivateKeyAccount, parseSignature, zeroAddress } from "viem";
import { dividendVaultAbi, masterRegistryAbi, masterSharesAbi, testUsdcAbi } from "@audifi/contracts/abi";
import type { Deployment } from "@audifi/contracts/addresses";
import type { Cast } from "./cast.ts";
import type { HistoryChain } from "./chain.ts";
import type { Master } from "../content/index.ts";
import { type StoredCid, addJson, toStoredCid } from "../ipfs.ts";
import { type Period, SOURCES, type Source, writeStatement } from "../statements.ts";

/** A master on its way through the history, with the ledger that later steps need. */
export interface Story {
  master: Master;
  shares: Address;
  /** Holder of each id; ids follow the order of purchases. */
  holders: PrivateKeyAccount[];
  /** Shares bought by each account. */
  bought: Map<Address, number>;
}

interface PermitDomain {
  spender: Address;
  value: bigint;
  deadline: bigint;
}

/** What the steps of the history do, in words, on top of the chain. */
export class World {
  readonly chain: HistoryChain;
  readonly cast: Cast;
  readonly registry: Address;
  readonly vault: Address;
  readonly usdc: Address;
  private readonly deployment: Deployment;
  private readonly ipfsUrl: string;
  private readonly permits = new Map<Address, bigint>();

  constructor(chain: HistoryChain, cast: Cast, deployment: Deployment, ipfsUrl: string) {
    const usdc = deployment.currencies.find(({ symbol }) => symbol === "USDC");
    if (usdc === undefined) throw new Error("the catalogue needs the test USDC");
    this.chain = chain;
    this.cast = cast;
    this.deployment = deployment;
    this.ipfsUrl = ipfsUrl;
    this.registry = deployment.contracts.MasterRegistry.address;
    this.vault = deployment.contracts.DividendVault.address;
    this.usdc = usdc.address;
  }

  artistOf({ master }: { master: Master }): PrivateKeyAccount {
    return this.cast.artists[master.artist] as PrivateKeyAccount;
  }

  currencyOf(master: Master): { address: Address; symbol: string; decimals: number } {
    if (master.terms.currency === "usdc") return { address: this.usdc, symbol: "USDC", decimals: 6 };
    const { symbol, decimals } = this.deployment.nativeCurrency;
    return { address: zeroAddress, symbol, decimals };
  }

  /** Reads the address of a master that was registered in the last block. */
  async openStory(master: Master, masterId: bigint): Promise<Story> {
    const shares = await this.chain.client.readContract({
      address: this.registry,
      abi: masterRegistryAbi,
      functionName: "masterShares",
      args: [masterId],
    });
    return { master, shares, holders: [], bought: new Map() };
  }

  mintUsdc(to: PrivateKeyAccount, amount: bigint): void {
    const args = [to.address, amount] as const;
    const gas = 90_000n;
    this.chain.send(to, { to: this.usdc, abi: testUsdcAbi, functionName: "mint", args, gas });
  }

  /** Buys in the public sale: with the native coin, or with a permit of the dollar that lapses an hour later. */
  async buy(story: Story, buyer: PrivateKeyAccount, count: number, time: number): Promise<void> {
    const { shares: to, master } = story;
    const cost = master.terms.price * BigInt(count);
    const gas = 260_000n + 3_000n * BigInt(count);
    if (master.terms.currency === "native") {
      const args = [BigInt(count)] as const;
      this.chain.send(buyer, { to, abi: masterSharesAbi, functionName: "buy", args, value: cost, gas });
    } else {
      const permit = await this.permit(buyer, { spender: to, value: cost, deadline: BigInt(time + 3600) });
      const args = [BigInt(count), permit] as const;
      this.chain.send(buyer, { to, abi: masterSharesAbi, functionName: "buyWithPermit", args, gas });
    }
    this.record(story, buyer, count);
  }

  buyPresale(
    story: Story,
    buyer: PrivateKeyAccount,
    count: number,
    entry: { max: number; proof: `0x${string}`[] },
  ): void {
    const value = story.master.terms.price * BigInt(count);
    const args = [BigInt(count), BigInt(entry.max), entry.proof] as const;
    this.chain.send(buyer, {
      to: story.shares,
      abi: masterSharesAbi,
      functionName: "buyPresale",
      args,
      value,
    });
    this.record(story, buyer, count);
  }

  private record(story: Story, buyer: PrivateKeyAccount, count: number): void {
    for (let i = 0; i < count; i++) story.holders.push(buyer);
    story.bought.set(buyer.address, (story.bought.get(buyer.address) ?? 0) + count);
  }

  idsOf(story: Story, holder: PrivateKeyAccount): bigint[] {
    return story.holders.flatMap((owner, index) => (owner === holder ? [BigInt(index + 1)] : []));
  }

  give(story: Story, from: PrivateKeyAccount, to: PrivateKeyAccount, id: bigint): void {
    const args = [from.address, to.address, id] as const;
    this.chain.send(from, { to: story.shares, abi: masterSharesAbi, functionName: "transferFrom", args });
    story.holders[Number(id) - 1] = to;
  }

  stake(story: Story, holder: PrivateKeyAccount, ids: bigint[]): void {
    this.chain.send(holder, { to: story.shares, abi: masterSharesAbi, functionName: "stake", args: [ids] });
  }

  requestUnstake(story: Story, holder: PrivateKeyAccount, ids: bigint[]): void {
    const args = [ids] as const;
    this.chain.send(holder, { to: story.shares, abi: masterSharesAbi, functionName: "requestUnstake", args });
  }

  /** Publishes the statement, then deposits what it says for the calendar months that it covers. */
  async deposit(story: Story, source: Source, period: Period, net: bigint, time: number): Promise<void> {
    const { master, shares } = story;
    const { symbol, decimals } = this.currencyOf(master);
    const document = writeStatement({ master, source, period, symbol, decimals, net });
    const cid = await addJson(this.ipfsUrl, document, `${master.files}-${source}-${period.start}.json`);
    const statement = {
      source: SOURCES.indexOf(source),
      periodStart: period.start,
      periodEnd: period.end,
      document: toStoredCid(cid) satisfies StoredCid,
    };
    const payer = this.artistOf(story);
    const to = this.vault;
    if (master.terms.currency === "native") {
      const args = [shares, net, statement] as const;
      this.chain.send(payer, { to, abi: dividendVaultAbi, functionName: "deposit", args, value: net });
    } else {
      this.mintUsdc(payer, net);
      const permit = await this.permit(payer, { spender: to, value: net, deadline: BigInt(time + 3600) });
      const args = [shares, net, statement, permit] as const;
      this.chain.send(payer, { to, abi: dividendVaultAbi, functionName: "depositWithPermit", args });
    }
  }

  claim(account: PrivateKeyAccount, stories: Story[]): void {
    const args = [stories.map(({ shares }) => shares)] as const;
    this.chain.send(account, { to: this.vault, abi: dividendVaultAbi, functionName: "claim", args });
  }

  claimFor(payer: PrivateKeyAccount, account: PrivateKeyAccount, stories: Story[]): void {
    const args = [account.address, stories.map(({ shares }) => shares)] as const;
    this.chain.send(payer, { to: this.vault, abi: dividendVaultAbi, functionName: "claimFor", args });
  }

  claimArtistCredit(story: Story): void {
    const artist = this.artistOf(story);
    const args = [artist.address, [story.shares]] as const;
    this.chain.send(artist, {
      to: this.vault,
      abi: dividendVaultAbi,
      functionName: "claimArtistCredit",
      args,
    });
  }

  withdrawProceeds(story: Story): void {
    const artist = this.artistOf(story);
    const args = [artist.address] as const;
    this.chain.send(artist, {
      to: story.shares,
      abi: masterSharesAbi,
      functionName: "withdrawProceeds",
      args,
    });
  }

  withdrawFees(story: Story, payer: PrivateKeyAccount): void {
    this.chain.send(payer, {
      to: story.shares,
      abi: masterSharesAbi,
      functionName: "withdrawFees",
      args: [],
    });
  }

  extendOffering(story: Story, end: number): void {
    this.chain.send(this.artistOf(story), {
      to: story.shares,
      abi: masterSharesAbi,
      functionName: "extendOffering",
      args: [end],
    });
  }

  closeOffering(story: Story): void {
    const artist = this.artistOf(story);
    this.chain.send(artist, {
      to: story.shares,
      abi: masterSharesAbi,
      functionName: "closeOffering",
      args: [],
    });
  }

  mintRemaining(story: Story, count: number): void {
    const artist = this.artistOf(story);
    const args = [artist.address, BigInt(count)] as const;
    this.chain.send(artist, { to: story.shares, abi: masterSharesAbi, functionName: "mintRemaining", args });
    for (let i = 0; i < count; i++) story.holders.push(artist);
  }

  private async permit(owner: PrivateKeyAccount, { spender, value, deadline }: PermitDomain) {
    const nonce = this.permits.get(owner.address) ?? 0n;
    this.permits.set(owner.address, nonce + 1n);
    const signature = await owner.signTypedData({
      domain: { name: "USD Coin", version: "1", chainId: this.chain.chainId, verifyingContract: this.usdc },
      types: {
        Permit: [
          { name: "owner", type: "address" },
          { name: "spender", type: "address" },
          { name: "value", type: "uint256" },
          { name: "nonce", type: "uint256" },
          { name: "deadline", type: "uint256" },
        ],
      },
      primaryType: "Permit",
      message: { owner: owner.address, spender, value, nonce, deadline },
    });
    const { r, s, yParity } = parseSignature(signature);
    return { value, deadline, v: 27 + yParity, r, s };
  }
}
