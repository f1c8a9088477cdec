import { isGenerated, listFiles, readText, type Findings } from "./tree.ts";

interface Limit {
  readonly kind: string;
  readonly matches: RegExp;
  readonly soft: number;
  readonly hard: number;
}

/** The first that matches counts. */
const limits: readonly Limit[] = [
  {
    kind: "test",
    matches: /(\.test\.ts|\.t\.sol|\/tests?\/.*\.(ts|sol|svelte)|^app\/e2e\/.*\.ts)$/,
    soft: 300,
    hard: 500,
  },
  { kind: "library", matches: /^contracts\/src\/libraries\/.*\.sol$/, soft: 150, hard: 300 },
  { kind: "contract", matches: /\.sol$/, soft: 350, hard: 600 },
  { kind: "mapping", matches: /^subgraph\/src\/mappings\/.*\.ts$/, soft: 80, hard: 150 },
  { kind: "component", matches: /\.svelte$/, soft: 150, hard: 250 },
  { kind: "TypeScript", matches: /\.(ts|js|mjs)$/, soft: 150, hard: 300 },
];

export function checkSizes(root: string): Findings {
  const problems: string[] = [];
  const remarks: string[] = [];
  let scanned = 0;
  for (const path of listFiles(root)) {
    const limit = limits.find(({ matches }) => matches.test(path));
    if (limit === undefined) continue;
    const text = readText(root, path);
    if (isGenerated(text)) continue;
    scanned += 1;
    const lines = text.trimEnd().split("\n").length;
    const line = `${path}: ${lines} lines; a ${limit.kind} file has at most`;
    if (lines > limit.hard) problems.push(`${line} ${limit.hard}`);
    else if (lines > limit.soft) remarks.push(`${line} ${limit.soft} without a reason`);
  }
  return { scanned, problems, remarks };
}
