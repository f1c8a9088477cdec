import { ProceedsWithdrawn } from "../../../generated/templates/MasterShares/MasterShares";
import { getOrCreateAccountCurrency } from "../../store/account-currency";
import { getOrCreateArtistCurrency } from "../../store/artist-currency";
import { getOrCreateCurrency } from "../../store/currency";
import { loadMaster } from "../../store/master";
import { recordProceedsWithdrawal } from "../../store/proceeds-withdrawal";

export function handleProceedsWithdrawn(event: ProceedsWithdrawn): void {
  const amount = event.params.amount;
  const master = loadMaster(event);
  master.proceedsWithdrawn = master.proceedsWithdrawn.plus(amount);
  master.save();

  const currency = getOrCreateCurrency(master.currency);
  currency.proceedsWithdrawn = currency.proceedsWithdrawn.plus(amount);
  currency.save();

  const ofArtist = getOrCreateArtistCurrency(master.artist, master.currency);
  ofArtist.proceedsWithdrawn = ofArtist.proceedsWithdrawn.plus(amount);
  ofArtist.save();

  const ofAccount = getOrCreateAccountCurrency(event.params.artist, master.currency);
  ofAccount.proceedsWithdrawn = ofAccount.proceedsWithdrawn.plus(amount);
  ofAccount.save();

  recordProceedsWithdrawal(master, event.params.artist, event.params.to, amount, event);
}
