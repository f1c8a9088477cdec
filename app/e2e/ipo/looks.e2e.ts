import { expectLooks } from "../support/looks.ts";
import { test } from "../support/person.ts";
import { endpoints } from "../support/stack.ts";

const ada = endpoints.wallets.find(({ name }) => name === "Ada")?.address ?? "";

const EVERYBODYS = {
  wall: "/",
  list: "/masters",
  open: "/masters/1",
  master: "/masters/2",
  portfolio: `/portfolio?account=${ada}`,
  history: `/portfolio/history?account=${ada}`,
  artists: "/artists",
  profile: "/artists/1",
  how: "/how-it-works",
  pricing: "/pricing",
  developers: "/developers",
  shares: "/masters/1/shares",
  share: "/masters/1/shares/7",
  market: "/market",
  nowhere: "/masters/999999",
};

const WORKPLACES = {
  artist: "/artist",
  launch: "/launch",
  deposit: "/masters/1/deposit",
  desk: "/artist/masters/1",
  role: "/artist/1",
  platform: "/admin",
  lists: "/admin/settings",
  curation: "/admin/curation",
  producers: "/admin/producers",
  roles: "/admin/roles",
};

const ACCOUNTS = {
  "sign-in": "/sign-in",
  account: "/settings",
  security: "/settings/security",
  billing: "/settings/billing",
  told: "/settings/notifications",
  data: "/settings/data",
  notifications: "/notifications",
};

for (const [whose, pages, wallet] of [
  ["everybody", EVERYBODYS, "Demo: Ada (fan)"],
  ["artists and operators", WORKPLACES, "Demo: Halden Pier (artist)"],
  ["accounts, without one", ACCOUNTS, "Demo: Ada (fan)"],
] as const) {
  test(`pages of ${whose} hold at every width in both themes`, async ({ arrive }, { outputDir }) => {
    test.slow();
    const person = await arrive("Looker");
    person.watch.allow(/Failed to load resource.*404/);
    await person.page.goto("/artist");
    await person.connect(wallet);
    await expectLooks(person, pages, outputDir);
  });
}
