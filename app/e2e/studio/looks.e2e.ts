import { expectLooks } from "../support/looks.ts";
import { registerArtist } from "../support/offerings.ts";
import { test } from "../support/person.ts";
import { askSubgraph, client } from "../support/stack.ts";
import { openPrepared, prepareSession } from "../support/studio.ts";

/** The first session of the catalogue of a kind. */
async function pathOf(where: string): Promise<string> {
  const query = `{ studioSessions(first: 1, orderBy: number, where: { ${where} }) { id } }`;
  const [session] = (await askSubgraph<{ studioSessions: { id: string }[] }>(query)).studioSessions;
  if (session === undefined) throw new Error(`no session of the catalogue is ${where}`);
  return `/studio/${session.id}`;
}

test("pages of the studio hold at every width and in both themes", async ({ arrive }, { outputDir }) => {
  test.slow();
  const by = await registerArtist("A Name That Is Longer Than Most Names of Artists Are");
  const draft = await prepareSession(by, "Still Being Prepared");
  const open = await prepareSession(by, "A Session With a Title That Wraps on Phones");
  await openPrepared(by, open);
  const person = await arrive("Looker", { account: by.artist });
  await person.visit("/studio");
  await person.connect();
  const { timestamp } = await client.getBlock();
  const closed = await pathOf(`status: Open, closesAt_lt: "${timestamp}"`);
  const locked = await pathOf("status: Locked");
  const ended = {
    closed,
    locked,
    recount: `${locked}/recount`,
    cancelled: await pathOf("status: Cancelled"),
  };
  const pages = { sessions: "/studio", setup: "/studio/new", draft: draft.path, room: open.path };
  await expectLooks(person, { ...pages, ...ended }, outputDir);
});
