import { Address } from "@graphprotocol/graph-ts";

import { TransferValidatorUpdated } from "../../../generated/templates/MasterShares/MasterShares";
import { loadMaster } from "../../store/master";

export function handleTransferValidatorUpdated(event: TransferValidatorUpdated): void {
  const validator = event.params.newValidator;
  const master = loadMaster(event);
  if (validator.equals(Address.zero())) master.transferValidator = null;
  else master.transferValidator = validator;
  master.save();
}
