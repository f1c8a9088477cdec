import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/**
 * What tells a process apart from any other with the same pid, before or after it. Undefined when there is no such
 * process. The command line is no part of it where there is something better: PostgreSQL rewrites its own.
 */
export function identifyProcess(pid: number): string | undefined {
  try {
    return process.platform === "linux" ? identifyOnLinux(pid) : identifyWithPs(pid);
  } catch {
    return undefined;
  }
}

function identifyOnLinux(pid: number): string | undefined {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The name in brackets may hold spaces and brackets itself; state is the first field after the last one.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  if (fields[0] === "X" || (fields[0] === "Z" && !hasOtherThreads(pid))) return undefined;
  const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  return `${boot} ${fields[19]}`;
}

/** A process that was killed shows as ended when its first thread has, while the others still hold its ports. */
const hasOtherThreads = (pid: number): boolean => readdirSync(`/proc/${pid}/task`).length > 1;

function identifyWithPs(pid: number): string | undefined {
  const output = execFileSync("ps", ["-o", "lstart=", "-o", "command=", "-p", String(pid)], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  return output.trim() || undefined;
}
