import { Switchboard } from "../../generated/schema";
import { SWITCHBOARD_ID } from "../common/ids";

export function getOrCreateSwitchboard(): Switchboard {
  let switchboard = Switchboard.load(SWITCHBOARD_ID);
  if (switchboard == null) {
    switchboard = new Switchboard(SWITCHBOARD_ID);
    switchboard.pauseCount = 0;
    switchboard.pauseStarts = [];
    switchboard.pauseEnds = [];
  }
  return switchboard;
}
