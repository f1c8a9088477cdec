import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * What tells a process apart from a later one with the same pid: when it started and its command line. Undefined
 * when there is no such process.
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
  if (fields[0] === "Z" || fields[0] === "X") return undefined;
  const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
  return `${fields[19]} ${command}`;
}

function identifyWithPs(pid: number): string | undefined {
  const output = execFileSync("ps", ["-o", "lstart=", "-o", "command=", "-p", String(pid)], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  return output.trim() || undefined;
}
