import { type Address } from "viem";
import type { Queryable } from "../../plugins/database.ts";
import { keyedDigest } from "../keys.ts";
import { bytesOf } from "../sponsored/transactions.ts";
import type { SessionFacts } from "./sessions.ts";

/** Somebody who is signed in, as the others of a room see them. */
export interface Person {
  accountId: string;
  author: string;
  name: string;
  isArtist: boolean;
}

const digest = (secret: string, roomId: string, accountId: string): Buffer =>
  keyedDigest(secret, "studio authors", `${roomId}\n${accountId}`);

/** Another one in each session, and of no use to find out whose it is. */
const authorOf = (secret: string, roomId: string, accountId: string): string =>
  digest(secret, roomId, accountId).subarray(0, 16).toString("base64url");

export const pseudonymOf = (secret: string, roomId: string, accountId: string): string =>
  `Listener ${digest(secret, roomId, accountId).subarray(16, 20).toString("hex").toUpperCase()}`;

export const isArtist = async (db: Queryable, accountId: string, artist: Address): Promise<boolean> => {
  const { rowCount } = await db.query("select from relay.wallets where account_id = $1 and address = $2", [
    ...[accountId, bytesOf(artist)],
  ]);
  return rowCount === 1;
};

export const findPerson = async (
  db: Queryable,
  secret: string,
  room: { id: string; facts: SessionFacts },
  accountId: string,
): Promise<Person> => {
  const { rows } = await db.query("select name from relay.profiles where account_id = $1", [accountId]);
  const [profile] = rows as [{ name: string | null }?];
  return {
    accountId,
    author: authorOf(secret, room.id, accountId),
    name: profile?.name ?? pseudonymOf(secret, room.id, accountId),
    isArtist: await isArtist(db, accountId, room.facts.artist),
  };
};
