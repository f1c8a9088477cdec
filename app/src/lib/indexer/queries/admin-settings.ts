import type { Currency, Hex } from "#lib/format/network.ts";
import type { Indexer } from "../client.ts";
import { graphql } from "../graphql.ts";
import { CURRENCY, toCurrency } from "./currency.ts";

export interface KnownContract {
  readonly address: Hex;
  readonly isKnown: boolean;
  readonly updatedAt: number;
}

export interface CurrencySetting {
  readonly currency: Currency;
  readonly isNative: boolean;
  readonly isAllowed: boolean;
  readonly masterCount: number;
  /** Platform fees earned and paid out. */
  readonly fees: bigint;
  readonly feesWithdrawn: bigint;
}

export interface AdminSettings {
  /** Of new masters, in basis points. */
  readonly platformFee: number;
  readonly feeRecipient: Hex | null;
  readonly sharesImplementation: Hex | null;
  readonly sharesVersion: number;
  readonly currencies: readonly CurrencySetting[];
  readonly markets: readonly KnownContract[];
  readonly validators: readonly KnownContract[];
}

const SETTINGS = graphql(
  `
    query AdminSettings {
      platform(id: "platform") {
        platformFee
        feeRecipient
        sharesImplementation
        sharesVersion
      }
      currencies(first: 100, orderBy: masterCount, orderDirection: desc) {
        ...CurrencyFields
        isNative
        isAllowed
        masterCount
        fees
        feesWithdrawn
      }
      knownMarkets(first: 100, orderBy: updatedAt, orderDirection: desc) {
        id
        isKnown
        updatedAt
      }
      knownValidators(first: 100, orderBy: updatedAt, orderDirection: desc) {
        id
        isKnown
        updatedAt
      }
    }
  `,
  [CURRENCY],
);

export async function readAdminSettings(indexer: Indexer): Promise<AdminSettings> {
  const { platform, currencies, knownMarkets, knownValidators } = await indexer.run(SETTINGS, {});
  const known = (entry: (typeof knownMarkets)[number] | (typeof knownValidators)[number]) => ({
    address: entry.id,
    isKnown: entry.isKnown,
    updatedAt: Number(entry.updatedAt),
  });
  return {
    platformFee: platform?.platformFee ?? 0,
    feeRecipient: platform?.feeRecipient ?? null,
    sharesImplementation: platform?.sharesImplementation ?? null,
    sharesVersion: platform?.sharesVersion ?? 0,
    currencies: currencies.map((raw) => ({
      currency: toCurrency(raw),
      isNative: raw.isNative,
      isAllowed: raw.isAllowed,
      masterCount: raw.masterCount,
      fees: BigInt(raw.fees),
      feesWithdrawn: BigInt(raw.feesWithdrawn),
    })),
    markets: knownMarkets.map(known),
    validators: knownValidators.map(known),
  };
}
