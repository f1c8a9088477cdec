import { BigInt } from "@graphprotocol/graph-ts";

import { StudioOption, StudioPublication, StudioSession } from "../../../generated/schema";
import { BallotsPublished } from "../../../generated/StudioSessions/StudioSessions";
import { cidText } from "../../common/cid";
import { optionId, publicationId } from "../../common/ids";
import { loadDecision } from "../../store/studio-decision";
import { loadSession } from "../../store/studio-session";

export function handleBallotsPublished(event: BallotsPublished): void {
  const params = event.params;
  const session = loadSession(params.session);
  const publication = new StudioPublication(publicationId(session.id, params.publication));
  publication.session = session.id;
  publication.number = params.publication;
  publication.root = params.root;
  publication.count = params.count;
  publication.ballotsCid = cidText(params.ballots.digest, params.ballots.codec);
  publication.tallies = params.tallies;
  publication.publishedAt = event.block.timestamp;
  publication.isContested = false;
  publication.transaction = event.transaction.hash;
  publication.save();
  session.publicationCount = params.publication;
  session.publication = publication.id;
  session.save();
  setTallies(session, params.tallies);
}

/** Tallies of all options, those of the first decision first. */
function setTallies(session: StudioSession, tallies: BigInt[]): void {
  let next = 0;
  for (let d = 0; d < session.decisionCount; d++) {
    const decision = loadDecision(session.id, d);
    for (let o = 0; o < decision.optionCount; o++) {
      const option = StudioOption.load(optionId(decision.id, o))!;
      option.tally = tallies[next];
      option.save();
      next += 1;
    }
  }
}
