import { isSameAddress } from "#lib/format/address.ts";
import type { ProposalCall } from "#lib/format/dao.ts";
import { formatAmount } from "#lib/format/money.ts";
import type { Currency, Hex } from "#lib/format/network.ts";
import { formatRate } from "#lib/format/shares.ts";
import { formatSpan } from "#lib/format/time.ts";
import { decodeCall, placeAt, type DaoPlaces, type DecodedCall } from "./decode-call.ts";

/** What a call of a proposal does, in words that a voter can decide by. */
export interface ProposalCallWords {
  readonly title: string;
  readonly detail: string | null;
  /** Whether this app cannot say what the call does. Warning: nobody should vote for it blindly. */
  readonly isUnknown: boolean;
  /** Function and arguments as they will be called, for experts; null where they cannot be read. */
  readonly decoded: string | null;
}

type Words = readonly [title: string, detail?: string];
type Write = (args: readonly unknown[], places: DaoPlaces, currency: Currency | null) => Words;

/** Full length: half an address can be forged. */
function nameOf(places: DaoPlaces, address: unknown): string {
  const name = placeAt(places, address as Hex)?.name;
  return name ? `${name} (${String(address)})` : String(address);
}

const amountOf = (value: unknown, currency: Currency | null): string =>
  currency === null ? `${String(value)} of the smallest unit` : formatAmount(value as bigint, currency).full;
const rate = (value: unknown): string => formatRate(Number(value));
const span = (value: unknown): string => (Number(value) === 0 ? "no time" : formatSpan(Number(value)));

const TOKEN: Readonly<Record<string, Write>> = {
  transfer: ([to, amount], places, currency) => [
    `Pay ${amountOf(amount, currency)} to ${nameOf(places, to)}`,
    "From the treasury. Nobody can take it back.",
  ],
  approve: ([spender, amount], places, currency) => [
    `Let ${nameOf(places, spender)} take up to ${amountOf(amount, currency)} from the treasury`,
    "It can be taken at any time until another proposal ends the permission.",
  ],
  transferFrom: ([from, to, amount], places, currency) => [
    `Move ${amountOf(amount, currency)} from ${nameOf(places, from)} to ${nameOf(places, to)}`,
  ],
};

const GOVERNOR: Readonly<Record<string, Write>> = {
  setVotingDelay: ([time]) => [`Let ${span(time)} pass between a proposal and its vote`],
  setVotingPeriod: ([time]) => [`Keep votes open for ${span(time)}`],
  setProposalThreshold: ([part]) => [`Ask for ${rate(part)} of all votes from who proposes`],
  updateQuorumNumerator: ([part]) => [`Set the quorum to ${rate(part)} of all votes`],
  setLateQuorumVoteExtension: ([time]) => [
    `Keep a vote open for at least ${span(time)} once its quorum is reached`,
  ],
  updateTimelock: ([to], places) => [
    `Move the DAO to the treasury ${nameOf(places, to)}`,
    "The governor always refuses this.",
  ],
};

const TREASURY: Readonly<Record<string, Write>> = {
  updateDelay: ([time]) => [`Let ${span(time)} pass between queueing a proposal and executing it`],
  grantRole: ([role, account], places) => [
    `Give ${nameOf(places, account)} the role ${String(role)} over the treasury`,
    "Warning: roles of the treasury are the power to schedule, cancel or execute without a vote.",
  ],
  revokeRole: ([role, account], places) => [
    `Take the role ${String(role)} over the treasury from ${nameOf(places, account)}`,
    "Warning: a governor without its roles can never act again.",
  ],
};

const STAKING: Readonly<Record<string, Write>> = {
  setRateFactor: ([factor]) => [
    `Set the rewards of staking to ${rate(factor)} of their base rate`,
    "At most the base rate's double. They come from the reserve, which empties faster or slower.",
  ],
  setCap: ([cap]) => [`Let a staked coin without lock earn at most ${rate(cap)} a year`],
  fund: ([amount], { coin }) => [`Add ${amountOf(amount, coin)} to the reserve of rewards`],
  stake: ([lock, amount], { coin }) => [
    `Stake ${amountOf(amount, coin)} of the treasury under lock ${String(lock)}`,
    "What the treasury stakes does not vote.",
  ],
  claim: ([to], places) => [`Claim the treasury's rewards of staking for ${nameOf(places, to)}`],
};

