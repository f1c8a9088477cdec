import { KnownValidator } from "../../../generated/schema";
import { ValidatorSet } from "../../../generated/Switchboard/Switchboard";

export function handleValidatorSet(event: ValidatorSet): void {
  const entry = new KnownValidator(event.params.validator);
  entry.isKnown = event.params.isKnown;
  entry.updatedAt = event.block.timestamp;
  entry.save();
}
