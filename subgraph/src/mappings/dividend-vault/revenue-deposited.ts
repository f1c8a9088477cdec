import { Master } from "../../../generated/schema";
import { RevenueDeposited } from "../../../generated/DividendVault/DividendVault";
import { ensureAccount } from "../../store/account";
import { getOrCreateAccountCurrency } from "../../store/account-currency";
import { getOrCreateArtistCurrency } from "../../store/artist-currency";
import { getOrCreateCurrency } from "../../store/currency";
import { recordDeposit } from "../../store/deposit";
import { accrue } from "../../store/master";
import { getOrCreatePlatform } from "../../store/platform";
import { recordRevenuePoint } from "../../store/revenue-point";

/** The vault takes deposits for any contract; those that are not masters of the registry are left out. */
export function handleRevenueDeposited(event: RevenueDeposited): void {
  const master = Master.load(event.params.master);
  if (master == null) return;

  const amount = event.params.amount;
  const perUnit = accrue(master, amount);
  master.depositCount += 1;
  master.lastDepositAt = event.block.timestamp;
  master.deposited = master.deposited.plus(amount);
  master.artistCredited = master.artistCredited.plus(event.params.artistAmount);
  master.save();

  ensureAccount(event.params.payer, event.block.timestamp);
  addToTotals(master, event);
  recordRevenuePoint(master, amount);
  recordDeposit(master, perUnit, event);
}

function addToTotals(master: Master, event: RevenueDeposited): void {
  const amount = event.params.amount;
  const artistAmount = event.params.artistAmount;

  const currency = getOrCreateCurrency(master.currency);
  currency.deposited = currency.deposited.plus(amount);
  currency.artistCredited = currency.artistCredited.plus(artistAmount);
  currency.save();

  const ofArtist = getOrCreateArtistCurrency(master.artist, master.currency);
  ofArtist.deposited = ofArtist.deposited.plus(amount);
  ofArtist.artistCredited = ofArtist.artistCredited.plus(artistAmount);
  ofArtist.save();

  const ofPayer = getOrCreateAccountCurrency(event.params.payer, master.currency);
  ofPayer.deposited = ofPayer.deposited.plus(amount);
  ofPayer.save();

  const platform = getOrCreatePlatform();
  platform.depositCount += 1;
  platform.save();
}
