/** Roles of the AccessManager and how long what they do has to wait. */

const HOUR = 3_600;
const DAY = 24 * HOUR;

/** `id` is the role in the AccessManager; `delay` is the execution delay in seconds. */
export const roles = {
  admin: { id: 0n, delay: 7 * DAY },
  upgrader: { id: 1n, delay: 48 * HOUR },
  fees: { id: 2n, delay: 24 * HOUR },
  pauser: { id: 3n, delay: 0 },
  curator: { id: 4n, delay: 0 },
} as const;

export type RoleName = keyof typeof roles;
