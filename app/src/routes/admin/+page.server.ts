import { describeCall } from "#lib/chain/admin/call-words.ts";
import { contractName } from "#lib/chain/admin/decode-call.ts";
import type { CallWords } from "#lib/format/admin.ts";
import { readOperations } from "#lib/indexer/queries/admin.ts";
import { networkConfig } from "#lib/server/config.ts";
import { indexer, orUnavailable } from "#lib/server/indexer.ts";
import type { PageServerLoad } from "./$types";

const OPERATIONS = 20;
const UNREAD: CallWords = {
  title: "A delayed call",
  detail: "This server does not know the contracts of this network, so it cannot read it.",
  isUnknown: true,
};

export const load: PageServerLoad = async ({ url }) => {
  const after = url.searchParams.get("after");
  const [{ deployment }, page] = await Promise.all([
    networkConfig(),
    orUnavailable(readOperations(indexer(), { first: OPERATIONS, after })),
  ]);
  const operations = page.items.map((operation) => ({
    ...operation,
    words: deployment ? describeCall(deployment, operation.target, operation.data) : UNREAD,
    targetName: deployment ? contractName(deployment, operation.target) : null,
  }));
  return { operations, next: page.next };
};
