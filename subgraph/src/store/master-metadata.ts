import { MasterMetadata } from "../../generated/templates";

/** Has graph-node fetch the document; the entity appears under its CID once it is there. */
export function requestMasterMetadata(cid: string): string {
  MasterMetadata.create(cid);
  return cid;
}
