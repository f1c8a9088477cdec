import { Master } from "../../../generated/schema";
import { DividendsClaimed } from "../../../generated/DividendVault/DividendVault";
import { getOrCreateAccountCurrency } from "../../store/account-currency";
import { getOrCreateArtistCurrency } from "../../store/artist-currency";
import { recordClaim } from "../../store/claim";
import { addToClaimCall } from "../../store/claim-call";
import { recordClaimPoint } from "../../store/claim-point";
import { getOrCreateCurrency } from "../../store/currency";
import { loadHolder, settle } from "../../store/holder";
import { getOrCreatePlatform } from "../../store/platform";

/** Contracts that are not masters of the registry may be claimed from as well; they are left out. */
export function handleDividendsClaimed(event: DividendsClaimed): void {
  const master = Master.load(event.params.master);
  if (master == null) return;

  const amount = event.params.amount;
  const holder = loadHolder(master, event.params.account);
  settle(holder, master.acc, event.block.timestamp);
  holder.owed = holder.owed.minus(amount);
  holder.claimed = holder.claimed.plus(amount);
  holder.save();
  master.claimed = master.claimed.plus(amount);
  master.save();

  addToTotals(master, event);
  recordClaimPoint(master, amount);
  recordClaim(master, holder, addToClaimCall(event.params.account, event), event);
}

function addToTotals(master: Master, event: DividendsClaimed): void {
  const amount = event.params.amount;

  const currency = getOrCreateCurrency(master.currency);
  currency.claimed = currency.claimed.plus(amount);
  currency.save();

  const ofArtist = getOrCreateArtistCurrency(master.artist, master.currency);
  ofArtist.claimed = ofArtist.claimed.plus(amount);
  ofArtist.save();

  const ofAccount = getOrCreateAccountCurrency(event.params.account, master.currency);
  ofAccount.claimed = ofAccount.claimed.plus(amount);
  ofAccount.save();

  const platform = getOrCreatePlatform();
  platform.claimCount += 1;
  platform.save();
}
