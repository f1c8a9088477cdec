import { describe, expect, it } from "vitest";
import { cidOfFile } from "../../src/lib/relay/file-cid.ts";

const file = (size: number) =>
  new Blob([Uint8Array.from({ length: size }, (_, index) => (index * 31 + (index >> 8)) & 255)]);

describe("cidOfFile", { timeout: 30_000 }, () => {
  // What @helia/unixfs gives these bytes with Kubo's options.
  it.each([
    [5, "bafkreibivjlmoj5ttgmrbt7v5q4kxjcsstciurogpdml64f6bhoosm7seq"],
    [262_144, "bafkreicyf2rsjlabvogs5vfihpzfegm2q5hjwrohaneftr2crm6gsnlznm"],
    [262_145, "bafybeidgoqoyg4yhalu6oks2gnsjbs74tnoepwkl77plj4i4rd6lhvt424"],
    [1_000_000, "bafybeif47thwqop25vmml3tn3rekom7ximqq3dk7jh2dyrk7nkksmsqtjq"],
    [262_144 * 174, "bafybeictnhkryr6nrwjc27yponmmlpktev4dnsvngaji55edlddqcrcwqu"],
    [262_144 * 174 + 1, "bafybeibceeiwyvx3pxrrewxawlbhjvw5ia7lqgj7pt6zjsw56m6vxph5dq"],
  ])("is Kubo's for %i bytes", async (size, cid) => {
    expect(await cidOfFile(file(size))).toBe(cid);
  });
});
