import { switchboardAbi } from "@audifi/contracts/abi";
import { buyPanel, buyShares } from "../support/buying.ts";
import { confirm, reviewDialog } from "../support/dialogs.ts";
import { ether, figuresOf } from "../support/figures.ts";
import { prepareMaster } from "../support/offerings.ts";
import { expect, test } from "../support/person.ts";
import { OWNERS, propose, saveProposal, signAndExecute, takeProposal } from "../support/safe.ts";
import { addresses, client } from "../support/stack.ts";

const isPaused = () =>
  client.readContract({ address: addresses.switchboard, abi: switchboardAbi, functionName: "isPaused" });

test("two owners of the Safe pause the platform, and one with the role ends the pause", async ({
  arrive,
}) => {
  // Several people, one after the other.
  test.slow();
  const master = await prepareMaster("Held Breath");
  const [first, second, fan] = [await arrive("First"), await arrive("Second"), await arrive("Fan")];
  await first.visit("/admin");
  await expect(first.page.getByRole("heading", { name: "Not paused" })).toBeVisible();
  await expect(first.page.getByRole("button", { name: "Pause the platform" })).toBeDisabled();
  await first.connect(OWNERS.two);
  await propose(first, "Pause the platform", "Claiming, withdrawing, transferring");
  await expect(first.page.getByRole("button", { name: "Execute transaction" })).toBeDisabled();
  const text = await saveProposal(first);

  await second.visit("/admin");
  await second.connect(OWNERS.three);
  await takeProposal(second, text);
  await signAndExecute(second, "Pause buying, launching, depositing and staking for 14 days");
  await expect(second.page.getByRole("heading", { name: "Paused", exact: true })).toBeVisible();
  expect(await isPaused()).toBe(true);

  await fan.visit(`/masters/${master.number}`);
  await fan.connect();
  await expect(fan.page.getByText("Buying is paused")).toBeVisible();
  await expect(buyPanel(fan).getByRole("button")).toBeDisabled();

  await first.page.reload();
  await first.page
    .getByRole("banner")
    .getByRole("button", { name: /^Disconnect/ })
    .click();
  await first.connect(OWNERS.one);
  await first.page.getByRole("button", { name: "End the pause" }).click();
  await expect(reviewDialog(first)).toContainText("you, by a role of your own");
  await confirm(first, "Send");
  await first.expectDone("End the running pause now");
  await expect(first.page.getByText("Another pause may begin")).toBeVisible();

  await fan.page.reload();
  await fan.expectConnected();
  await buyShares(fan, 1, master.title);
  expect(await figuresOf(master.shares, ether).balanceOf(fan.wallet.account.address)).toBe(1);
});
