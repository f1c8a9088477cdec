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

/** An approval of a market by a holder: master ++ account ++ market, 60 bytes. */
export function marketApprovalId(master: Bytes, account: Bytes, market: Address): Bytes {
  return master.concat(account).concat(market);
}

/** An offer: market ++ number, `0x5fbd…aa3` ++ `00000001`. */
export function offerId(market: Address, number: BigInt): Bytes {
  return market.concat(fourBytes(number.toI32()));
}

/** The market of a tier: master ++ tier, `0x9fe4…6e0` ++ `00000002`. */
export function tierMarketId(master: Bytes, tier: i32): Bytes {
  return master.concat(fourBytes(tier));
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

/** 8 bytes, big-endian, so that ids sort by time. */
function eightBytes(value: BigInt): Bytes {
  const bytes = new Uint8Array(8);
  let rest = value.toU64();
  for (let i = 7; i >= 0; i--) {
    bytes[i] = u8(rest & 0xff);
    rest >>= 8;
  }
  return Bytes.fromUint8Array(bytes);
}

/** An account's record of a coin: coin ++ account, 40 bytes. */
export function coinHolderId(coin: Bytes, account: Bytes): Bytes {
  return coin.concat(account);
}

/** Coins staked under a lock: coin ++ account ++ lock, 41 bytes. Locks: 0 to 3. */
export function coinStakeId(holder: Bytes, lock: i32): Bytes {
  const bytes = new Uint8Array(1);
  bytes[0] = u8(lock);
  return holder.concat(Bytes.fromUint8Array(bytes));
}

/** Power of an account at the end of a second: coin ++ account ++ second (8 bytes), 48 bytes. */
export function powerCheckpointId(holder: Bytes, at: BigInt): Bytes {
  return holder.concat(eightBytes(at));
}

/** All power at the end of a second: coin ++ second (8 bytes), 28 bytes. */
export function totalPowerCheckpointId(coin: Bytes, at: BigInt): Bytes {
  return coin.concat(eightBytes(at));
}

/** A locked position: its number in the position manager in decimal, `17`. */
export function coinPositionId(number: BigInt): string {
  return number.toString();
}

/** A proposal: governor ++ the governor's number of it (32 bytes, big-endian), 52 bytes. */
export function proposalId(governor: Bytes, number: BigInt): Bytes {
  return governor.concat(thirtyTwoBytes(number));
}

/** A call of a proposal: proposal ++ index, 56 bytes. */
export function proposalCallId(proposal: Bytes, index: i32): Bytes {
  return proposal.concat(fourBytes(index));
}

/** A vote: proposal ++ voter, 72 bytes. */
export function proposalVoteId(proposal: Bytes, voter: Address): Bytes {
  return proposal.concat(voter);
}

/** An operation of a treasury: treasury ++ the timelock's id, 52 bytes. */
export function treasuryOperationId(treasury: Bytes, operation: Bytes): Bytes {
  return treasury.concat(operation);
}

/** The second movement of one event: its id ++ `01`, 37 bytes. */
export function secondMovementId(event: ethereum.Event): Bytes {
  const bytes = new Uint8Array(1);
  bytes[0] = 1;
  return eventId(event).concat(Bytes.fromUint8Array(bytes));
}

/** Whole numbers of 256 bits; `BigInt` is little-endian and of any length. */
function thirtyTwoBytes(value: BigInt): Bytes {
  const bytes = new Uint8Array(32);
  for (let i = 0; i < value.length && i < 32; i++) bytes[31 - i] = value[i];
  return Bytes.fromUint8Array(bytes);
}

/** A studio session: its number in decimal, `7`. */
export function sessionId(number: BigInt): string {
  return number.toString();
}

/** A decision, and its bounty: session and index, `7-0`. */
export function decisionId(session: string, index: i32): string {
  return session + "-" + index.toString();
}

/** An option: decision and index, `7-0-1`. */
export function optionId(decision: string, index: i32): string {
  return decision + "-" + index.toString();
}

/** A submission: session and number, `7-s0`. */
export function submissionId(session: string, number: BigInt): string {
  return session + "-s" + number.toString();
}

/** A publication: session and number, `7-1`. */
export function publicationId(session: string, number: i32): string {
  return session + "-" + number.toString();
}

/** Bounties of an account in one currency: account ++ currency, 40 bytes. */
export function bountyCreditId(account: Address, currency: Address): Bytes {
  return account.concat(currency);
}
