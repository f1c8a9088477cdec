import { BigInt } from "@graphprotocol/graph-ts";

import { StudioSession } from "../../generated/schema";
import { SessionCreated } from "../../generated/StudioSessions/StudioSessions";
import { cidText, optionalCidText } from "../common/cid";
import { artistId, sessionId } from "../common/ids";

export function createSession(event: SessionCreated): StudioSession {
  const params = event.params;
  const session = new StudioSession(sessionId(params.session));
  session.number = params.session;
  session.artist = artistId(params.artistId);
  session.title = params.title;
  session.draftCid = cidText(params.draft.digest, params.draft.codec);
  session.detailsCid = optionalCidText(params.details.digest, params.details.codec);
  session.gates = params.rule.gates;
  session.needsAll = params.rule.needsAll;
  session.coinUnit = params.rule.coinUnit;
  session.status = "Draft";
  session.decisionCount = 0;
  session.submissionCount = 0;
  session.directCount = 0;
  session.publicationCount = 0;
  session.overrideCount = 0;
  session.createdAt = event.block.timestamp;
  session.transaction = event.transaction.hash;
  return session;
}

/** Every event of a session comes after the one that created it. */
export function loadSession(number: BigInt): StudioSession {
  return StudioSession.load(sessionId(number))!;
}
