import { artistGovernorAbi } from "@audifi/contracts/abi";
import { giveVotes, openVote, prepareDao } from "../support/daos.ts";
import { reviewDialog } from "../support/dialogs.ts";
import { pressOn, tabTo } from "../support/keyboard.ts";
import { expect, test } from "../support/person.ts";
import { client, indexed } from "../support/stack.ts";

test("somebody votes and proposes with the keyboard alone", async ({ arrive }) => {
  test.slow();
  const dao = await prepareDao("No Mouse For Votes");
  const fan = await arrive("Fan");
  const { page } = fan;
  const voter = fan.wallet.account;
  await giveVotes(dao, voter, "5");
  const id = await openVote(dao, dao.proposer, "Keep the name");
  const governor = { address: dao.governor, abi: artistGovernorAbi } as const;

  await test.step("votes against, free of charge", async () => {
    await page.goto(`${dao.home}/1`);
    await pressOn(fan, page.getByRole("banner").getByRole("button", { name: "Connect" }));
    await pressOn(fan, page.getByRole("dialog").getByRole("button", { name: "Fan", exact: true }));
    await fan.expectConnected();
    await expect(page.getByRole("checkbox", { name: /^Vote free of charge/ })).toBeChecked();
    await tabTo(fan, page.getByRole("radio", { name: "For", exact: true }));
    await page.keyboard.press("ArrowDown");
    await expect(page.getByRole("radio", { name: "Against" })).toBeChecked();
    await tabTo(fan, page.getByLabel(/^Why/));
    await page.keyboard.type("It is a good name already.");
    const review = page.getByRole("button", { name: "Review vote" });
    await expect(review).toBeEnabled();
    await pressOn(fan, review);
    await expect(reviewDialog(fan)).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(review).toBeFocused();
    await page.keyboard.press("Enter");
    await pressOn(fan, reviewDialog(fan).getByRole("button", { name: "Sign the vote" }));
    await fan.expectDone("Voting on proposal 1");
    const [against] = await client.readContract({ ...governor, functionName: "proposalVotes", args: [id] });
    expect(against).toBeGreaterThan(0n);
  });

  await test.step("proposes to say something", async () => {
    await indexed();
    await page.goto(`${dao.home}/propose`);
    await fan.expectConnected();
    await tabTo(fan, page.getByLabel("Title"));
    await page.keyboard.type("Thank the string players");
    await tabTo(fan, page.getByLabel("Why"));
    await page.keyboard.type("They came twice.");
    await tabTo(fan, page.getByLabel("What", { exact: true }));
    await page.keyboard.type("Only say");
    await pressOn(fan, page.getByRole("button", { name: "Add", exact: true }));
    await expect(page.getByText("Would work now")).toBeVisible();
    await pressOn(fan, page.getByRole("button", { name: "Review proposal" }));
    await pressOn(fan, reviewDialog(fan).getByRole("button", { name: "Propose", exact: true }));
    await fan.expectDone("Proposing: Thank the string players");
    await expect(page).toHaveURL(new RegExp(`${dao.home}$`));
  });
});
