import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** Runs a tool to its end; on failure the error carries what it printed. */
export const runTool = (file: string, args: string[], cwd: string): string => {
  const path = `${join(cwd, "node_modules", ".bin")}:${process.env.PATH ?? ""}`;
  try {
    return execFileSync(file, args, {
      cwd,
      env: { ...process.env, PATH: path },
      encoding: "utf8",
      stdio: "pipe",
    });
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    throw new Error(`${[file, ...args].join(" ")} failed:\n${stdout}${stderr}`, { cause: error });
  }
};
