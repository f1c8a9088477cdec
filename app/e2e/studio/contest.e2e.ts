import { confirm } from "../support/dialogs.ts";
import { expectNothingSticksOut } from "../support/looks.ts";
import { registerArtist } from "../support/offerings.ts";
import { expect, type Person, test } from "../support/person.ts";
import { killRelay, letTimePass, reviveRelay } from "../support/stack.ts";
import {
  castDirectly,
  countOf,
  keptBallots,
  openPrepared,
  prepareSession,
  publishCount,
  vote,
} from "../support/studio.ts";

const DAY = 86_400;

/** An address among the discrepancies does not make the page wider than a phone. */
async function expectNarrow({ page }: Person): Promise<void> {
  const whole = page.viewportSize() ?? { width: 1280, height: 900 };
  await page.setViewportSize({ width: 390, height: 900 });
  await expectNothingSticksOut(page, "a recount with discrepancies");
  await page.setViewportSize(whole);
}

test("a wrong count is found by counting again, and contested from the page", async ({ arrive }) => {
  const by = await registerArtist("Counted Wrongly");
  const session = await prepareSession(by, "Who Counts the Count");
  await openPrepared(by, session);
  const fan = await arrive("Fan's wallet");
  const { page } = fan;
  // The relay is killed on the way.
  fan.watch.allow(/net::|WebSocket|\/v1\//);
  await page.goto(session.path);
  await fan.connect();
  await vote(fan, "Low Tide");
  await vote(fan, "Machine");
  const direct = await castDirectly(session, 1, 2);
  const relayed = await keptBallots(fan, session);
  expect(relayed).toHaveLength(2);
  const count = page.getByRole("button", { name: /^Count/ });

  await killRelay();
  try {
    await test.step("a count that leaves a ballot out and adds weight is published", async () => {
      await letTimePass(DAY);
      const withheld = relayed.filter(({ decision }) => decision === 0);
      const heavier = withheld.map((ballot) => ({ ...ballot, weight: 9 }));
      await publishCount(session, [...heavier, direct], 7n);
    });

    await test.step("the recount names what is wrong, and what can be proven", async () => {
      await page.goto(`${session.path}/recount`);
      await fan.expectConnected();
      await count.click();
      await expect(page.getByRole("heading", { name: "2 discrepancies" })).toBeVisible();
      await expect(page.locator('[data-discrepancy="wrong-weight"]')).toContainText(
        "for decision 1 weighs 1",
      );
      await expect(page.locator('[data-discrepancy="wrong-tally"]')).toContainText("published was 7, 9");
      await expectNarrow(fan);
      const provable = page.getByRole("region", { name: "What can be proven on chain" });
      await expect(provable.getByText(/was not counted although .*, in decision 2\./)).toBeVisible();
      await page.getByRole("button", { name: "Look for it" }).click();
      await expect(page.getByText("Decision 1: “Machine”")).toBeVisible();
      await expect(page.getByText(/^Decision 2:/)).toHaveCount(0);
    });

    await test.step("the voter contests it from the page, which tells what happened", async () => {
      await page.getByRole("button", { name: "Contest with this proof" }).click();
      await confirm(fan, "Contest it");
      await fan.expectDone(`Contesting the count of ${session.title}`);
      await expect(page.getByText("The first count was proven wrong.")).toBeVisible();
      await expect(page.getByText("This publication was contested already")).toBeVisible();
      await expect(page.getByRole("button", { name: "Contest with this proof" })).toHaveCount(0);
      expect(await countOf(session)).toMatchObject({ publications: 1, isContested: true });
    });

    await test.step("what is published then is right, which the page that stayed open finds", async () => {
      await publishCount(session, [...relayed, direct]);
      await expect(page.getByText("for the second time")).toBeVisible({ timeout: 60_000 });
      await expect(page.getByText("The ballots were published again")).toBeVisible();
      await count.click();
      await expect(page.getByRole("heading", { name: "Everything is as published" })).toBeVisible();
      await expect(page.getByText("This publication was contested already")).toHaveCount(0);
    });
  } finally {
    await reviveRelay();
  }
});
