import { PauseWindow } from "../../../generated/schema";
import { PauseStarted } from "../../../generated/Switchboard/Switchboard";
import { pauseWindowId } from "../../common/ids";
import { getOrCreateSwitchboard } from "../../store/switchboard";

export function handlePauseStarted(event: PauseStarted): void {
  const switchboard = getOrCreateSwitchboard();
  const index = switchboard.pauseCount;

  const pause = new PauseWindow(pauseWindowId(index));
  pause.index = index;
  pause.from = event.params.from;
  pause.until = event.params.until;
  pause.isEndedEarly = false;
  pause.transaction = event.transaction.hash;
  pause.save();

  switchboard.pauseCount = index + 1;
  switchboard.pausedFrom = event.params.from;
  switchboard.pausedUntil = event.params.until;
  switchboard.pauseStarts = switchboard.pauseStarts.concat([event.params.from]);
  switchboard.pauseEnds = switchboard.pauseEnds.concat([event.params.until]);
  switchboard.save();
}
