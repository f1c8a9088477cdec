import { expect, it, vi } from "vitest";
import type { DeskArtist } from "../../src/lib/indexer/queries/artist-desk.ts";
import { ProfileDraft } from "../../src/routes/artist/[id]/profile.svelte.ts";

const { looked } = vi.hoisted(() => ({ looked: vi.fn() }));
vi.mock("../../src/lib/state/media.ts", () => ({ pictureProblem: looked }));

const artist = { id: "1", name: "Halden Pier", profile: null, profileCid: null } as unknown as DeskArtist;
const picture = new File(["bytes"], "me.png");

it("publishes no profile while its picture is looked at", async () => {
  const looking = Promise.withResolvers<string | null>();
  looked.mockReturnValueOnce(looking.promise);
  const draft = new ProfileDraft(artist, true);
  expect(draft.check()).toBe(true);
  const choosing = draft.choosePicture(picture);
  expect(draft.check()).toBe(false);
  expect(draft.problems.avatar).toContain("still being looked at");
  looking.resolve(null);
  await choosing;
  expect([draft.problems.avatar, draft.check(), draft.picture]).toEqual([undefined, true, picture]);
});

it("does not wait for a picture that was taken back", async () => {
  looked.mockReturnValueOnce(new Promise(() => undefined));
  const draft = new ProfileDraft(artist, true);
  void draft.choosePicture(picture);
  await draft.choosePicture(null);
  expect([draft.check(), draft.picture]).toEqual([true, null]);
});
