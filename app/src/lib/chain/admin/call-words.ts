import type { CallWords } from "#lib/format/admin.ts";
import { isSameAddress, shortAddress } from "#lib/format/address.ts";
import type { Deployment, Hex } from "#lib/format/network.ts";
import { roleWords } from "#lib/format/roles.ts";
import { formatCount, formatRate } from "#lib/format/shares.ts";
import { formatDateTime, formatSpan } from "#lib/format/time.ts";
import { contractName, decodeCall, type DecodedCall } from "./decode-call.ts";

type Write = (args: readonly unknown[], deployment: Deployment) => readonly [title: string, detail?: string];

/** An address with the name that the deployment knows for it. Full length: half an address can be forged. */
function nameOf(deployment: Deployment, value: unknown): string {
  const address = value as Hex;
  const named = [...deployment.currencies.map(({ address, symbol: name }) => ({ address, name }))].concat(
    deployment.validators.map(({ address, name }) => ({ address, name })),
  );
  const name =
    contractName(deployment, address) ?? named.find((entry) => isSameAddress(entry.address, address))?.name;
  return name ? `${name} (${shortAddress(address)})` : address;
}

const role = (id: unknown) => `the role ${roleWords(String(id)).name}`;
const number = (value: unknown) => formatCount(value as bigint);
const span = (seconds: unknown) => (Number(seconds) === 0 ? "no delay" : formatSpan(Number(seconds)));

function flagWords(what: string, id: unknown, flags: unknown): readonly [string, string] {
  const [isVerified, isHidden] = [(Number(flags) & 1) !== 0, (Number(flags) & 2) !== 0];
  return [
    `Mark ${what} ${number(id)} as ${isVerified ? "verified" : "not verified"} and ${isHidden ? "hidden" : "shown"}`,
    "It changes what lists and searches show. Money, shares and pages stay as they are.",
  ];
}

const NEW_CODE =
  "From then on the contract runs this code. Read it before you sign; a wrong one can break what the contract coordinates.";

const REGISTRY: Readonly<Record<string, Write>> = {
  setPlatformFee: ([fee]) => [
    `Set the platform fee of new masters to ${formatRate(Number(fee))}`,
    "Masters that are registered keep the fee they were registered with.",
  ],
  setFeeRecipient: ([to], at) => [
    `Pay platform fees to ${nameOf(at, to)}`,
    "Fees of all masters that are paid out from then on.",
  ],
  setCurrency: ([currency, isAllowed], at) =>
    isAllowed
      ? [`Allow ${nameOf(at, currency)} for new masters`]
      : [`Stop new masters from using ${nameOf(at, currency)}`, "Masters that use it go on as they are."],
  setArtistFlags: ([id, flags]) => flagWords("artist", id, flags),
  setMasterFlags: ([id, flags]) => flagWords("master", id, flags),
  setSharesImplementation: ([code], at) => [
    `Give the shares of new masters the code at ${nameOf(at, code)}`,
    "Shares of registered masters never change.",
  ],
  setCoinLauncher: ([launcher], at) => [
    `Have coins of artists launched by ${nameOf(at, launcher)}`,
    "Coins that exist stay as they are.",
  ],
  setStudioSessions: ([studio], at) => [
    `Have new masters name studio sessions of ${nameOf(at, studio)}`,
    "Sessions that exist, and the masters that came of them, stay as they are.",
  ],
};

const STUDIO: Readonly<Record<string, Write>> = {
  setProducer: ([account, isProducer], at) =>
    isProducer
      ? [
          `Make ${nameOf(at, account)} a producer`,
          "It may submit options to studio sessions, earn their bounties, and its votes weigh 5.",
        ]
      : [
          `Stop ${nameOf(at, account)} from being a producer`,
          "Options that were accepted, credits and bounties stay.",
        ],
  setRelay: ([signer, publisher], at) => [
    `Have receipts of ballots signed by ${nameOf(at, signer)} and counts published by ${nameOf(at, publisher)}`,
    "Of sessions that open from then on. Sessions that are open keep theirs.",
  ],
};

const SWITCHBOARD: Readonly<Record<string, Write>> = {
  pause: () => [
    "Pause buying, launching, depositing and staking for 14 days",
    "Claiming, withdrawing, transferring and leaving a stake go on. Open offerings last longer by its length. It ends by itself, and another may begin 14 days after its end.",
  ],
  unpause: () => [
    "End the running pause now",
    "Buying, launching, depositing and staking work again at once. Another pause may begin 14 days later.",
  ],
  setMarket: ([market, isKnown], at) =>
    isKnown
      ? [
          `Trust the market ${nameOf(at, market)}`,
          "It may move shares, with their holders' approval, without asking a transfer validator.",
        ]
      : [`Stop trusting the market ${nameOf(at, market)}`],
  setValidator: ([validator, isKnown], at) =>
    isKnown
      ? [`Let artists choose the transfer validator ${nameOf(at, validator)}`]
      : [
          `Stop artists from choosing the transfer validator ${nameOf(at, validator)}`,
          "Where it is in use, it stays.",
        ],
};

