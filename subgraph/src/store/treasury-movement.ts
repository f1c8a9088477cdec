import { Address, BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";

import { Coin, TreasuryMovement } from "../../generated/schema";
import { CallExecuted } from "../../generated/templates/ArtistTreasury/ArtistTreasury";
import { Transfer } from "../../generated/templates/ArtistCoin/ArtistCoin";
import { eventId, secondMovementId } from "../common/ids";
import { wrappedNative } from "../common/wrapped-native";

const TRANSFER = "0xa9059cbb";
const WITHDRAW = "0x2e1a7d4d";
const DEPOSIT = "0xd0e30db0";

function newMovement(id: Bytes, coin: Coin, kind: string, event: ethereum.Event): TreasuryMovement {
  const movement = new TreasuryMovement(id);
  movement.coin = coin.id;
  movement.treasury = coin.treasury;
  movement.kind = kind;
  movement.isIncoming = false;
  movement.block = event.block.number;
  movement.timestamp = event.block.timestamp;
  movement.transaction = event.transaction.hash;
  return movement;
}

function save(movement: TreasuryMovement, currency: Bytes, amount: BigInt, counterparty: Bytes): void {
  if (amount.isZero()) return;
  movement.currency = currency;
  movement.amount = amount;
  movement.counterparty = counterparty;
  movement.save();
}

/** Coins that went to the treasury or left it; fees of coins are among them. */
export function recordTreasuryTransfer(coin: Coin, event: Transfer): void {
  const isIncoming = event.params.to.equals(coin.treasury);
  if (isIncoming == event.params.from.equals(coin.treasury)) return;
  const movement = newMovement(eventId(event), coin, "Transfer", event);
  movement.isIncoming = isIncoming;
  save(movement, coin.id, event.params.value, isIncoming ? event.params.from : event.params.to);
}

/** Wrapped native coin that the locker paid to the treasury. */
export function recordTreasuryFees(coin: Coin, amount: BigInt, event: ethereum.Event): void {
  const movement = newMovement(eventId(event), coin, "Fees", event);
  movement.isIncoming = true;
  save(movement, Bytes.fromHexString(wrappedNative()), amount, event.address);
}

/** What a call of the treasury paid: native coin, or an ERC-20 other than the coin. */
export function recordTreasuryCall(coin: Coin, event: CallExecuted): void {
  const target = event.params.target;
  const value = event.params.value;
  const data = event.params.data;
  const selector = data.length < 4 ? "" : Bytes.fromUint8Array(data.subarray(0, 4)).toHexString();
  const isWrapping = target.toHexString() == wrappedNative() && selector == DEPOSIT;
  const sent = newMovement(eventId(event), coin, isWrapping ? "Wrap" : "Payment", event);
  save(sent, Address.zero(), value, target);
  if (isWrapping) {
    const wrapped = newMovement(secondMovementId(event), coin, "Wrap", event);
    wrapped.isIncoming = true;
    save(wrapped, target, value, target);
  } else if (target.toHexString() == wrappedNative() && selector == WITHDRAW && data.length >= 36) {
    recordUnwrapping(coin, numberAt(data, 4), event);
  } else if (selector == TRANSFER && data.length >= 68 && target.notEqual(coin.id)) {
    const paid = newMovement(secondMovementId(event), coin, "Payment", event);
    save(paid, target, numberAt(data, 36), Bytes.fromUint8Array(data.subarray(16, 36)));
  }
}

function recordUnwrapping(coin: Coin, amount: BigInt, event: CallExecuted): void {
  const target = event.params.target;
  const wrapped = newMovement(eventId(event), coin, "Wrap", event);
  save(wrapped, target, amount, target);
  const native = newMovement(secondMovementId(event), coin, "Wrap", event);
  native.isIncoming = true;
  save(native, Address.zero(), amount, target);
}

/** The unsigned number of 32 bytes that begins at `start`. */
function numberAt(data: Bytes, start: i32): BigInt {
  const reversed = data.slice(start, start + 32).reverse();
  return BigInt.fromUnsignedBytes(Bytes.fromUint8Array(reversed));
}
