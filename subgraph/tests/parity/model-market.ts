import { getAddress, zeroAddress, type Address } from "viem";

export interface ModelListing {
  shares: Address;
  id: number;
  seller: Address;
  price: bigint;
  expiry: number;
}

export interface ModelOffer {
  shares: Address;
  id: number;
  bidder: Address;
  currency: Address;
  amount: bigint;
  expiry: number;
  isOpen: boolean;
}

export interface ModelResale {
  shares: Address;
  id: number;
  buyer: Address;
  seller: Address;
  artistId: bigint;
  mover: Address;
  price: bigint;
  artistAmount: bigint;
  moverAmount: bigint;
  fee: bigint;
  offerId: bigint;
  time: number;
}

/** The arguments of all events of the market; each event has some of them. */
export interface MarketArgs extends ModelResale {
  account: Address;
  currency: Address;
  bidder: Address;
  amount: bigint;
  expiry: number;
}

const keyOf = (shares: Address, id: number | bigint): string => `${getAddress(shares)}-${id}`;

/** What happened on the market, recomputed from the logs. */
export class ModelMarket {
  readonly listings = new Map<string, ModelListing>();
  readonly everListed = new Map<string, { shares: Address; id: number }>();
  readonly offers: ModelOffer[] = [];
  readonly resales: ModelResale[] = [];
  readonly accounts = new Set<Address>();

  /** A share was given away or staked. */
  end(shares: Address, id: number): void {
    this.listings.delete(keyOf(shares, id));
  }

  apply(eventName: string, args: MarketArgs, time: number): void {
    const { shares, price, expiry } = args;
    const id = Number(args.id);
    if (eventName === "ShareListed") {
      const key = keyOf(shares, id);
      const seller = getAddress(args.seller);
      this.listings.set(key, { shares: getAddress(shares), id, seller, price, expiry });
      this.everListed.set(key, { shares: getAddress(shares), id });
    } else if (eventName === "ListingUpdated") {
      Object.assign(this.listings.get(keyOf(shares, id))!, { price, expiry });
    } else if (eventName === "ListingCancelled") this.end(shares, id);
    else if (eventName === "OfferMade") this.#offer(args);
    else if (eventName === "OfferCancelled") this.offers[Number(args.offerId) - 1]!.isOpen = false;
    else if (eventName === "ShareSold") {
      this.resales.push({ ...args, shares: getAddress(shares), id, time });
      if (args.offerId > 0n) this.offers[Number(args.offerId) - 1]!.isOpen = false;
    }
    if (eventName.startsWith("Credit") || eventName.startsWith("Payment")) this.#see(args.account);
  }

  #offer({ shares, id, bidder, currency, amount, expiry }: MarketArgs): void {
    const made = { bidder: getAddress(bidder), currency: getAddress(currency), amount, expiry };
    this.offers.push({ ...made, shares: getAddress(shares), id: Number(id), isOpen: true });
    this.#see(bidder);
  }

  #see(account: Address): void {
    if (account !== zeroAddress) this.accounts.add(getAddress(account));
  }
}
