import { ethereum } from "@graphprotocol/graph-ts";

import {
  BallotsPublished,
  OptionAdded,
  OptionSubmitted,
  SessionCreated,
  SessionLocked,
  SessionOpened,
} from "../../generated/StudioSessions/StudioSessions";
import {
  handleBallotsPublished,
  handleOptionAdded,
  handleOptionSubmitted,
  handleSessionCreated,
  handleSessionLocked,
  handleSessionOpened,
} from "../mappings/studio-sessions";
import { regroup, tuple } from "./regroup";

export function handleSessionCreatedFlat(event: ethereum.Event): void {
  const structs = [tuple(event, 4, 6), tuple(event, 6, 8), tuple(event, 8, 11)];
  handleSessionCreated(changetype<SessionCreated>(regroup(event, [0, 1, 2, 3], structs)));
}

export function handleOptionAddedFlat(event: ethereum.Event): void {
  handleOptionAdded(changetype<OptionAdded>(regroup(event, [0, 1, 2, 3], [tuple(event, 4, 6)])));
}

export function handleOptionSubmittedFlat(event: ethereum.Event): void {
  const whole = regroup(event, [0, 1, 2, 3, 4], [tuple(event, 5, 7)]);
  handleOptionSubmitted(changetype<OptionSubmitted>(whole));
}

export function handleSessionOpenedFlat(event: ethereum.Event): void {
  const rest = [tuple(event, 2, 5), event.parameters[5].value, event.parameters[6].value];
  handleSessionOpened(changetype<SessionOpened>(regroup(event, [0, 1], rest)));
}

export function handleBallotsPublishedFlat(event: ethereum.Event): void {
  const rest = [tuple(event, 4, 6), event.parameters[6].value];
  handleBallotsPublished(changetype<BallotsPublished>(regroup(event, [0, 1, 2, 3], rest)));
}

export function handleSessionLockedFlat(event: ethereum.Event): void {
  const rest = [tuple(event, 1, 3), event.parameters[3].value, event.parameters[4].value];
  handleSessionLocked(changetype<SessionLocked>(regroup(event, [0], rest)));
}
