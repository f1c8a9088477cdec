import { encodeFunctionData, keccak256, toHex, type Abi, type Address, type Hex } from "viem";

import {
  artistCoinAbi,
  artistGovernorAbi,
  coinLauncherAbi,
  coinStakingAbi,
  liquidityLockerAbi,
  swapRouterAbi,
  weth9Abi,
} from "../../../contracts/exports/abi.ts";
import { call, type Transaction } from "./chain.ts";
import { createReader } from "./chain-state.ts";
import type { Random } from "./random.ts";
import { EVERYBODY, FANS, OPERATOR, type World, type WorldCoin } from "./world.ts";

export interface WorldDao extends WorldCoin {
  governor: Address;
  treasury: Address;
}

interface Plan {
  targets: Address[];
  values: bigint[];
  datas: Hex[];
  description: string;
}

interface Play {
  world: World;
  random: Random;
}

const governorAbi = artistGovernorAbi as Abi;
const DELAY = 60;
const PERIOD = 600;
const TIMELOCK = 120;
const PROPOSALS = 5;
const GIFT = 10n ** 15n;

const onGovernor = (from: Address, { governor }: WorldDao, name: string, args: unknown[]): Transaction =>
  call(`dao: ${name}`, from, governor, governorAbi, name, args);

/** Where the DAOs of the coins are, or will be. */
export const findDaos = async (world: World): Promise<WorldDao[]> => {
  const address = world.deployment.contracts.CoinLauncher.address;
  const of = (functionName: string) =>
    world.coins.map(({ artistId }) => ({
      ...{ address, abi: coinLauncherAbi as Abi, functionName, args: [artistId] },
    }));
  const read = createReader(world);
  const [governors, treasuries] = await Promise.all([read(of("governorOf")), read(of("treasuryOf"))]);
  return world.coins.map((coin, i) => ({
    ...coin,
    governor: governors[i] as Address,
    treasury: treasuries[i] as Address,
  }));
};

/** As much as brings a quorum together: a tenth of the supply and more, whatever the price. */
const buyPower = ({ deployment }: World, { coin, artistId }: WorldDao): Transaction[] => {
  const { weth, uniswap } = deployment;
  const amountIn = 5n * 10n ** (17n + artistId);
  return FANS.slice(0, 5).map((recipient) => {
    const limits = { amountOutMinimum: 0n, sqrtPriceLimitX96: 0n };
    const args = [{ tokenIn: weth, tokenOut: coin, fee: 10_000, recipient, amountIn, ...limits }];
    const abi = swapRouterAbi as Abi;
    return call("buy votes", recipient, uniswap.swapRouter, abi, "exactInputSingle", args, amountIn);
  });
};

/** Everybody votes with what they have, and the treasuries have something of each kind to spend. */
const prepare = async ({ world }: Play, daos: readonly WorldDao[]): Promise<void> => {
  const { weth, contracts } = world.deployment;
  const locker = contracts.LiquidityLocker.address;
  await world.chain.mustMine([
    ...daos.map(({ artistId }) =>
      call("deploy DAO", OPERATOR, contracts.CoinLauncher.address, coinLauncherAbi as Abi, "deployDao", [
        artistId,
      ]),
    ),
    ...daos.flatMap((dao) => buyPower(world, dao)),
    call("wrap", OPERATOR, weth, weth9Abi as Abi, "deposit", [], 10n * GIFT),
  ]);
  await world.chain.mine(
    daos.flatMap(({ coin, treasury, artistId }) => [
      ...EVERYBODY.map((one) =>
        call("coin: delegate", one, coin, artistCoinAbi as Abi, "delegate", [
          FANS[FANS.indexOf(one) % 5] ?? one,
        ]),
      ),
      call("give WETH", OPERATOR, weth, weth9Abi as Abi, "transfer", [treasury, GIFT]),
      { kind: "give native coin", from: OPERATOR, to: treasury, data: "0x" as Hex, value: GIFT },
      call("pay DAO", OPERATOR, locker, liquidityLockerAbi as Abi, "payTreasury", [artistId]),
    ]),
    1,
  );
};

