import { errorsAbi } from "@audifi/contracts/abi";
import {
  BaseError,
  ContractFunctionExecutionError,
  ContractFunctionRevertedError,
  encodeErrorResult,
  HttpRequestError,
  InvalidAddressError,
  UserRejectedRequestError,
} from "viem";
import { describe, expect, it } from "vitest";
import { ERRORS_WITH_WORDS } from "../../src/lib/chain/error-words.ts";
import { explainError, isCancellation } from "../../src/lib/chain/errors.ts";

function revert(errorName: string, args: readonly unknown[]) {
  const data = encodeErrorResult({ abi: errorsAbi, errorName, args } as Parameters<
    typeof encodeErrorResult
  >[0]);
  const cause = new ContractFunctionRevertedError({ abi: errorsAbi, data, functionName: "buy" });
  return new ContractFunctionExecutionError(cause, { abi: errorsAbi, functionName: "buy" });
}

describe("ERRORS_WITH_WORDS", () => {
  const ours = errorsAbi
    .map(({ name }) => name)
    .filter((name) =>
      /^(Master|ShareMarket|DividendVault|Switchboard|Coin|LiquidityLocker|ArtistVesting|ArtistGovernor|ArtistTreasury|StudioSessions).*_/.test(
        name,
      ),
    );

  it("covers every error of the contracts that the app calls", () => {
    expect(ours.length).toBeGreaterThan(40);
    expect(ours.filter((name) => !ERRORS_WITH_WORDS.includes(name))).toEqual([]);
  });

  it("names no error that does not exist", () => {
    const known: readonly string[] = errorsAbi.map(({ name }) => name);
    expect(ERRORS_WITH_WORDS.filter((name) => !known.includes(name))).toEqual([]);
  });
});

describe("explainError", () => {
  it("says what is left of a sold-out offering", () => {
    expect(explainError(revert("MasterShares_SoldOut", [0n, 3n])).title).toBe("Sold out");
    expect(explainError(revert("MasterShares_SoldOut", [2n, 3n])).title).toBe("Only 2 left");
  });

  it("puts arguments into words", () => {
    expect(explainError(revert("MasterShares_CapExceeded", [50n, 48n, 3n]))).toMatchObject({
      title: "At most 50 per wallet",
      technical: "MasterShares_CapExceeded",
    });
    expect(explainError(revert("MasterShares_Ended", [1_700_000_000n])).detail).toContain("14 Nov 2023");
    expect(explainError(revert("ERC2612ExpiredSignature", [1n])).title).toBe("The permission expired");
  });

  it("knows the texts of Uniswap", () => {
    const told = (reason: string) => {
      const data = encodeErrorResult({
        abi: [{ type: "error", name: "Error", inputs: [{ name: "reason", type: "string" }] }],
        args: [reason],
      });
      return explainError(
        new ContractFunctionRevertedError({ abi: errorsAbi, data, functionName: "multicall" }),
      );
    };
    expect(told("Too little received").title).toBe("The price moved while you looked");
    expect(told("Transaction too old").title).toBe("The trade came too late");
    expect(told("never heard of").title).toBe("The contract refused this");
  });

  it("names a network that does not answer", () => {
    expect(explainError(new HttpRequestError({ url: "http://localhost" })).title).toBe(
      "The network does not answer",
    );
  });

  it("knows a mistyped address", () => {
    const cause = new InvalidAddressError({ address: `0x${"aA".repeat(20)}` });
    const error = new ContractFunctionExecutionError(cause, { abi: errorsAbi, functionName: "offer" });
    expect(explainError(error)).toMatchObject({ title: "An address is mistyped" });
  });

  it("says that nothing changed when it knows no more", () => {
    expect(explainError(new Error("boom"))).toMatchObject({
      title: "This did not go through",
      technical: "boom",
    });
  });
});

describe("isCancellation", () => {
  it("sees through wrapped refusals", () => {
    const refusal = new UserRejectedRequestError(new Error("no"));
    expect(isCancellation(new BaseError("outer", { cause: refusal }))).toBe(true);
    expect(isCancellation(Object.assign(new Error("plain"), { code: 4001 }))).toBe(true);
    expect(isCancellation({ cause: { code: 4001 } })).toBe(true);
    expect(isCancellation(revert("MasterShares_Paused", []))).toBe(false);
  });
});
