import { expectLooks } from "../support/looks.ts";
import { test } from "../support/person.ts";
import { endpoints } from "../support/stack.ts";

const ada = endpoints.wallets.find(({ name }) => name === "Ada")?.address ?? "";

const PAGES = {
  wall: "/",
  list: "/masters",
  open: "/masters/1",
  master: "/masters/2",
  portfolio: `/portfolio?account=${ada}`,
  history: `/portfolio/history?account=${ada}`,
  artist: "/artist",
  artists: "/artists",
  profile: "/artists/1",
  how: "/how-it-works",
  pricing: "/pricing",
  developers: "/developers",
  launch: "/launch",
  deposit: "/masters/1/deposit",
  shares: "/masters/1/shares",
  share: "/masters/1/shares/7",
  market: "/market",
  desk: "/artist/masters/1",
  role: "/artist/1",
  platform: "/admin",
  lists: "/admin/settings",
  curation: "/admin/curation",
  roles: "/admin/roles",
  nowhere: "/masters/999999",
};

const ACCOUNT_PAGES = {
  "sign-in": "/sign-in",
  account: "/settings",
  security: "/settings/security",
  billing: "/settings/billing",
  told: "/settings/notifications",
  data: "/settings/data",
  notifications: "/notifications",
};

test("every page holds at every width in both themes", async ({ arrive }, { outputDir }) => {
  test.slow();
  const person = await arrive("Looker");
  person.watch.allow(/Failed to load resource.*404/);
  await person.page.goto("/artist");
  await person.connect("Demo: Halden Pier (artist)");
  await expectLooks(person, PAGES, outputDir);
});

test("so do the pages of an account for whoever has none", async ({ arrive }, { outputDir }) => {
  const person = await arrive("Looker");
  await person.page.goto("/");
  await person.connect();
  await expectLooks(person, ACCOUNT_PAGES, outputDir);
});
