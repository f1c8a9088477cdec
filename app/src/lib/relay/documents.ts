import type { MetadataDocument, PresaleDocument, StatementDocument } from "@audifi/relay/protocol";
import { RelayError } from "./pins.ts";

export type { MetadataDocument, PresaleDocument, StatementDocument } from "@audifi/relay/protocol";

interface Documents {
  readonly metadata: MetadataDocument;
  readonly statement: StatementDocument;
  readonly presale: PresaleDocument;
}

/** Checks a document against the schema that the relay will use, and returns the bytes to pin. */
export async function encodeDocument<Kind extends keyof Documents>(
  kind: Kind,
  document: Documents[Kind],
): Promise<Blob> {
  const { documentSchemas } = await import("@audifi/relay/protocol");
  const checked = documentSchemas[kind].safeParse(document);
  if (!checked.success) {
    const issue = checked.error.issues[0];
    const place = issue?.path.join(" › ") ?? kind;
    throw new RelayError("document.invalid", `${place}: ${issue?.message ?? "cannot be used"}.`);
  }
  return new Blob([JSON.stringify(checked.data)], { type: "application/json" });
}
