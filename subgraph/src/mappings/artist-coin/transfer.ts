import { Address } from "@graphprotocol/graph-ts";

import { Transfer } from "../../../generated/templates/ArtistCoin/ArtistCoin";
import { loadCoin } from "../../store/coin";
import { changeBalance, getOrCreateCoinHolder } from "../../store/coin-holder";
import { recordCoinTransfer } from "../../store/coin-transfer";
import { recordTreasuryTransfer } from "../../store/treasury-movement";

export function handleCoinTransfer(event: Transfer): void {
  const coin = loadCoin(event.address);
  const amount = event.params.value;
  const now = event.block.timestamp;
  if (event.params.from.notEqual(Address.zero())) {
    const sender = getOrCreateCoinHolder(coin.id, event.params.from, now);
    changeBalance(sender, coin, amount.neg());
    sender.save();
  }
  const receiver = getOrCreateCoinHolder(coin.id, event.params.to, now);
  changeBalance(receiver, coin, amount);
  receiver.save();
  coin.save();
  recordCoinTransfer(event);
  recordTreasuryTransfer(coin, event);
}
