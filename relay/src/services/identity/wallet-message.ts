import { getAddress, type Hex, isAddress } from "viem";

/** What a message of EIP-4361 says. */
export interface WalletMessage {
  scheme: string | undefined;
  domain: string;
  account: Hex;
  statement: string | undefined;
  uri: string;
  chainId: number;
  nonce: string;
  issuedAt: Date;
  expirationTime: Date | undefined;
  notBefore: Date | undefined;
}

const DATE = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)`;

// The grammar of EIP-4361, whose optional fields have one order. Everything else is malformed.
const grammar = new RegExp(
  [
    String.raw`^(?:(?<scheme>[a-z][a-z0-9+.-]*):\/\/)?(?<domain>[\w.-]+(?::\d{1,5})?)`,
    String.raw` wants you to sign in with your Ethereum account:\n(?<account>0x[0-9a-fA-F]{40})\n\n`,
    String.raw`(?:(?<statement>[\w .~:/?#[\]@!$&'()*+,;=-]+)\n)?\n`,
    String.raw`URI: (?<uri>[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^\x60]*)\nVersion: 1\n`,
    String.raw`Chain ID: (?<chainId>[1-9]\d{0,14})\nNonce: (?<nonce>[a-zA-Z0-9]{8,96})\n`,
    String.raw`Issued At: (?<issuedAt>${DATE})`,
    String.raw`(?:\nExpiration Time: (?<expirationTime>${DATE}))?(?:\nNot Before: (?<notBefore>${DATE}))?`,
    String.raw`(?:\nRequest ID: (?<requestId>[\w.~!$&'()*+,;=:@%-]*))?`,
    String.raw`(?<resources>\nResources:(?:\n- [a-z][a-z0-9+.-]*:[^\s<>"{}|\\^\x60]*)*)?$`,
  ].join(""),
);

const dateOf = (text: string | undefined): Date | undefined =>
  text === undefined ? undefined : new Date(text);

/** Reads a message strictly; undefined when it is malformed in any way. */
export const parseWalletMessage = (text: string): WalletMessage | undefined => {
  const parts = grammar.exec(text)?.groups;
  const { scheme, domain, account, statement, uri, chainId, nonce, issuedAt } = parts ?? {};
  if (!domain || !account || !uri || !chainId || !nonce || !issuedAt) return undefined;
  // The checksum is part of the format; an address without one may have been typed.
  if (!isAddress(account, { strict: true }) || getAddress(account) !== account) return undefined;
  const dates = {
    issuedAt: new Date(issuedAt),
    expirationTime: dateOf(parts?.expirationTime),
    notBefore: dateOf(parts?.notBefore),
  };
  if (Object.values(dates).some((date) => date !== undefined && Number.isNaN(date.getTime())))
    return undefined;
  const lower = account.toLowerCase() as Hex;
  return { scheme, domain, account: lower, statement, uri, chainId: Number(chainId), nonce, ...dates };
};