const MANAGER: Readonly<Record<string, Write>> = {
  grantRole: ([id, account, delay], at) => [
    `Give ${role(id)} to ${nameOf(at, account)}`,
    `${roleWords(String(id)).may} With ${span(delay)} between scheduling and executing.`,
  ],
  revokeRole: ([id, account], at) => [`Take ${role(id)} from ${nameOf(at, account)}`],
  renounceRole: ([id], at) => [`Give up ${role(id)} of the Safe ${shortAddress(at.safe)}`],
  labelRole: ([id, label]) => [`Call role ${String(id)} “${String(label)}”`],
  setRoleAdmin: ([id, admin]) => [`Let ${role(admin)} decide who has ${role(id)}`],
  setRoleGuardian: ([id, guardian]) => [`Let ${role(guardian)} cancel what ${role(id)} scheduled`],
  setGrantDelay: ([id, delay]) => [`Let new members of ${role(id)} wait ${span(delay)} before it counts`],
  setTargetAdminDelay: ([target, delay], at) => [
    `Let changes of who may call ${nameOf(at, target)} wait ${span(delay)}`,
  ],
  setTargetClosed: ([target, isClosed], at) => [
    `${isClosed ? "Close" : "Open"} ${nameOf(at, target)} for every role`,
  ],
  setTargetFunctionRole: ([target, selectors, id], at) => [
    `Let ${role(id)} call ${number((selectors as readonly unknown[]).length)} functions of ${nameOf(at, target)}`,
    `Functions ${(selectors as readonly Hex[]).join(", ")}.`,
  ],
  updateAuthority: ([target, authority], at) => [
    `Put ${nameOf(at, target)} under the AccessManager ${nameOf(at, authority)}`,
    "All roles of this AccessManager lose their power over it.",
  ],
};

const SAFE: Readonly<Record<string, Write>> = {
  addOwnerWithThreshold: ([owner, threshold], at) => [
    `Make ${nameOf(at, owner)} an owner of the Safe`,
    `From then on ${number(threshold)} owners have to sign.`,
  ],
  removeOwner: ([, owner, threshold], at) => [
    `Remove ${nameOf(at, owner)} from the owners of the Safe`,
    `From then on ${number(threshold)} owners have to sign.`,
  ],
  swapOwner: ([, old, fresh], at) => [`Replace the Safe's owner ${nameOf(at, old)} by ${nameOf(at, fresh)}`],
  changeThreshold: ([threshold]) => [`Require ${number(threshold)} owners to sign for the Safe`],
};

const WORDS: Readonly<Record<string, Readonly<Record<string, Write>>>> = {
  registry: REGISTRY,
  studio: STUDIO,
  switchboard: SWITCHBOARD,
  accessManager: MANAGER,
  safe: SAFE,
};

function unknown(deployment: Deployment, to: Hex, data: Hex, call: DecodedCall | null): CallWords {
  const where = nameOf(deployment, to);
  const title = call
    ? `Call ${call.functionName} of ${where}`
    : data === "0x"
      ? `Pay ${where}`
      : `An unknown call of ${where}`;
  const detail = call
    ? call.args.map((value) => String(value)).join(", ")
    : "This page cannot read it. Do not sign what you cannot read.";
  return { title, detail: detail === "" ? null : detail, isUnknown: true };
}

function describeUpgrade({ contractName: name, args: [code, first] }: DecodedCall): CallWords {
  const title = `Replace the code of ${name} by ${String(code)}`;
  if (first === "0x") return { title, detail: NEW_CODE, isUnknown: false };
  const also = `Warning: it calls the new code at once with ${String(first)}, which this page cannot read.`;
  return { title, detail: join(NEW_CODE, also), isUnknown: true };
}

/** Calls that carry another one: scheduling, executing and cancelling operations. */
function describeCarrier(deployment: Deployment, call: DecodedCall): CallWords | null {
  if (call.contract !== "accessManager") return null;
  const [first, second, third] = call.args;
  if (call.functionName === "schedule") {
    const inner = describeCall(deployment, first as Hex, second as Hex);
    const when = Number(third);
    const start = when === 0 ? "once its delay is over" : `from ${formatDateTime(when)}`;
    return {
      ...inner,
      title: `Schedule: ${inner.title}`,
      detail: join(inner.detail, `It can be executed ${start}.`),
    };
  }
  if (call.functionName === "execute") {
    const inner = describeCall(deployment, first as Hex, second as Hex);
    return { ...inner, title: `Execute: ${inner.title}` };
  }
  if (call.functionName === "cancel") {
    const inner = describeCall(deployment, second as Hex, third as Hex);
    return {
      ...inner,
      title: `Cancel: ${inner.title}`,
      detail: "It will not happen unless it is scheduled again.",
    };
  }
  return null;
}

function join(...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null).join(" ");
}

/** What a call does, in words that an owner can decide by. */
export function describeCall(deployment: Deployment, to: Hex, data: Hex): CallWords {
  const call = decodeCall(deployment, to, data);
  if (call === null) return unknown(deployment, to, data, null);
  const carrier = describeCarrier(deployment, call);
  if (carrier) return carrier;
  if (call.functionName === "upgradeToAndCall") return describeUpgrade(call);
  const write = WORDS[call.contract]?.[call.functionName];
  if (!write) return unknown(deployment, to, data, call);
  const [title, detail] = write(call.args, deployment);
  return { title, detail: detail ?? null, isUnknown: false };
}

/** As `describeCall`, for a transaction that may send coins along. */
export function describeTransaction(
  deployment: Deployment,
  { to, data, value }: { readonly to: Hex; readonly data: Hex; readonly value: bigint },
): CallWords {
  const words = describeCall(deployment, to, data);
  if (value === 0n) return words;
  const coins = `Warning: it sends ${value.toLocaleString("en-US")} of the chain's smallest unit along.`;
  return { ...words, isUnknown: true, detail: join(coins, words.detail) };
}