const WRAPPED: Readonly<Record<string, Write>> = {
  ...TOKEN,
  withdraw: ([amount], { network }) => [
    `Turn ${formatAmount(amount as bigint, network.native).full} in wrapped form into the native coin`,
    "It stays in the treasury.",
  ],
  deposit: () => ["Turn native coin of the treasury into its wrapped form", "It stays in the treasury."],
};

const LOCKER: Readonly<Record<string, Write>> = {
  collect: ([id]) => [
    `Collect the fees of the pool's position ${String(id)}`,
    "Half is the artist's, half the DAO's.",
  ],
  payTreasury: () => ["Have the DAO's half of collected fees paid to the treasury"],
};

const WORDS: Readonly<Record<string, Readonly<Record<string, Write>>>> = {
  ...{ governor: GOVERNOR, treasury: TREASURY, staking: STAKING, locker: LOCKER },
  ...{ wrapped: WRAPPED, currency: TOKEN, coin: { ...TOKEN, delegate: refusedDelegation } },
};

function refusedDelegation(args: readonly unknown[], places: DaoPlaces): Words {
  const to = nameOf(places, args[0]);
  return [
    `Let ${to} vote with the treasury's coins`,
    "The treasury always refuses this: its coins do not vote.",
  ];
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(textOf).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    return `{ ${Object.entries(value)
      .map(([name, one]) => `${name}: ${textOf(one)}`)
      .join(", ")} }`;
  }
  return String(value);
}

const signatureOf = ({ functionName, args, names }: DecodedCall): string =>
  `${functionName}(${args.map((value, index) => `${names[index] ?? ""}: ${textOf(value)}`).join(", ")})`;

function describePayment(places: DaoPlaces, { target, value }: ProposalCall): ProposalCallWords {
  if (value === 0n) {
    return isSameAddress(target, places.treasury)
      ? {
          ...{ title: "Do nothing: the proposal says what it says", isUnknown: false, decoded: null },
          detail: "A governor wants at least one call. This one changes nothing.",
        }
      : {
          ...{ title: `Call ${nameOf(places, target)} without data or money`, detail: null },
          ...{ isUnknown: true, decoded: null },
        };
  }
  return {
    ...{ title: `Pay ${formatAmount(value, places.network.native).full} to ${nameOf(places, target)}` },
    ...{ detail: "From the treasury. Nobody can take it back.", isUnknown: false, decoded: null },
  };
}

function describeUnknown(
  places: DaoPlaces,
  call: ProposalCall,
  decoded: DecodedCall | null,
): ProposalCallWords {
  const where = nameOf(places, call.target);
  return {
    title: decoded === null ? `An unknown call of ${where}` : `Call ${decoded.functionName} of ${where}`,
    detail:
      decoded === null
        ? "This page cannot read it. Do not vote for what you cannot read."
        : "This page can read it, but has no words for what it does.",
    isUnknown: true,
    decoded: decoded === null ? null : signatureOf(decoded),
  };
}

export function describeCall(places: DaoPlaces, call: ProposalCall): ProposalCallWords {
  if (call.data === "0x") return describePayment(places, call);
  const decoded = decodeCall(places, call);
  const write = decoded?.place ? WORDS[decoded.place.kind]?.[decoded.functionName] : undefined;
  if (decoded === null || !write) return describeUnknown(places, call, decoded);
  const [title, detail = null] = write(decoded.args, places, decoded.place?.currency ?? null);
  const sent =
    call.value === 0n ? null : `It sends ${formatAmount(call.value, places.network.native).full} along.`;
  const details = [sent, detail].filter((part) => part !== null).join(" ");
  return {
    ...{ title, detail: details === "" ? null : details },
    ...{ isUnknown: false, decoded: signatureOf(decoded) },
  };
}