const somePlan = ({ world, random }: Play, dao: WorldDao, number: number): Plan => {
  const { weth } = world.deployment;
  const to = random.pick(FANS);
  const encode = (abi: unknown, functionName: string, args: unknown[]): Hex =>
    encodeFunctionData({ abi: abi as Abi, functionName, args });
  const calls: [Address, bigint, Hex][] = [
    [dao.staking, 0n, encode(coinStakingAbi, "setRateFactor", [random.int(2_500, 20_000)])],
    [dao.staking, 0n, encode(coinStakingAbi, "setCap", [random.int(0, 1_500)])],
    [weth, 0n, encode(weth9Abi, "transfer", [to, BigInt(random.int(1, 1_000))])],
    [weth, 0n, encode(weth9Abi, "withdraw", [BigInt(random.int(1, 1_000))])],
    [to, BigInt(random.int(1, 1_000)), "0x"],
    [dao.coin, 0n, encode(artistCoinAbi, "transfer", [to, 1n])],
    [dao.governor, 0n, encode(governorAbi, "updateQuorumNumerator", [BigInt(random.int(100, 2_000))])],
    [dao.governor, 0n, encode(governorAbi, "setProposalThreshold", [BigInt(random.int(0, 100))])],
  ];
  const chosen = random.some(calls, random.int(1, 3));
  return {
    targets: chosen.map(([target]) => target),
    values: chosen.map(([, value]) => value),
    datas: chosen.map(([, , data]) => data),
    description: `# Proposal ${number} of ${dao.artistId}\n\n${random.bytes(4)}`,
  };
};

const keyOf = ({ targets, values, datas, description }: Plan): unknown[] => [
  targets,
  values,
  datas,
  keccak256(toHex(description)),
];

const idsOf = async ({ world }: Play, made: readonly [WorldDao, Plan][]): Promise<bigint[]> =>
  (await createReader(world)(
    made.map(([{ governor }, plan]) => ({
      ...{ address: governor, abi: governorAbi, functionName: "getProposalId", args: keyOf(plan) },
    })),
  )) as bigint[];

const moveStakes = ({ random }: Play, dao: WorldDao): Transaction[] =>
  random
    .some(FANS, 4)
    .map((fan) =>
      call("staking: stake", fan, dao.staking, coinStakingAbi as Abi, "stake", [
        random.int(0, 3),
        10n ** 18n,
      ]),
    );

/** Proposals of every end in the DAOs of all coins, while stakes move around their snapshots. */
export const playDaos = async (play: Play): Promise<void> => {
  const { world, random } = play;
  const { chain } = world;
  const daos = await findDaos(world);
  await prepare(play, daos);
  const made = daos.flatMap((dao) =>
    Array.from({ length: PROPOSALS }, (_, i): [WorldDao, Plan] => [dao, somePlan(play, dao, i)]),
  );
  const proposers = made.map(([dao]) => ({ dao, proposer: random.pick(FANS.slice(0, 5)) }));
  await chain.mine(
    made.map(([dao, { targets, values, datas, description }], i) =>
      onGovernor(proposers[i]!.proposer, dao, "propose", [targets, values, datas, description]),
    ),
    1,
  );
  await chain.mine(
    daos.flatMap((dao) => moveStakes(play, dao)),
    DELAY,
  );
  const ids = await idsOf(play, made);
  await chain.mine(
    daos.flatMap((dao) => moveStakes(play, dao)),
    1,
  );
  const vote = (dao: WorldDao, id: bigint, voter: Address): Transaction =>
    onGovernor(voter, dao, "castVoteWithReason", [
      id,
      random.pick([0, 1, 1, 1, 2]),
      random.pick(["", "Because"]),
    ]);
  const voters = (count: number): Address[] => random.some([...FANS.slice(0, 5), ...FANS], count);
  await chain.mine(
    made.flatMap(([dao], i) => (i % PROPOSALS === 0 ? [] : voters(2).map((one) => vote(dao, ids[i]!, one)))),
    9,
  );
  await chain.mine(
    made.flatMap(([dao], i) => (i % PROPOSALS === 1 ? [] : voters(6).map((one) => vote(dao, ids[i]!, one)))),
    PERIOD - 100,
  );
  const later = (name: string, isWanted: (i: number) => boolean): Transaction[] =>
    made.flatMap(([dao, plan], i) => (isWanted(i) ? [onGovernor(OPERATOR, dao, name, keyOf(plan))] : []));
  await chain.mine(
    later("queue", (i) => i % PROPOSALS > 0),
    PERIOD,
  );
  await chain.mine(
    later("execute", (i) => i % PROPOSALS > 1),
    TIMELOCK,
  );
  const waiting = daos.map((dao): [WorldDao, Plan] => [dao, somePlan(play, dao, PROPOSALS)]);
  const [dao, plan] = waiting[0]!;
  await chain.mine(
    [
      ...waiting.map(([one, { targets, values, datas, description }]) =>
        onGovernor(FANS[0]!, one, "propose", [targets, values, datas, description]),
      ),
      onGovernor(FANS[0]!, dao, "cancel", keyOf(plan)),
    ],
    1,
  );
};
