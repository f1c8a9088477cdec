import { error } from "@sveltejs/kit";
import { csvLine } from "#lib/format/csv.ts";
import { decimalAmount } from "#lib/format/money.ts";
import { isoDate } from "#lib/format/time.ts";
import { readAllVotes } from "#lib/indexer/queries/dao-proposal.ts";
import { indexer, orUnavailable } from "#lib/server/indexer.ts";
import { loadDao } from "../dao-page.ts";
import type { RequestHandler } from "./$types";

/** Spreadsheets take a file without it for another encoding. */
const BYTE_ORDER_MARK = "\uFEFF";

const HEADER = csvLine(
  ["time", "proposal", "title", "voter", "vote", "votes", "delegated", "staked", "reason"].concat(
    "transaction",
  ),
);

/** Every vote in a DAO, oldest first. */
export const GET: RequestHandler = async ({ params: { id } }) => {
  const subgraph = indexer();
  const { dao, market } = await loadDao(subgraph, id, null);
  if (dao === null) error(404, "This DAO was not made yet, so nobody has voted in it.");
  const { decimals } = market.coin;
  const amount = (value: bigint) => decimalAmount(value, decimals);
  const votes = await orUnavailable(readAllVotes(subgraph, dao.governor));
  const lines = votes.map(({ number, title, time, voter, support, weight, power, reason, transaction }) =>
    csvLine([
      ...[isoDate(time), number, title, voter, support, amount(weight)],
      ...[amount(power.liquid), amount(power.staked), reason, transaction],
    ]),
  );
  return new Response(`${BYTE_ORDER_MARK}${HEADER}${lines.join("")}`, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="audifi-dao-${id}-votes.csv"`,
    },
  });
};
