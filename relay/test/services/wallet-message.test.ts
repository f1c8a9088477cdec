import { createSiweMessage } from "viem/siwe";
import { describe, expect, it } from "vitest";
import { parseWalletMessage } from "../../src/services/identity/wallet-message.ts";
import { testAccount } from "../helpers/relay.ts";

const { address } = testAccount(1);
const fields = {
  ...{
    address,
    chainId: 31_337,
    domain: "app.example:5173",
    nonce: "abcdefgh12345678",
    version: "1" as const,
  },
  ...{
    uri: "https://app.example:5173",
    statement: "Sign in, please.",
    issuedAt: new Date("2026-11-28T12:00:00Z"),
  },
};
const good = createSiweMessage(fields);
const full = createSiweMessage({
  ...fields,
  scheme: "https",
  expirationTime: new Date("2026-11-28T12:10:00Z"),
  notBefore: new Date("2026-11-28T11:59:00Z"),
  requestId: "request-1",
  resources: ["https://app.example/a", "ipfs://bafy"],
});

describe("parseWalletMessage", () => {
  it("reads what wallets are given, with and without the optional fields", () => {
    expect(parseWalletMessage(good)).toMatchObject({
      ...{ domain: fields.domain, nonce: fields.nonce, chainId: 31_337, statement: fields.statement },
      ...{ account: address.toLowerCase(), issuedAt: fields.issuedAt, expirationTime: undefined },
    });
    expect(parseWalletMessage(full)).toMatchObject({
      scheme: "https",
      notBefore: new Date("2026-11-28T11:59:00Z"),
    });
    expect(parseWalletMessage(good.replace("Sign in, please.\n", ""))).toMatchObject({
      statement: undefined,
    });
  });

  const swapped = full.replace(/(\nExpiration Time: [^\n]+)(\nNot Before: [^\n]+)/, "$2$1");
  it.each([
    ["optional fields out of order", swapped],
    ["a field twice", good.replace(/\nNonce: .*/, (line) => line + line)],
    ["a field more", `${good}\nTip: 1 ETH`],
    ["something behind the end", `${good}\n`],
    ["something before the beginning", `\n${good}`],
    ["Windows line ends", good.replaceAll("\n", "\r\n")],
    ["a second statement", good.replace("Sign in, please.", "Sign in.\nAnd pay.")],
    ["an address without its checksum", good.replace(address, address.toLowerCase())],
    ["an address that is wrong", good.replace(address, `${address.slice(0, -1)}0`)],
    ["another version", good.replace("Version: 1", "Version: 2")],
    ["a nonce that is too short", good.replace(fields.nonce, "abc")],
    ["a nonce with other characters", good.replace(fields.nonce, "abcdefgh-1234567")],
    ["a chain id that is none", good.replace("31337", "0x7a69")],
    ["a leading zero", good.replace("31337", "031337")],
    ["a time that is none", good.replace(/Issued At: .*/, "Issued At: yesterday")],
    ["a day that is none", good.replace("2026-11-28", "2026-13-45")],
    ["a domain with a path", good.replace("app.example:5173 wants", "app.example/x wants")],
    ["a domain with credentials", good.replace("app.example:5173 wants", "app.example@evil.example wants")],
    ["another greeting", good.replace("Ethereum account", "Bitcoin account")],
    ["letters that look like others", good.replace("Sign in", "Ѕign in")],
    ["nothing", ""],
  ])("refuses %s", (_what, message) => {
    expect(message).not.toBe(good);
    expect(parseWalletMessage(message)).toBeUndefined();
  });

  it("takes no time that grows faster than what it is given, or this would never end", () => {
    for (const part of ["a", "-", "\n", "- a:", "%", "Resources:\n- a:b"]) {
      expect(parseWalletMessage(good + part.repeat(300_000))).toBeUndefined();
    }
  });
});
