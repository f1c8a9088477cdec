import { Address } from "@graphprotocol/graph-ts";

import { DelegateChanged } from "../../../generated/templates/ArtistCoin/ArtistCoin";
import { ensureAccount } from "../../store/account";
import { recordCoinDelegation } from "../../store/coin-delegation";
import { getOrCreateCoinHolder } from "../../store/coin-holder";

export function handleCoinDelegateChanged(event: DelegateChanged): void {
  const to = event.params.toDelegate;
  const now = event.block.timestamp;
  const holder = getOrCreateCoinHolder(event.address, event.params.delegator, now);
  holder.delegate = to.equals(Address.zero()) ? null : ensureAccount(to, now);
  holder.save();
  recordCoinDelegation(event);
}
