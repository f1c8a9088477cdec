import { spawnSync } from "node:child_process";
import { repositoryRoot } from "../../../bin/ensure-installed.mjs";

export interface ToolResult {
  readonly status: number | null;
  readonly output: string;
}

/** Runs a tool of node_modules/.bin, with the pinned Node first on PATH as npm puts it. */
export function runTool(program: string, args: readonly string[], cwd: string = repositoryRoot): ToolResult {
  const bin = `${repositoryRoot}/node_modules/.bin`;
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, PATH: `${bin}:${process.env["PATH"] ?? ""}`, FORCE_COLOR: "0", NO_COLOR: "1" },
  });
  return { status, output: `${stdout}${stderr}${error === undefined ? "" : error.message}`.trim() };
}
