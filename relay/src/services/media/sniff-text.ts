import { text } from "../../protocol/text.ts";
import type { FileView } from "./file-view.ts";

/** What gateways that guess types take for a page or a document by its first characters. */
const DISGUISED = /^\s*<|^%PDF-|^%!PS/;

/** Whether the bytes are a text in UTF-8 that has something to read. Texts are at most 64 KiB, so they are read whole. */
export const isPlainText = async (file: FileView): Promise<boolean> => {
  const bytes = await file.read(0, file.size);
  let content: string;
  try {
    content = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return false;
  }
  return content.trim() !== "" && !DISGUISED.test(content) && text(bytes.length).safeParse(content).success;
};
