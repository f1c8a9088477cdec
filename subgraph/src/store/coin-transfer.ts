import { Address } from "@graphprotocol/graph-ts";

import { CoinContract, CoinTransfer } from "../../generated/schema";
import { Transfer } from "../../generated/templates/ArtistCoin/ArtistCoin";
import { eventId } from "../common/ids";

export function recordCoinTransfer(event: Transfer): void {
  const transfer = new CoinTransfer(eventId(event));
  transfer.coin = event.address;
  transfer.from = event.params.from;
  transfer.to = event.params.to;
  transfer.isDirect = isDirect(event);
  transfer.amount = event.params.value;
  transfer.block = event.block.number;
  transfer.timestamp = event.block.timestamp;
  transfer.transaction = event.transaction.hash;
  transfer.save();
}

function isDirect(event: Transfer): boolean {
  const from = event.params.from;
  const to = event.params.to;
  if (from.equals(Address.zero()) || from.equals(to)) return false;
  return !isPart(from) && !isPart(to);
}

/** Whether coins are made, sold, staked or kept there. A DAO has and gives them like anybody. */
function isPart(account: Address): boolean {
  const contract = CoinContract.load(account);
  return contract != null && contract.kind != "Treasury" && contract.kind != "Governor";
}
