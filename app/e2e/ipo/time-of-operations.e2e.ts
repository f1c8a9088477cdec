import { masterRegistryAbi } from "@audifi/contracts/abi";
import { expect, test } from "../support/person.ts";
import { handOver, OWNERS, propose, signAndExecute } from "../support/safe.ts";
import { addresses, client, letTimePass } from "../support/stack.ts";

const DAY = 86_400;

// Moves the chain's clock, as the other files that come last.

test("a new fee waits a day in public before owners can execute it", async ({ arrive }) => {
  // Several people, one after the other.
  test.slow();
  const registry = { address: addresses.registry, abi: masterRegistryAbi } as const;
  const fee = await client.readContract({ ...registry, functionName: "platformFee" });
  const percent = `${fee / 100}`;
  const words = `Set the platform fee of new masters to ${percent} %`;
  const owner = await arrive("Owners' office");
  const { page } = owner;
  await owner.visit("/admin/settings");
  await owner.connect(OWNERS.two);
  await page.getByLabel("Address of the new code").fill(addresses.vault);
  await page.getByRole("button", { name: "Change the code" }).click();
  await expect(page.getByText("This contract is not made to be somebody's code")).toBeVisible();
  await page.getByLabel("New fee in %").fill("12");
  await page.getByRole("button", { name: "Change the fee" }).click();
  await expect(page.getByText("A percentage from 0 to 5")).toBeVisible();
  await page.getByLabel("New fee in %").fill(percent);
  await propose(owner, "Change the fee", "1 day later, once executed");
  await handOver(owner, OWNERS.three);
  await page.getByRole("link", { name: "1 transaction of the Safe" }).click();
  await signAndExecute(owner, `Schedule: ${words}`);

  const operation = page
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading", { name: words, exact: true }) });
  await expect(operation).toContainText("Waiting, another");
  await expect(operation.getByRole("button", { name: `Cancel: ${words}` })).toBeEnabled();
  await expect(operation.getByRole("button", { name: `Execute: ${words}` })).toHaveCount(0);

  await letTimePass(DAY + 60);
  await page.reload();
  await owner.expectConnected();
  await expect(operation).toContainText("Ready to be executed");
  await propose(owner, `Execute: ${words}`, `Execute: ${words}`);
  await handOver(owner, OWNERS.one);
  await signAndExecute(owner, `Execute: ${words}`);
  await expect(operation).toContainText("Executed");
});
