import { BigInt } from "@graphprotocol/graph-ts";

import { RevenueDeposited } from "../../generated/DividendVault/DividendVault";
import { Deposit, Master } from "../../generated/schema";
import { optionalCidText } from "../common/cid";
import { eventId } from "../common/ids";
import { requestStatementDocument } from "./statement-document";

/** The order of `RevenueSource` in IDividendVault. */
const SOURCES = ["Streaming", "Sync", "Download", "Physical", "Royalty", "Other"];

/** @param perUnit By how much the accumulator grew. */
export function recordDeposit(master: Master, perUnit: BigInt, event: RevenueDeposited): void {
  const statement = event.params.statement;
  const deposit = new Deposit(eventId(event));
  deposit.master = master.id;
  deposit.artist = master.artist;
  deposit.payer = event.params.payer;
  deposit.currency = master.currency;
  deposit.amount = event.params.amount;
  deposit.artistAmount = event.params.artistAmount;
  deposit.perUnit = perUnit;
  deposit.source = SOURCES[statement.source];
  deposit.periodStart = statement.periodStart;
  deposit.periodEnd = statement.periodEnd;
  deposit.documentCid = optionalCidText(statement.document.digest, statement.document.codec);
  deposit.document = requestStatementDocument(deposit.documentCid);
  deposit.block = event.block.number;
  deposit.timestamp = event.block.timestamp;
  deposit.transaction = event.transaction.hash;
  deposit.save();
}
