import { MasterFlagsSet } from "../../../generated/MasterRegistry/MasterRegistry";
import { setMasterFlags } from "../../store/master";
import { loadMasterByNumber } from "../../store/master-number";

export function handleMasterFlagsSet(event: MasterFlagsSet): void {
  const master = loadMasterByNumber(event.params.masterId)!;
  setMasterFlags(master, event.params.flags);
  master.save();
}
