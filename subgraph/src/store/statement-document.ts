import { StatementDocument } from "../../generated/templates";

/** Has graph-node fetch the document, if there is one; the entity appears under its CID once it is there. */
export function requestStatementDocument(cid: string | null): string | null {
  if (cid === null) return null;
  StatementDocument.create(cid);
  return cid;
}
