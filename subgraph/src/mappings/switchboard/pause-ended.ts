import { PauseWindow } from "../../../generated/schema";
import { PauseEnded } from "../../../generated/Switchboard/Switchboard";
import { pauseWindowId } from "../../common/ids";
import { getOrCreateSwitchboard } from "../../store/switchboard";

export function handlePauseEnded(event: PauseEnded): void {
  const switchboard = getOrCreateSwitchboard();
  const index = switchboard.pauseCount - 1;

  const pause = PauseWindow.load(pauseWindowId(index))!;
  pause.until = event.params.endedAt;
  pause.isEndedEarly = true;
  pause.save();

  const ends = switchboard.pauseEnds;
  ends[index] = event.params.endedAt;
  switchboard.pauseEnds = ends;
  switchboard.pausedUntil = event.params.endedAt;
  switchboard.save();
}
