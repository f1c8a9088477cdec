import { artistCoinAbi, artistGovernorAbi, coinLauncherAbi } from "@audifi/contracts/abi";
import { type Address, parseEther } from "viem";
import { buyCoinsElsewhere, coinFigures, type LaunchedCoin, prepareCoin } from "./support/coins.ts";
import { confirm, reviewDialog } from "./support/dialogs.ts";
import { LATE_EXTENSION, TIMELOCK, VOTING_DELAY, VOTING_PERIOD } from "./support/daos.ts";
import { expect, type Person, test } from "./support/person.ts";
import { addresses, client, fundedAccount, indexed, letTimePass, mined } from "./support/stack.ts";

const TITLE = "Pay for the mix";
const PAYMENT = parseEther("0.5");
const launcher = { address: addresses.launcher, abi: coinLauncherAbi } as const;

const home = ({ artistId }: LaunchedCoin) => `/coins/${artistId}/dao`;

async function lookAt(person: Person, path: string): Promise<void> {
  await person.visit(path);
  await person.expectConnected();
}

const openVotes = ({ page }: Person) => page.getByRole("region", { name: "Needs your vote" });

/** Opens the voting form's review with a choice and a reason. */
async function review(person: Person, choice: "For" | "Against", reason: string): Promise<void> {
  const form = person.page.getByRole("region", { name: "Your vote" });
  await form.getByRole("radio", { name: choice }).check();
  await form.getByLabel(/^Why/).fill(reason);
  await form.getByRole("button", { name: "Review vote" }).click();
  await expect(reviewDialog(person)).toContainText(choice);
}

