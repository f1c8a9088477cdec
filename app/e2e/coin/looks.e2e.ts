import { expectLooks } from "../support/looks.ts";
import { test } from "../support/person.ts";

test("the pages of coins hold at every width in both themes", async ({ arrive }, { outputDir }) => {
  const person = await arrive("Looker");
  await person.page.goto("/coins");
  await person.connect("Demo: Ada (fan)");
  const pages = { coins: "/coins", coin: "/coins/1", stake: "/coins/1/stake", portfolio: "/portfolio" };
  await expectLooks(person, pages, outputDir);
});
