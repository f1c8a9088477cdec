/** The document in which the counted ballots of a session are published. */
import { type Hex, isAddress, isHex } from "viem";

import { type CountedBallot, type Studio, type WeightClass, weightClasses } from "./ballots.ts";

const FORMAT = "audifi.ballots/1";

/** A counted ballot with what makes it valid. */
export interface PublishedBallot extends CountedBallot {
  /** The voter's signature; null where the ballot was cast on chain. */
  signature: Hex | null;
}

export interface BallotFile {
  studio: Studio;
  session: bigint;
  ballots: PublishedBallot[];
}

export class BallotFileError extends Error {
  override name = "BallotFileError";
}

/** The text that is published: one ballot a line, so that people can read and compare it. */
export function writeBallotFile({ studio, session, ballots }: BallotFile): string {
  const head = { format: FORMAT, chainId: studio.chainId, studio: studio.address, session: String(session) };
  const lines = ballots.map((ballot) => JSON.stringify({ ...ballot, sequence: String(ballot.sequence) }));
  return `${JSON.stringify(head).slice(0, -1)},"ballots":[\n${lines.join(",\n")}\n]}\n`;
}

/** Throws a `BallotFileError` that says what is wrong with a text that is no such document. */
export function parseBallotFile(text: string): BallotFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new BallotFileError("the document is not JSON", { cause });
  }
  const { format, chainId, studio, session, ballots } = recordOf(value, "the document");
  if (format !== FORMAT) throw new BallotFileError(`the format is not ${FORMAT}`);
  if (!isSmall(chainId, Number.MAX_SAFE_INTEGER)) throw new BallotFileError("there is no chain id");
  if (!isAddressText(studio)) throw new BallotFileError("there is no address of the contract");
  if (!Array.isArray(ballots)) throw new BallotFileError("there is no list of ballots");
  return {
    studio: { chainId, address: studio },
    session: uint64Of(session, "the session"),
    ballots: ballots.map(parseBallot),
  };
}

function parseBallot(value: unknown, index: number): PublishedBallot {
  const name = `ballot ${index}`;
  const ballot = recordOf(value, name);
  const { decision, option, voter, weight, isAttested, isDirect, signature } = ballot;
  if (!isSmall(decision, 255) || !isSmall(option, 255) || !isSmall(weight, 2 ** 32 - 1)) {
    throw new BallotFileError(`${name}: decision, option or weight is no small number`);
  }
  if (!isAddressText(voter)) throw new BallotFileError(`${name}: the voter is no address`);
  if (!weightClasses.includes(ballot.class as WeightClass)) {
    throw new BallotFileError(`${name}: there is no such class of weight`);
  }
  if (typeof isAttested !== "boolean" || typeof isDirect !== "boolean") {
    throw new BallotFileError(`${name}: it does not say whether it is attested and direct`);
  }
  if (signature !== null && !isHex(signature))
    throw new BallotFileError(`${name}: the signature is no bytes`);
  return {
    ...{ decision, option, voter, weight, isAttested, isDirect, signature },
    class: ballot.class as WeightClass,
    sequence: uint64Of(ballot.sequence, `${name}: the sequence`),
  };
}

function recordOf(value: unknown, name: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null) throw new BallotFileError(`${name} is no object`);
  return value as Record<string, unknown>;
}

function uint64Of(value: unknown, name: string): bigint {
  if (typeof value !== "string" || !/^\d{1,20}$/.test(value) || BigInt(value) >= 2n ** 64n) {
    throw new BallotFileError(`${name} is no number below 2^64`);
  }
  return BigInt(value);
}

const isSmall = (value: unknown, most: number): value is number =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= most;

const isAddressText = (value: unknown): value is Hex =>
  typeof value === "string" && isAddress(value, { strict: false });
