import {
  giveVotes,
  LATE_EXTENSION,
  openVote,
  prepareDao,
  VOTING_PERIOD,
  voteElsewhere,
} from "../support/daos.ts";
import { confirm, reviewDialog } from "../support/dialogs.ts";
import { expect, type Person, test } from "../support/person.ts";
import { client, indexed, letTimePass } from "../support/stack.ts";

let prepared: ReturnType<typeof prepareDao> | undefined;
let count = 0;

/** One DAO for all of these; each test has a proposal and a voter of its own. */
async function prepareVote(voter: Person, title: string) {
  prepared ??= prepareDao("Votes That Fail");
  const dao = await prepared;
  await giveVotes(dao, voter.wallet.account, "2");
  const id = await openVote(dao, dao.proposer, title);
  count += 1;
  return { dao, id, path: `${dao.home}/${count}` };
}

async function openReview(voter: Person, path: string, { isFree }: { isFree: boolean }): Promise<void> {
  await voter.visit(path);
  await voter.connect();
  const free = voter.page.getByRole("checkbox", { name: /^Vote free of charge/ });
  await expect(free).toBeChecked();
  if (!isFree) await free.uncheck();
  await voter.page.getByRole("button", { name: "Review vote" }).click();
}

/** A page that has heard by then of what happened closes the review, and says the same itself. */
async function confirmIfOpen(voter: Person, label: string, said: RegExp): Promise<void> {
  const button = reviewDialog(voter).getByRole("button", { name: label });
  await expect(button.or(voter.page.getByText(said)).first()).toBeVisible();
  await button.click({ timeout: 30_000 }).catch(() => undefined);
}

for (const isFree of [true, false]) {
  test(`who voted elsewhere meanwhile reads that the vote counts, ${isFree ? "by signature" : "by wallet"}`, async ({
    arrive,
  }) => {
    test.slow();
    const voter = await arrive("Voter");
    const { dao, id, path } = await prepareVote(voter, `Voted elsewhere, ${isFree ? "free" : "paid"}`);
    await openReview(voter, path, { isFree });
    await voteElsewhere(dao, voter.wallet.account, id, 0);
    const said = /A vote cannot be changed\./;
    await confirmIfOpen(voter, isFree ? "Sign the vote" : "Vote", said);
    await expect(voter.page.getByText(said).first()).toBeVisible();
    expect(voter.wallet.asked).toEqual([]);
  });
}

test("a vote that closed while somebody read is told as such, and can only be watched", async ({
  arrive,
}) => {
  test.slow();
  const voter = await arrive("Voter");
  const { path } = await prepareVote(voter, "Closes too soon");
  await openReview(voter, path, { isFree: false });
  await letTimePass(VOTING_PERIOD + LATE_EXTENSION + 1);
  const said = /It is defeated|The vote is closed\./;
  await confirmIfOpen(voter, "Vote", said);
  await expect(voter.page.getByText(said).first()).toBeVisible();
  expect(voter.wallet.asked).toEqual([]);
  await indexed();
  await voter.page.reload();
  await expect(voter.page.getByText("The vote is closed.")).toBeVisible();
  await expect(voter.page.getByText(/^It was defeated: too few votes/)).toBeVisible();
  for (const name of ["Review vote", "Queue", "Execute"]) {
    await expect(voter.page.getByRole("button", { name, exact: true })).toHaveCount(0);
  }
});

test("when nobody sends signed votes, the wallet pays for its own", async ({ arrive }) => {
  test.slow();
  const voter = await arrive("Voter");
  voter.watch.allow(/Failed to load resource/);
  const { path } = await prepareVote(voter, "Paid for by its voter");
  await voter.page.route("**/v1/sponsored/votes", (route) =>
    route.fulfill({
      status: 503,
      json: { error: { code: "sponsor.unavailable", message: "Nobody pays now.", requestId: "1" } },
      headers: {
        "access-control-allow-origin": new URL(voter.page.url()).origin,
        "access-control-allow-credentials": "true",
      },
    }),
  );
  await openReview(voter, path, { isFree: true });
  await confirm(voter, "Sign the vote");
  await expect(voter.warning).toContainText("You can send it yourself now, for the network's fee.");
  const { address } = voter.wallet.account;
  const before = await client.getBalance({ address });
  await confirm(voter, "Vote");
  await voter.expectDone(/Voting on proposal/);
  expect(await client.getBalance({ address })).toBeLessThan(before);
});

test("who has too few votes to propose reads how many it takes, and what to do about it", async ({
  arrive,
}) => {
  const passer = await arrive("Passer-by");
  prepared ??= prepareDao("Votes That Fail");
  const dao = await prepared;
  await passer.visit(`${dao.home}/propose`);
  await passer.connect();
  await passer.page.getByLabel("Title").fill("Give me the treasury");
  await expect(passer.page.getByText(/^A proposal needs .* votes and you have 0\. Delegate/)).toBeVisible();
  await expect(passer.page.getByRole("button", { name: "Review proposal" })).toBeDisabled();
});
