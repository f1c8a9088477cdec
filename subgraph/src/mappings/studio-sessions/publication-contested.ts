import { StudioPublication } from "../../../generated/schema";
import { PublicationContested } from "../../../generated/StudioSessions/StudioSessions";
import { decisionId, publicationId, sessionId } from "../../common/ids";

/** In the order of the contract's enumeration. */
const FAULTS = ["Doubled", "Ignored", "Missing"];

export function handlePublicationContested(event: PublicationContested): void {
  const params = event.params;
  const id = publicationId(sessionId(params.session), params.publication);
  const publication = StudioPublication.load(id)!;
  publication.isContested = true;
  publication.fault = FAULTS[params.fault];
  publication.contestedBy = params.by;
  publication.contestedDecision = decisionId(publication.session, params.decision);
  publication.contestedVoter = params.voter;
  publication.contestedAt = event.block.timestamp;
  publication.save();
}
