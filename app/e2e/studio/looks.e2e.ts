import { expectLooks } from "../support/looks.ts";
import { registerArtist } from "../support/offerings.ts";
import { test } from "../support/person.ts";
import { openPrepared, prepareSession } from "../support/studio.ts";

test("pages of the studio hold at every width and in both themes", async ({ arrive }, { outputDir }) => {
  test.slow();
  const by = await registerArtist("A Name That Is Longer Than Most Names of Artists Are");
  const draft = await prepareSession(by, "Still Being Prepared");
  const open = await prepareSession(by, "A Session With a Title That Wraps on Phones");
  await openPrepared(by, open);
  const person = await arrive("Looker", { account: by.artist });
  await person.visit("/studio");
  await person.connect();
  const pages = { sessions: "/studio", setup: "/studio/new", draft: draft.path, room: open.path };
  await expectLooks(person, pages, outputDir);
});
