import assert from "node:assert/strict";

import { type Abi } from "viem";

import {
  artistCoinAbi,
  artistGovernorAbi,
  artistTreasuryAbi,
  coinStakingAbi,
} from "../../../contracts/exports/abi.ts";
import { createReader, type Read } from "./chain-state.ts";
import { findDaos, type WorldDao } from "./dao-play.ts";
import { readAll, type Row } from "./indexed.ts";
import type { World } from "./world.ts";

const STATES = ["pending", "active", "cancelled", "defeated", "succeeded", "queued", "expired", "executed"];

const same = (actual: unknown, expected: unknown, what: string): void =>
  assert.deepStrictEqual(actual, expected, what);
const big = (row: Row, field: string): bigint => BigInt(row[field] as string);
const idOf = (row: Row, field: string): string => (row[field] as { id: string }).id;

/** The schema's rules for the state of a proposal at a time. */
const stateAt = (row: Row, now: bigint): string => {
  if (row.isExecuted) return "executed";
  if (row.isCancelled) return "cancelled";
  if (now <= big(row, "snapshot")) return "pending";
  if (now <= big(row, "deadline")) return "active";
  const isQuorate = big(row, "votesFor") + big(row, "votesAbstain") >= big(row, "quorum");
  if (!isQuorate || big(row, "votesFor") <= big(row, "votesAgainst")) return "defeated";
  return row.eta === null ? "succeeded" : "queued";
};

const PROPOSAL = `proposalId snapshot deadline quorum votesFor votesAgainst votesAbstain voterCount eta isExecuted
  isCancelled proposer { id } votes(first: 100) { voter { id } weight liquidVotes stakedVotes }`;
const DAO =
  "treasury votingDelay votingPeriod lateExtension threshold quorum timelockDelay proposalCount voteCount";

const compareProposals = async (world: World, dao: WorldDao, rows: readonly Row[]): Promise<void> => {
  const of = (functionName: string, ...args: unknown[]): Read => ({
    ...{ address: dao.governor, abi: artistGovernorAbi as Abi, functionName, args },
  });
  const read = createReader(world);
  const now = (await read([of("clock")]))[0] as number;
  for (const row of rows) {
    const [id, snapshot] = [big(row, "proposalId"), big(row, "snapshot")];
    const what = `proposal ${id}`;
    const names = ["state", "proposalSnapshot", "proposalDeadline", "proposalEta", "proposalVotes"];
    const values = await read([...names.map((name) => of(name, id)), of("proposalProposer", id)]);
    const [state, start, end, eta, tally, proposer] = values as [number, ...unknown[]];
    same(stateAt(row, BigInt(now)), STATES[state], what);
    same(
      [snapshot, big(row, "deadline"), BigInt((row.eta as string) ?? 0)],
      [start, end, eta],
      `${what}: times`,
    );
    same(
      ["votesAgainst", "votesFor", "votesAbstain"].map((field) => big(row, field)),
      tally,
      `${what}: tally`,
    );
    same(idOf(row, "proposer"), String(proposer).toLowerCase(), `${what}: proposer`);
    if (snapshot >= BigInt(now)) continue;
    same([big(row, "quorum")], await read([of("quorum", snapshot)]), `${what}: quorum`);
    await compareVotes(world, dao, row);
  }
};

const compareVotes = async (world: World, dao: WorldDao, row: Row): Promise<void> => {
  const votes = row.votes as unknown as Row[];
  const snapshot = big(row, "snapshot");
  same(votes.length, row.voterCount, "voters");
  const pastVotes = (address: WorldDao["coin"], abi: unknown, voter: string): Read => ({
    ...{ address, abi: abi as Abi, functionName: "getPastVotes", args: [voter, snapshot] },
  });
  const expected = (await createReader(world)(
    votes.flatMap((vote) => [
      pastVotes(dao.coin, artistCoinAbi, idOf(vote, "voter")),
      pastVotes(dao.staking, coinStakingAbi, idOf(vote, "voter")),
    ]),
  )) as bigint[];
  same(
    votes.flatMap((vote) => [big(vote, "liquidVotes"), big(vote, "stakedVotes")]),
    expected,
    "power by source",
  );
  same(
    votes.map((vote) => big(vote, "weight")),
    votes.map((_, i) => expected[2 * i]! + expected[2 * i + 1]!),
    "weights",
  );
};

/** Every DAO, its settings, proposals and votes, against the chain. Returns how many proposals were compared. */
export const compareDaos = async (url: string, world: World): Promise<number> => {
  const rows = await readAll(url, "daos", DAO);
  let compared = 0;
  for (const dao of await findDaos(world)) {
    const row = rows.find(({ id }) => id === dao.governor.toLowerCase());
    if (!row) continue;
    const of = (functionName: string): Read => ({
      ...{ address: dao.governor, abi: artistGovernorAbi as Abi, functionName, args: [] },
    });
    const [delay, period, late, threshold, quorum, timelock] = await createReader(world)([
      ...["votingDelay", "votingPeriod", "lateQuorumVoteExtension", "proposalThresholdFraction"].map(of),
      of("quorumNumerator"),
      { address: dao.treasury, abi: artistTreasuryAbi as Abi, functionName: "getMinDelay", args: [] },
    ]);
    const settings = ["votingDelay", "votingPeriod", "lateExtension", "threshold", "quorum", "timelockDelay"];
    const expected = [delay, period, late, threshold, quorum, timelock].map((value) =>
      BigInt(value as bigint),
    );
    same(
      settings.map((field) => BigInt(row[field] as string)),
      expected,
      "settings",
    );
    same(row.treasury, dao.treasury.toLowerCase(), "treasury");
    const proposals = await readAll(url, "proposals", PROPOSAL, `dao: "${row.id as string}"`);
    same(proposals.length, row.proposalCount, "proposals");
    await compareProposals(world, dao, proposals);
    compared += proposals.length;
  }
  return compared;
};
