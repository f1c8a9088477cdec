import { errorsAbi as abi } from "@audifi/contracts/abi";
import { ContractFunctionExecutionError, ContractFunctionRevertedError, encodeErrorResult } from "viem";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { verdictWords } from "../../src/lib/format/marketplace.ts";
import { ZERO_ADDRESS, type Hex, type NetworkConfig } from "../../src/lib/format/network.ts";

const wagmi = vi.hoisted(() => ({ readContract: vi.fn() }));
vi.mock("../../src/lib/chain/wagmi.ts", () => wagmi);
vi.mock("../../src/lib/chain/config.ts", () => ({ wagmiConfig: () => ({}) }));
const { askValidator } = await import("../../src/lib/chain/ask-validator.ts");

const at = (digit: string): Hex => `0x${digit.repeat(40)}`;
const [shares, owner, market, validator] = [at("5"), at("1"), at("7"), at("9")];
const network = { deployment: { switchboard: at("3") } } as unknown as NetworkConfig;
const ask = () => askValidator(network, { shares, number: 4, owner, market });

const refusal = (): Error => {
  const errorName = "AllowListTransferValidator_NotAllowed";
  const data = encodeErrorResult({ abi, errorName, args: [shares, market] });
  const cause = new ContractFunctionRevertedError({ abi, data, functionName: "buy" });
  return new ContractFunctionExecutionError(cause, { abi, functionName: "buy" });
};

/** A chain on which `validateTransfer` answers or throws what it is given. */
function chain(isMarket: boolean, chosen: Hex, validate: () => Promise<void> = async () => undefined): void {
  const answers = {
    isMarket: () => isMarket,
    getTransferValidator: () => chosen,
    validateTransfer: validate,
  };
  wagmi.readContract.mockImplementation(async (_, { functionName }: { functionName: keyof typeof answers }) =>
    answers[functionName](),
  );
}

beforeEach(() => {
  wagmi.readContract.mockReset();
});

describe("askValidator", () => {
  it("asks no validator about a market that pays the royalty itself", async () => {
    chain(true, validator, () => Promise.reject(refusal()));
    expect(await ask()).toEqual({ kind: "listed" });
  });

  it("says that nobody is asked where the artist chose none", async () => {
    chain(false, ZERO_ADDRESS);
    expect(await ask()).toEqual({ kind: "unguarded" });
  });

  it("asks in the name of the collection, which is whose list counts", async () => {
    chain(false, validator);
    expect(await ask()).toEqual({ kind: "passes" });
    expect(wagmi.readContract).toHaveBeenLastCalledWith(
      {},
      expect.objectContaining({ account: shares, address: validator, args: [market, owner, market, 4n] }),
    );
  });

  it("tells a refusal in words", async () => {
    chain(false, validator, () => Promise.reject(refusal()));
    const verdict = await ask();
    expect(verdict.kind).toBe("refused");
    expect(verdictWords(verdict)).toMatchObject({
      title: "This market is refused",
      detail: expect.stringContaining("does not allow this transfer"),
    });
  });

  it("takes no answer for no refusal", async () => {
    chain(false, validator, () => Promise.reject(new Error("no answer")));
    await expect(ask()).rejects.toThrow("no answer");
  });
});