test("a DAO is made, asked, votes both ways, and its treasury pays", async ({ arrive }) => {
  test.setTimeout(900_000);
  const { coin } = await prepareCoin("Voted For");
  const { artistId } = coin;
  const fan = await arrive("Fan's wallet");
  const doubter = await arrive("Doubter's wallet");
  const passer = await arrive("Passer-by's wallet");
  await buyCoinsElsewhere(coin, parseEther("5"), fan.wallet.account.address);
  await buyCoinsElsewhere(coin, parseEther("1"), doubter.wallet.account.address);
  await buyCoinsElsewhere(coin, parseEther("1"), passer.wallet.account.address);
  const payee = await fundedAccount();
  const treasury = await client.readContract({ ...launcher, functionName: "treasuryOf", args: [artistId] });
  const sender = await fundedAccount();
  await mined(await client.sendTransaction({ account: sender, to: treasury, value: parseEther("2") }));
  await indexed();

  await test.step("somebody makes it", async () => {
    await fan.visit(home(coin));
    await fan.connect();
    await fan.page.getByRole("button", { name: "Make the DAO" }).click();
    await confirm(fan, "Make it");
    await fan.expectDone(/Making the DAO of /);
    await expect(fan.page.getByRole("button", { name: "Make the DAO" })).toHaveCount(0);
  });
  const governor = {
    address: await client.readContract({ ...launcher, functionName: "governorOf", args: [artistId] }),
    abi: artistGovernorAbi,
  } as const;

  await test.step("votes are 0 until somebody delegates, and the page says why", async () => {
    await expect(fan.page.getByText(/Your voting power is 0, because/)).toBeVisible();
    await fan.page.getByRole("button", { name: "Delegate to myself" }).click();
    await expect(fan.page.getByRole("checkbox", { name: /^Delegate free of charge/ })).toBeChecked();
    const { address } = fan.wallet.account;
    const money = await client.getBalance({ address });
    await confirm(fan, "Sign the delegation");
    await fan.expectDone(`Delegating votes of ${coin.symbol}`);
    expect(await coinFigures(coin).delegateOf(address)).toBe(address);
    expect(await client.getBalance({ address })).toBe(money);
    await expect(fan.page.getByText(/Your voting power is 0/)).toHaveCount(0);

    const { account } = doubter.wallet;
    const call = { address: coin.address, abi: artistCoinAbi, functionName: "delegate" } as const;
    await mined(await client.writeContract({ ...call, account, args: [account.address] }));
    await letTimePass(1);
  });

  await test.step("a proposal that would fail is told as such before it is made", async () => {
    await lookAt(fan, `${home(coin)}/propose`);
    await fan.page.getByLabel("Amount").fill("1000");
    await fan.page.getByLabel("To", { exact: true }).fill(payee.address);
    await fan.page.getByRole("button", { name: "Add", exact: true }).click();
    await expect(fan.page.getByText(/^Would fail now/)).toBeVisible();
    await fan.page.getByRole("button", { name: "Remove the last one" }).click();
  });

  await test.step("one that works is proposed", async () => {
    await fan.page.getByLabel("Title").fill(TITLE);
    await fan.page.getByLabel("Why").fill("She mixed it in a week.");
    await fan.page.getByLabel("Amount").fill("0.5");
    await fan.page.getByRole("button", { name: "Add", exact: true }).click();
    await expect(fan.page.getByText("Would work now")).toBeVisible();
    await fan.page.getByRole("button", { name: "Review proposal" }).click();
    await confirm(fan, "Propose");
    await fan.expectDone(`Proposing: ${TITLE}`);
    await expect(fan.page).toHaveURL(new RegExp(`${home(coin)}$`));
  });
  const proposalId = await onlyProposal(governor.address);
  const deadline = () =>
    client.readContract({ ...governor, functionName: "proposalDeadline", args: [proposalId] });
  const votes = () => client.readContract({ ...governor, functionName: "proposalVotes", args: [proposalId] });
  const proposal = `${home(coin)}/1`;

  await test.step("before its vote opens nobody can vote", async () => {
    await fan.page.getByRole("link", { name: TITLE }).click();
    await expect(fan.page.getByRole("heading", { level: 1, name: TITLE })).toBeVisible();
    await expect(fan.page.getByText(/The vote opens after/)).toBeVisible();
    await expect(fan.page.getByRole("button", { name: "Review vote" })).toHaveCount(0);
  });

  await test.step("one votes against, and pays the network's fee", async () => {
    await letTimePass(VOTING_DELAY + 1);
    await doubter.visit(proposal);
    await doubter.connect();
    const free = doubter.page.getByRole("checkbox", { name: /^Vote free of charge/ });
    await expect(free).toBeChecked();
    await free.uncheck();
    await review(doubter, "Against", "Too dear.");
    await confirm(doubter, "Vote");
    await doubter.expectDone("Voting on proposal 1");
    await expect(doubter.page.getByText("A vote cannot be changed.")).toBeVisible();
    await expect(doubter.page.getByText("Too dear.")).toBeVisible();
    expect((await votes())[0]).toBe(await coinFigures(coin).balanceOf(doubter.wallet.account.address));
  });

  await test.step("who has the page open sees that vote without loading it again", async () => {
    await expect(fan.page.getByText("Too dear.")).toBeVisible({ timeout: 90_000 });
    await expect(fan.page.getByRole("button", { name: "Review vote" })).toBeVisible();
  });

  await test.step("the vote waits in the portfolio and beside the notifications of who has votes", async () => {
    await lookAt(fan, "/notifications");
    await expect(openVotes(fan).getByRole("link", { name: TITLE })).toBeVisible();
    await lookAt(doubter, "/portfolio");
    await expect(openVotes(doubter)).toContainText("No open vote waits.");
    await lookAt(fan, "/portfolio");
    await openVotes(fan).getByRole("link", { name: TITLE }).click();
    await expect(fan.page).toHaveURL(new RegExp(`${proposal}$`));
  });

  await test.step("who had not delegated in time has no votes here, and reads why", async () => {
    await passer.visit(proposal);
    await passer.connect();
    await expect(passer.page.getByText(/Your voting power is 0: when this vote opened/)).toBeVisible();
    await expect(passer.page.getByRole("button", { name: "Review vote" })).toBeDisabled();
  });

  await test.step("one votes for with a signature that the relay sends, so late that the vote goes on", async () => {
    const before = await deadline();
    const { timestamp } = await client.getBlock();
    await letTimePass(Number(before - timestamp) - LATE_EXTENSION + 1);
    await lookAt(fan, proposal);
    const { address } = fan.wallet.account;
    const money = await client.getBalance({ address });
    await expect(fan.page.getByRole("checkbox", { name: /^Vote free of charge/ })).toBeChecked();
    await review(fan, "For", "She earned it.");
    await confirm(fan, "Sign the vote");
    await fan.expectDone("Voting on proposal 1");
    expect((await votes())[1]).toBe(await coinFigures(coin).balanceOf(address));
    expect(await client.getBalance({ address })).toBe(money);
    expect(await deadline()).toBeGreaterThan(before);
    await lookAt(fan, "/portfolio");
    await expect(openVotes(fan)).toContainText("No open vote waits.");
  });

  await test.step("it passes, waits, and the treasury pays", async () => {
    await letTimePass(VOTING_PERIOD);
    await lookAt(fan, proposal);
    await fan.page.getByRole("button", { name: "Queue", exact: true }).click();
    await confirm(fan, "Queue it");
    await fan.expectDone("Queueing proposal 1");
    await expect(fan.page.getByText(/can be executed from/)).toBeVisible();
    await letTimePass(TIMELOCK + 1);
    await lookAt(fan, proposal);
    const before = await client.getBalance({ address: payee.address });
    await fan.page.getByRole("button", { name: "Execute", exact: true }).click();
    await confirm(fan, "Execute it");
    await fan.expectDone("Executing proposal 1");
    expect((await client.getBalance({ address: payee.address })) - before).toBe(PAYMENT);
    expect(await client.getBalance({ address: treasury })).toBe(parseEther("2") - PAYMENT);
    await expect(fan.page.getByRole("button", { name: "Execute", exact: true })).toHaveCount(0);
  });
});

async function onlyProposal(address: Address): Promise<bigint> {
  const created = await client.getContractEvents({
    ...{ address, abi: artistGovernorAbi, eventName: "ProposalCreated", fromBlock: 0n, strict: true },
  } as const);
  expect(created).toHaveLength(1);
  return created[0]!.args.proposalId;
}
