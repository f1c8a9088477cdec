import { RelayError } from "../../errors.ts";
import { type DocumentKind, documentSchemas } from "../../protocol/documents.ts";
import type { PinKind } from "../../protocol/pins.ts";
import type { FileView } from "./file-view.ts";
import { sniffAudio } from "./sniff-audio.ts";
import { sniffCover } from "./sniff-cover.ts";
import { isPlainText } from "./sniff-text.ts";

const refused = (message: string) => new RelayError("pin.content_refused", message);

/** Throws unless the bytes are what the kind says; returns their content type. */
export const inspectContent = async (kind: PinKind, file: FileView, hasMarkup: boolean): Promise<string> => {
  if (kind === "audio") {
    const contentType = hasMarkup ? undefined : await sniffAudio(file);
    if (contentType) return contentType;
    throw refused("This is not a recording in WAV, FLAC, MP3, Ogg, AAC or M4A.");
  }
  if (kind === "cover") {
    const picture = hasMarkup ? undefined : await sniffCover(file);
    if (picture) return picture.contentType;
    throw refused(
      "This is not a whole picture in PNG, JPEG, WebP or AVIF of at most 12,000 by 12,000 pixels.",
    );
  }
  if (kind === "text") {
    if (!hasMarkup && (await isPlainText(file))) return "text/plain; charset=utf-8";
    throw refused("This is not plain text in UTF-8, without control characters and without markup.");
  }
  requireDocument(kind, await file.read(0, file.size));
  return "application/json";
};

const requireDocument = (kind: DocumentKind, bytes: Buffer): void => {
  let document: unknown;
  try {
    document = JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    throw new RelayError("pin.document_invalid", "This is not JSON in UTF-8.");
  }
  const result = documentSchemas[kind].safeParse(document);
  if (result.success) return;
  const [issue] = result.error.issues;
  const where = issue?.path.join(".") || "the document";
  throw new RelayError(
    "pin.document_invalid",
    `Not a valid ${kind} document: ${where}: ${issue?.message ?? "invalid"}`,
  );
};
