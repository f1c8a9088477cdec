import { spawnSync } from "node:child_process";
import { chownSync, existsSync, readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";

/** PostgreSQL refuses to run as root. Undefined: run as whoever runs AudiFi. */
export interface PostgresUser {
  uid: number;
  gid: number;
  /** The way to the data directory is closed to that user, as under /root. */
  isLockedOut: boolean;
}

const ROOT = 0;

/** The owner of existing data, else `postgres`, else `nobody`; nothing is added to the machine. */
export function choosePostgresUser(folder: string): PostgresUser | undefined {
  if (process.getuid?.() !== ROOT) return undefined;
  const { uid: owner, gid: group } = statSync(folder);
  const { uid, gid } = owner === ROOT ? findAccount() : { uid: owner, gid: group };
  return { uid, gid, isLockedOut: [folder, import.meta.dirname].some((path) => !isReachable(path, uid)) };
}

function findAccount(): { uid: number; gid: number } {
  const accounts = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const account = ["postgres", "nobody"]
    .map((name) => accounts.find((fields) => fields[0] === name))
    .find((fields) => fields !== undefined);
  if (account === undefined) {
    throw new Error(
      "PostgreSQL does not run as root, and there is no user postgres or nobody. Run npm start as a user.",
    );
  }
  return { uid: Number(account[2]), gid: Number(account[3]) };
}

const OTHERS_MAY_ENTER = 0o001;

function isReachable(path: string, uid: number): boolean {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const { mode, uid: owner } = statSync(folder);
    if (owner !== uid && (mode & OTHERS_MAY_ENTER) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

export function giveTo(user: PostgresUser | undefined, path: string): void {
  if (user !== undefined) chownSync(path, user.uid, user.gid);
}

interface Command {
  command: string;
  args: string[];
  uid?: number;
  gid?: number;
}

/** A user who is locked out gets the one capability that passes closed folders, where the system has `setpriv`. */
export function runAs(user: PostgresUser | undefined, command: string, args: string[]): Command {
  if (user === undefined) return { command, args };
  if (!user.isLockedOut || !hasSetpriv()) return { command, args, uid: user.uid, gid: user.gid };
  const identity = [`--reuid=${user.uid}`, `--regid=${user.gid}`, "--clear-groups"];
  const capability = ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"];
  return { command: "setpriv", args: [...identity, ...capability, command, ...args] };
}

function hasSetpriv(): boolean {
  return existsSync("/usr/bin/setpriv") || spawnSync("setpriv", ["--version"]).status === 0;
}
