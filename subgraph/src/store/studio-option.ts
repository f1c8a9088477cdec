import { Bytes } from "@graphprotocol/graph-ts";

import { StudioDecision, StudioOption } from "../../generated/schema";
import { optionId } from "../common/ids";

/** Adds the next option. The caller saves the decision. */
export function addOption(
  decision: StudioDecision,
  label: string,
  contentCid: string | null,
  producer: Bytes | null,
): StudioOption {
  const option = new StudioOption(optionId(decision.id, decision.optionCount));
  option.session = decision.session;
  option.decision = decision.id;
  option.index = decision.optionCount;
  option.label = label;
  option.contentCid = contentCid;
  option.producer = producer;
  option.isChosen = false;
  option.save();
  decision.optionCount += 1;
  return option;
}
