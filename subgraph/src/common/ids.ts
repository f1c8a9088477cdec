import { Address, BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";

export const PLATFORM_ID = "platform";
export const SWITCHBOARD_ID = "switchboard";

/** 4 bytes, big-endian, so that ids sort by number: 258 is `0x00000102`. Bounds: 0 to 2^31 - 1. */
function fourBytes(value: i32): Bytes {
  const bytes = new Uint8Array(4);
  bytes[0] = u8(value >>> 24);
  bytes[1] = u8(value >>> 16);
  bytes[2] = u8(value >>> 8);
  bytes[3] = u8(value);
  return Bytes.fromUint8Array(bytes);
}

/** An event: transaction hash ++ log index, `0x5c50…9b2f` ++ `00000007`. */
export function eventId(event: ethereum.Event): Bytes {
  return event.transaction.hash.concat(fourBytes(event.logIndex.toI32()));
}

/** An artist: the registry id in decimal, `7`. */
export function artistId(number: BigInt): string {
  return number.toString();
}

/** Totals of an artist in one currency: `7-0xa0b8…eb48`. */
export function artistCurrencyId(artist: string, currency: Bytes): string {
  return artist + "-" + currency.toHexString();
}

/** A master by its registry id in decimal, `42`. The master itself has the address of its shares. */
export function masterNumberId(number: BigInt): string {
  return number.toString();
}

/** A share: master ++ number, `0x9fe4…6e0` ++ `00000001`. */
export function shareId(master: Bytes, number: i32): Bytes {
  return master.concat(fourBytes(number));
}

/** A holder: master ++ account, 40 bytes. */
export function holderId(master: Bytes, account: Address): Bytes {
  return master.concat(account);
}

/** Totals of an account in one currency: account ++ currency, 40 bytes. */
export function accountCurrencyId(account: Bytes, currency: Bytes): Bytes {
  return account.concat(currency);
}

/** What an account bought of a master in one transaction: transaction hash ++ master ++ buyer, 72 bytes. */
export function purchaseId(event: ethereum.Event, master: Bytes, buyer: Address): Bytes {
  return event.transaction.hash.concat(master).concat(buyer);
}

/** What was claimed for an account in one transaction: transaction hash ++ account, 52 bytes. */
export function claimCallId(event: ethereum.Event, account: Address): Bytes {
  return event.transaction.hash.concat(account);
}

/** A pause: its index in decimal, `0`. */
export function pauseWindowId(index: i32): string {
  return index.toString();
}

/** A scheduled operation: operation id ++ nonce, `0x8f3a…11c0` ++ `00000001`. */
export function adminOperationId(operation: Bytes, nonce: BigInt): Bytes {
  return operation.concat(fourBytes(nonce.toI32()));
}

/** A role: its number in decimal, `0` is the admin. */
export function adminRoleId(role: BigInt): string {
  return role.toString();
}

/** A member of a role: `0-0xf39f…2266`. */
export function adminRoleMemberId(role: string, account: Address): string {
  return role + "-" + account.toHexString();
}
