import { error } from "@sveltejs/kit";
import { NO_POWER } from "#lib/format/dao.ts";
import { readPowerAt, readProposal, readVotes } from "#lib/indexer/queries/dao-proposal.ts";
import { accountOf, indexer, orNull, orUnavailable } from "#lib/server/indexer.ts";
import { loadDao } from "../dao-page.ts";
import type { PageServerLoad } from "./$types";

const ROWS = 20;

export const load: PageServerLoad = async ({ params: { id, number }, cookies, url, depends }) => {
  depends("audifi:dao");
  if (!/^[1-9]\d{0,8}$/.test(number)) error(404, "There is no such proposal.");
  const [subgraph, account] = [indexer(), accountOf(cookies)];
  const { dao, ...found } = await loadDao(subgraph, id, account);
  if (dao === null) error(404, "This DAO was not made yet, so nothing was proposed in it.");
  const { governor } = dao;
  const proposal = await orUnavailable(readProposal(subgraph, { governor, account }, Number(number)));
  if (proposal === null) error(404, "There is no such proposal.");
  const isOpened = found.now > proposal.snapshot;
  const page = { first: ROWS, after: url.searchParams.get("voters") };
  const coin = found.market.coin.address;
  const [votes, power] = await Promise.all([
    orNull(readVotes(subgraph, { governor, id: proposal.id }, page)),
    account === null
      ? NO_POWER
      : isOpened
        ? orUnavailable(readPowerAt(subgraph, { coin, account }, proposal.snapshot))
        : found.member.power,
  ]);
  return { ...found, dao, proposal, votes, power };
};
