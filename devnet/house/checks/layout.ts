import { existsSync } from "node:fs";
import { join, matchesGlob, posix } from "node:path";
import ts from "typescript";
import type { Suite } from "../runner/suites.ts";
import { listFiles, readWorkspaces, type Findings } from "./tree.ts";

const rootFiles =
  /^(hardhat\.config\.ts|package\.json|package-lock\.json|README\.md|CHANGELOG\.md|LICENSE|\.[^/]+)$/;
const kebabCase = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$/;

function judgeName(path: string): string | undefined {
  const name = posix.basename(path);
  if (name.startsWith("+") || name.startsWith("[") || !/\.(ts|js|mjs|svelte)$/.test(name)) return undefined;
  const stem = name.replace(/\.(ts|js|mjs|svelte)$/, "");
  if (name.endsWith(".svelte")) {
    return /^[A-Z]\w*$/.test(stem) ? undefined : `${path}: components are named in PascalCase`;
  }
  const mirrorsContract = /^contracts\/(test|bench)\//.test(path) && /^[A-Z]\w*(\.[a-z0-9-]+)*$/.test(stem);
  return kebabCase.test(stem) || mirrorsContract ? undefined : `${path}: files are named in kebab-case`;
}

function judgeWorkspace(root: string, name: string): string[] {
  const problems: string[] = [];
  for (const file of ["README.md", "package.json", "tsconfig.json"]) {
    if (!existsSync(join(root, name, file))) problems.push(`${name}: ${file} is missing`);
  }
  const { config } = ts.readConfigFile(join(root, name, "tsconfig.json"), ts.sys.readFile) as {
    config?: { compilerOptions?: Record<string, unknown> };
  };
  for (const option of ["strict", "noUncheckedIndexedAccess"]) {
    if (config?.compilerOptions?.[option] !== true) {
      problems.push(`${name}/tsconfig.json: ${option} is not on`);
    }
  }
  return problems;
}

export function checkLayout(root: string): Findings {
  const files = listFiles(root);
  const workspaces = readWorkspaces(root);
  const problems = workspaces.flatMap((name) => judgeWorkspace(root, name));
  for (const path of files) {
    const [top = ""] = path.split("/");
    const isKnown = path.includes("/") ? workspaces.includes(top) || top === ".ci" : rootFiles.test(path);
    if (!isKnown) problems.push(`${path}: does not belong at the root`);
    const nameProblem = judgeName(path);
    if (nameProblem !== undefined) problems.push(nameProblem);
  }
  return { scanned: files.length, problems };
}

/** Test files that no suite runs, and suites that have no files. */
export function checkSuites(root: string, suites: readonly Pick<Suite, "name" | "files">[]): Findings {
  const isTest = /\.(test\.ts|t\.sol|spec\.ts)$|^app\/e2e\/.*\.e2e\.ts$/;
  const files = listFiles(root);
  const tests = files.filter((path) => isTest.test(path));
  const problems = tests
    .filter((path) => !suites.some((suite) => suite.files?.some((glob) => matchesGlob(path, glob))))
    .map((path) => `${path}: belongs to no suite of npm test`);
  for (const { name, files: globs } of suites) {
    if (globs !== undefined && !files.some((path) => globs.some((glob) => matchesGlob(path, glob)))) {
      problems.push(`${name}: the suite has no files`);
    }
  }
  return { scanned: tests.length, problems };
}
