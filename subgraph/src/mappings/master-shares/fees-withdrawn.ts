import { FeesWithdrawn } from "../../../generated/templates/MasterShares/MasterShares";
import { getOrCreateCurrency } from "../../store/currency";
import { recordFeesWithdrawal } from "../../store/fees-withdrawal";
import { loadMaster } from "../../store/master";

export function handleFeesWithdrawn(event: FeesWithdrawn): void {
  const amount = event.params.amount;
  const master = loadMaster(event);
  master.feesWithdrawn = master.feesWithdrawn.plus(amount);
  master.save();

  const currency = getOrCreateCurrency(master.currency);
  currency.feesWithdrawn = currency.feesWithdrawn.plus(amount);
  currency.save();

  recordFeesWithdrawal(master, event.params.recipient, amount, event);
}
