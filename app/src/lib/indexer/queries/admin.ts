import { expiryOf, operationStatus, type AdminOperation, type PauseRecord } from "#lib/format/admin.ts";
import type { Hex } from "#lib/format/network.ts";
import type { Indexer } from "../client.ts";
import { below, cursorOf, parseCursor, toPage, type Page } from "../cursor.ts";
import { graphql } from "../graphql.ts";
import { HEAD, toHead, type Head } from "./chain.ts";

export interface RoleMember {
  readonly account: Hex;
  /** Seconds between scheduling and executing. */
  readonly delay: number;
  /** From when on it counts. */
  readonly since: number;
}

export interface AdminRole {
  readonly id: string;
  readonly label: string | null;
  readonly members: readonly RoleMember[];
}

/** What every admin page shows. */
export interface AdminFrame {
  readonly head: Head;
  readonly roles: readonly AdminRole[];
  /** Newest first, at most ten. */
  readonly pauses: readonly PauseRecord[];
}

const FRAME = graphql(
  `
    query AdminFrame {
      _meta {
        ...Head
      }
      adminRoles(first: 100, orderBy: id, orderDirection: asc) {
        id
        label
        members(first: 200, where: { isMember: true }) {
          account
          delay
          since
        }
      }
      pauseWindows(first: 10, orderBy: index, orderDirection: desc) {
        from
        until
        isEndedEarly
      }
    }
  `,
  [HEAD],
);

export async function readAdminFrame(indexer: Indexer): Promise<AdminFrame> {
  const { _meta, adminRoles, pauseWindows } = await indexer.run(FRAME, {});
  return {
    head: toHead(_meta),
    roles: adminRoles.map(({ id, label, members }) => ({
      id,
      label,
      members: members.map(({ account, delay, since }) => ({
        account,
        delay: Number(delay),
        since: Number(since),
      })),
    })),
    pauses: pauseWindows.map(({ from, until, isEndedEarly }) => ({
      from: Number(from),
      until: Number(until),
      isEndedEarly,
    })),
  };
}

const OPERATIONS = graphql(
  `
    query AdminOperations($first: Int!, $where: AdminOperation_filter!) {
      _meta {
        ...Head
      }
      adminOperations(first: $first, orderBy: scheduledAt, orderDirection: desc, where: $where) {
        id
        status
        caller
        target
        data
        executableAt
        scheduledAt
        settledAt
      }
    }
  `,
  [HEAD],
);

/** Operations that wait for a delay or did, newest first. */
export async function readOperations(
  indexer: Indexer,
  { first, after }: { readonly first: number; readonly after: string | null },
): Promise<Page<AdminOperation>> {
  const where = below("scheduledAt", parseCursor(after));
  const { _meta, adminOperations } = await indexer.run(OPERATIONS, { first: first + 1, where });
  const { time: now } = toHead(_meta);
  const operations = adminOperations.map((raw) => ({
    ...{ id: raw.id, caller: raw.caller, target: raw.target, data: raw.data },
    status: operationStatus(raw.status, Number(raw.executableAt), now),
    scheduledAt: Number(raw.scheduledAt),
    executableAt: Number(raw.executableAt),
    expiresAt: expiryOf(Number(raw.executableAt)),
    settledAt: raw.settledAt === null ? null : Number(raw.settledAt),
  }));
  return toPage(operations, first, ({ scheduledAt, id }) => cursorOf(scheduledAt, id));
}
