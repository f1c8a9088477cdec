import type {
  MetadataDocument,
  PresaleDocument,
  ProfileDocument,
  StatementDocument,
} from "@audifi/relay/protocol";

interface Documents {
  readonly metadata: MetadataDocument;
  readonly statement: StatementDocument;
  readonly profile: ProfileDocument;
  readonly presale: PresaleDocument;
}

/**
 * The bytes of a document as they will be pinned. The relay checks them against its schemas; only the types of those
 * are used here, because the schema library compiles code, which the page's policy forbids.
 */
export function encodeDocument<Kind extends keyof Documents>(_kind: Kind, document: Documents[Kind]): Blob {
  return new Blob([JSON.stringify(document)], { type: "application/json" });
}
