import { StudioDecision } from "../../generated/schema";
import { decisionId } from "../common/ids";

export function loadDecision(session: string, index: i32): StudioDecision {
  return StudioDecision.load(decisionId(session, index))!;
}
