import type { Address } from "viem";

import { buy, claim, deposit } from "../../test/helpers/actions.ts";
import { launch, launchUsdc, type Master, type Platform } from "../../test/helpers/fixture.ts";
import { people, wallets } from "../../test/helpers/network.ts";
import { cid, statement } from "../../test/helpers/terms.ts";
import { call, deployPeer, type Measure, type PeerContract, personOf, sumOf } from "../measure.ts";

const { admin, ann, ben, stranger } = people;
const ETHER = 10n ** 18n;

/** Ann and Ben hold, one deposit came and Ann claimed it: nothing is a first time. A second deposit waits. */
async function prepareMaster(master: Master, count: number, amount = ETHER): Promise<Master> {
  await buy(master, ann, count);
  await buy(master, ben, 3);
  await deposit(master, amount);
  await claim(ann, master);
  await deposit(master, amount);
  return master;
}

async function deploy1726() {
  const token = await deployPeer("Erc1726Token");
  await call(token, "mint", [ann, 50n], admin);
  await call(token, "mint", [ben, 3n], admin);
  await call(token, "distributeDividends", [], stranger, ETHER);
  await call(token, "withdrawDividend", [], ann);
  await call(token, "distributeDividends", [], stranger, ETHER);
  return token;
}

const paySplitter = (to: Address) => wallets[0]!.sendTransaction({ to, value: ETHER });

async function deploySplitter() {
  const splitter = await deployPeer("OpenZeppelinSplitter", [
    [ann, ben],
    [50n, 3n],
  ]);
  await paySplitter(splitter.address);
  await call(splitter, "release", [ann], ann);
  await paySplitter(splitter.address);
  return splitter;
}

async function deployStakingRewards({ usdc }: Platform) {
  const rewards = await deployPeer("StakingRewards", [usdc.address]);
  await usdc.write.approve([rewards.address, 100n], { account: ann });
  await call(rewards, "stake", [50n], ann);
  await usdc.write.mint([rewards.address, 10n ** 12n]);
  await call(rewards, "notifyRewardAmount", [10n ** 9n], admin);
  await call(rewards, "notifyRewardAmount", [10n ** 9n], admin);
  return rewards;
}

/** One that pays 1,000 accounts, all of which exist. */
async function deployPushSplitter() {
  const splitter = await deployPeer("PushSplitter");
  for (let batch = 0; batch < 1_000; batch += 250) {
    const holders: Address[] = [];
    for (let i = batch; i < batch + 250; ++i) holders.push(await personOf(i));
    await call(splitter, "add", [holders], admin);
  }
  return splitter;
}

export async function dividends(platform: Platform): Promise<Measure[]> {
  const one = await prepareMaster(await launch(platform), 1);
  const fifty = await prepareMaster(await launch(platform), 50);
  const dollars = await prepareMaster(await launchUsdc(platform), 50, 10n ** 9n);
  const five: Master[] = [];
  for (let i = 0; i < 5; ++i) five.push(await prepareMaster(await launch(platform), 50));
  const fresh = await launch(platform);
  await buy(fresh, ann, 50);

  const token = await deploy1726();
  const tokens: PeerContract[] = [];
  for (let i = 0; i < 5; ++i) tokens.push(await deploy1726());
  const splitter = await deploySplitter();
  const rewards = await deployStakingRewards(platform);
  const push = await deployPushSplitter();

  const withdraw = { "ERC-1726 (one pool)": () => call(token, "withdrawDividend", [], ann) };
  const release = { "OZ PaymentSplitter (fixed payees)": () => call(splitter, "release", [ann], ann) };

  return [
    {
      name: "Deposit revenue",
      target: 46_000,
      ours: () => deposit(fifty, ETHER),
      peers: {
        "ERC-1726 (no statement, no books)": () => call(token, "distributeDividends", [], stranger, ETHER),
        "StakingRewards notifyRewardAmount": () => call(rewards, "notifyRewardAmount", [10n ** 9n], admin),
        "push to 1,000 holders": () => call(push, "split", [], stranger, ETHER),
      },
    },
    {
      name: "Deposit revenue with a statement document",
      ours: () => deposit(fifty, ETHER, stranger, statement(cid("statement"))),
    },
    { name: "Deposit revenue, first of a master", ours: () => deposit(fresh, ETHER) },
    { name: "Deposit revenue in USDC", target: 66_000, ours: () => deposit(dollars, 10n ** 9n) },
    {
      name: "Claim from 1 master, 1 share",
      target: 50_000,
      ours: () => claim(ann, one),
      peers: { ...withdraw, ...release },
    },
    {
      name: "Claim from 1 master, 50 shares",
      target: 50_000,
      ours: () => claim(ann, fifty),
      peers: { ...withdraw, ...release },
    },
    { name: "Claim from 1 master in USDC", target: 72_000, ours: () => claim(ann, dollars) },
    {
      name: "Claim from 5 masters",
      target: 125_000,
      ours: () => claim(ann, ...five),
      peers: {
        "ERC-1726 (five transactions)": () =>
          sumOf(tokens.map((each) => call(each, "withdrawDividend", [], ann))),
      },
    },
  ];
}
