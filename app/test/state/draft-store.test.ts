import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it } from "vitest";
import {
  deleteDraft,
  deleteFile,
  listRecords,
  readFile,
  readRecord,
  saveFile,
  saveRecord,
} from "../../src/lib/state/draft-store.ts";

const owner = "0xabc";
const draft = (id: string, savedAt: number, changes: object = {}) => ({
  ...{ id, owner, chainId: 1, savedAt },
  ...changes,
});

beforeEach(async () => {
  for (const { id } of await listRecords(owner, 1)) await deleteDraft(id);
});

describe("the store of drafts", () => {
  it("lists those of one account on one chain, newest first", async () => {
    await saveRecord(draft("a", 1));
    await saveRecord(draft("b", 3));
    await saveRecord(draft("c", 2, { owner: "0xdef" }));
    await saveRecord(draft("d", 2, { chainId: 137 }));
    expect((await listRecords("0xABC", 1)).map(({ id }) => id)).toEqual(["b", "a"]);
    expect(await listRecords(owner, 5)).toEqual([]);
  });

  it("replaces a draft that is saved again", async () => {
    await saveRecord(draft("a", 1, { title: "Old" }));
    await saveRecord(draft("a", 2, { title: "New" }));
    expect(await readRecord("a")).toMatchObject({ title: "New", savedAt: 2 });
    expect(await readRecord("nothing")).toBeNull();
  });

  it("keeps files and forgets them with their draft only", async () => {
    await saveRecord(draft("a", 1));
    await saveFile("a", "audio", new Blob(["sound"]));
    await saveFile("a", "cover", new Blob(["picture"]));
    await saveFile("ab", "audio", new Blob(["another's"]));
    expect(await readFile("a", "audio")).toBeInstanceOf(Blob);
    await deleteFile("a", "cover");
    expect(await readFile("a", "cover")).toBeNull();
    await deleteDraft("a");
    expect(await readRecord("a")).toBeNull();
    expect(await readFile("a", "audio")).toBeNull();
    expect(await readFile("ab", "audio")).toBeInstanceOf(Blob);
  });
});
