import type { Hex } from "#lib/format/network.ts";

/** What an artist meant to do once a session exists: it prefills the forms of its page. */
export interface SessionPlan {
  /** As a `datetime-local` value in UTC. */
  readonly closing: string;
  readonly bounties: readonly {
    readonly decision: number;
    readonly currency: Hex;
    /** As typed. */
    readonly amount: string;
  }[];
}

const keyOf = (chainId: number, session: string): string => `audifi.studio-plan.${chainId}.${session}`;

/** Kept on this device; a browser that keeps nothing costs typing it again, nothing else. */
export function keepPlan(chainId: number, session: string, plan: SessionPlan): void {
  try {
    window.localStorage.setItem(keyOf(chainId, session), JSON.stringify(plan));
  } catch {
    // A full or forbidden storage.
  }
}

export function readPlan(chainId: number, session: string): SessionPlan | null {
  try {
    const plan = JSON.parse(
      window.localStorage.getItem(keyOf(chainId, session)) ?? "null",
    ) as SessionPlan | null;
    return plan !== null && typeof plan.closing === "string" && Array.isArray(plan.bounties) ? plan : null;
  } catch {
    return null;
  }
}
