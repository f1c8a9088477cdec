import { dividendVaultAbi, masterSharesAbi } from "@audifi/contracts/abi";
import { expect, type Locator } from "@playwright/test";
import { type Address, erc20Abi, formatUnits, zeroAddress } from "viem";
import { addresses, client } from "./stack.ts";

export interface Money {
  readonly address: Address;
  readonly symbol: string;
  readonly decimals: number;
}

export const ether: Money = { address: zeroAddress, symbol: "ETH", decimals: 18 };
export const usdc: Money = { address: addresses.usdc, symbol: "USDC", decimals: 6 };

/** Every digit of an amount, as the pages put it into the title of a figure. */
export function exactly(amount: bigint, { decimals, symbol }: Money): string {
  const [whole = "0", digits = ""] = formatUnits(amount, decimals).split(".");
  const grouped = BigInt(whole).toLocaleString("en-US");
  // Sums of dollars have cents.
  const fraction = decimals <= 6 && amount > 0n ? digits.padEnd(2, "0") : digits;
  return `${grouped}${fraction === "" ? "" : `.${fraction}`} ${symbol}`;
}

/** The place shows that amount, to the last digit. */
export async function expectFigure(place: Locator, amount: bigint, money: Money): Promise<void> {
  await expect(place.getByTitle(exactly(amount, money), { exact: true }).first()).toBeVisible();
}

/** The chain's own answers about one master. */
export function figuresOf(shares: Address, money: Money) {
  const master = { address: shares, abi: masterSharesAbi } as const;
  const read = client.readContract;
  return {
    offering: () => read({ ...master, functionName: "offering" }),
    sold: async () => Number(await read({ ...master, functionName: "sold" })),
    balanceOf: async (account: Address) =>
      Number(await read({ ...master, functionName: "balanceOf", args: [account] })),
    ownerOf: (id: number) => read({ ...master, functionName: "ownerOf", args: [BigInt(id)] }),
    bought: async (account: Address) =>
      Number(await read({ ...master, functionName: "bought", args: [account] })),
    claimable: (account: Address) => read({ ...master, functionName: "claimable", args: [account] }),
    earnedPerShare: async () => (await read({ ...master, functionName: "accumulator" }))[0] * 10n,
    remainder: async () => (await read({ ...master, functionName: "accumulator" }))[1],
    proceeds: async () => (await read({ ...master, functionName: "withdrawable" }))[0],
    book: () =>
      read({
        address: addresses.vault,
        abi: dividendVaultAbi,
        functionName: "book",
        args: [shares, money.address],
      }),
  };
}

export function balanceOf(account: Address, money: Money): Promise<bigint> {
  if (money.address === zeroAddress) return client.getBalance({ address: account });
  return client.readContract({
    address: money.address,
    abi: erc20Abi,
    functionName: "balanceOf",
    args: [account],
  });
}
