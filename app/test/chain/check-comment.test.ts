import { commentTypedData } from "@audifi/contracts/typed-data";
import { hashTypedData, zeroHash } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { describe, expect, it, vi } from "vitest";
import { checkComment } from "../../src/lib/chain/check-comment.ts";
import type { Hex, NetworkConfig } from "../../src/lib/format/network.ts";

const network = { chainId: 31337 } as NetworkConfig;
const master: Hex = "0x00000000000000000000000000000000000000aa";
const key = privateKeyToAccount(generatePrivateKey());

async function signed(account: Hex = key.address) {
  const said = { account, text: "That second chorus!", time: 99, nonce: zeroHash };
  const typed = commentTypedData(network.chainId, { ...said, master, time: 99n });
  return { ...said, id: hashTypedData(typed), signature: await key.signTypedData(typed) };
}

const noOne = () => Promise.resolve(false);

describe("checkComment", () => {
  it("recovers a key's signature without asking the chain", async () => {
    const ask = vi.fn(noOne);
    expect(await checkComment(network, master, await signed(), ask)).toBe("signed");
    expect(ask).not.toHaveBeenCalled();
  });

  it("believes no words, author, master, time or chain that were not signed", async () => {
    const comment = await signed();
    const other: Hex = "0x00000000000000000000000000000000000000bb";
    const judged = await Promise.all([
      ...[{ text: "Other words" }, { account: other }, { time: 98 }, { id: zeroHash }].map((change) =>
        checkComment(network, master, { ...comment, ...change }, noOne),
      ),
      checkComment(network, other, comment, noOne),
      checkComment({ ...network, chainId: 1 }, master, comment, noOne),
    ]);
    expect(new Set(judged)).toEqual(new Set(["not-signed"]));
  });

  it("believes nobody else's signature, however the relay names it", async () => {
    const stranger: Hex = "0x00000000000000000000000000000000000000bb";
    expect(await checkComment(network, master, await signed(stranger), noOne)).toBe("not-signed");
  });

  it("asks the account where it is a contract", async () => {
    const comment = {
      ...(await signed("0x00000000000000000000000000000000000000cc")),
      signature: "0x1234",
    } as const;
    const ask = vi.fn(() => Promise.resolve(true));
    expect(await checkComment(network, master, comment, ask)).toBe("signed");
    expect(ask).toHaveBeenCalledWith(comment.account, comment.id, "0x1234");
  });

  it("does not know while the chain does not answer", async () => {
    const comment = await signed("0x00000000000000000000000000000000000000cc");
    const away = () => Promise.reject(new Error("away"));
    expect(await checkComment(network, master, comment, away)).toBe("unknown");
  });
});
