import { Address, ethereum } from "@graphprotocol/graph-ts";

import { ClaimCall } from "../../generated/schema";
import { claimCallId } from "../common/ids";

/** Counts a claim; the money goes to the account until `redirectClaimCall` says otherwise. */
export function addToClaimCall(account: Address, event: ethereum.Event): ClaimCall {
  const id = claimCallId(event, account);
  let call = ClaimCall.loadInBlock(id);
  if (call == null) {
    call = new ClaimCall(id);
    call.account = account;
    call.to = account;
    call.sender = event.transaction.from;
    call.count = 0;
    call.block = event.block.number;
    call.timestamp = event.block.timestamp;
    call.transaction = event.transaction.hash;
  }
  call.count += 1;
  call.save();
  return call;
}

/** Nothing happens where no known master was claimed from. */
export function redirectClaimCall(account: Address, to: Address, event: ethereum.Event): void {
  const call = ClaimCall.loadInBlock(claimCallId(event, account));
  if (call == null) return;
  call.to = to;
  call.save();
}
