import { expectLooks } from "../support/looks.ts";
import { test } from "../support/person.ts";

test("the pages of DAOs hold at every width in both themes", async ({ arrive }, { outputDir }) => {
  test.slow();
  const person = await arrive("Looker");
  await person.page.goto("/coins/1/dao");
  await person.connect("Demo: Ada (fan)");
  const pages = {
    ...{ dao: "/coins/1/dao", "no-dao": "/coins/2/dao", propose: "/coins/1/dao/propose" },
    ...{ executed: "/coins/1/dao/1", defeated: "/coins/1/dao/3", cancelled: "/coins/1/dao/4" },
    ...{ queued: "/coins/1/dao/6", open: "/coins/1/dao/7", waiting: "/coins/1/dao/8" },
  };
  await expectLooks(person, pages, outputDir);
});
