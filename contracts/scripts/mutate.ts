/**
 * Mutation score of the accounting of dividends. Outside CI.
 *
 * `node scripts/mutate.ts [--max 500] [--shard 1/2] [--json FILE]`: at most so many mutants, evenly over the sources; each is compiled
 * and given to the fuzz tests and invariants, and what survives them to the tests of shares and vault.
 */
import { createHash } from "node:crypto";
import { appendFileSync } from "node:fs";
import { parseArgs } from "node:util";

import { astOf, type Code, compileAll, compileMutant, readSource, VAULT } from "./mutate/compiler.ts";
import { type Mutant, mutantsOf } from "./mutate/operators.ts";
import { openWorkspace, type Workspace } from "./mutate/workspace.ts";

const SCOPE: Readonly<Record<string, readonly string[]>> = {
  "libraries/ShareWords.sol": ["*"],
  "masters/ShareLedger.sol": ["_transfer", "_mint", "_share", "_headOf"],
  "masters/MasterShares.sol": [
    ...["accrue", "collect", "claimable", "stake", "requestUnstake"],
    ...["_changeStake", "_setStatus"],
  ],
  [VAULT]: ["*"],
};

const MASTERS = ["transfer", "stake", "views", "buy"].map((name) => `masters/MasterShares.${name}.test.ts`);
const REVENUE = ["deposit", "claim", "credit"].map((name) => `revenue/DividendVault.${name}.test.ts`);
const ALL = [...MASTERS, ...REVENUE];

type Verdict = "invalid" | "equal code" | "killed by fuzz" | "killed by tests" | "survived";

function allMutants(): Mutant[] {
  return Object.entries(SCOPE).flatMap(([file, names]) =>
    mutantsOf(file, astOf(file), readSource(file), (name) => names.includes("*") || names.includes(name)),
  );
}

const digestOf = ({ file, start, operator }: Mutant): string =>
  createHash("sha256").update(`${file}:${start}:${operator}`).digest("hex");

/** In an order that looks random and is always the same, so that the first of them are an even sample. */
const sample = (mutants: readonly Mutant[], most: number): Mutant[] =>
  [...mutants].sort((a, b) => (digestOf(a) < digestOf(b) ? -1 : 1)).slice(0, most);

async function judgeByFuzz(workspace: Workspace, untouched: Code, mutant: Mutant): Promise<Verdict> {
  const code = compileMutant(untouched, mutant);
  if (code === undefined) return "invalid";
  if (code.shares === untouched.shares && code.vault === untouched.vault) return "equal code";
  return (await workspace.passesSolidity(code)) ? "survived" : "killed by fuzz";
}

async function judgeByTests(workspace: Workspace, untouched: Code, mutant: Mutant): Promise<Verdict> {
  const code = compileMutant(untouched, mutant)!;
  const files = mutant.file === VAULT ? REVENUE : ALL;
  return (await workspace.passesNode(code, files)) ? "survived" : "killed by tests";
}

const describeMutant = ({ file, line, scope, operator, original }: Mutant): string =>
  `${file}:${line} ${scope}: ${operator} | ${original.replaceAll(/\s+/g, " ").slice(0, 90)}`;

const { values } = parseArgs({
  options: {
    max: { type: "string", default: "500" },
    shard: { type: "string", default: "1/1" },
    list: { type: "boolean", default: false },
    json: { type: "string" },
    workspace: { type: "string" },
  },
});
const [shard = 1, shards = 1] = values.shard.split("/").map(Number);
const every = allMutants();
const mutants = sample(every, Math.min(Number(values.max), 500)).filter((_, i) => i % shards === shard - 1);
console.error(`${every.length} mutants in scope, ${mutants.length} of them here`);
if (values.list) {
  for (const mutant of mutants) console.log(describeMutant(mutant));
  process.exit(0);
}

const workspace = await openWorkspace(values.workspace);
const untouched = compileAll();
if (!(await workspace.passesSolidity(untouched))) throw new Error("the fuzz tests fail without a mutant");

const verdicts = new Map<Mutant, Verdict>();
function note(mutant: Mutant, verdict: Verdict): void {
  verdicts.set(mutant, verdict);
  console.error(`${verdict}: ${describeMutant(mutant)}`);
  if (values.json) appendFileSync(values.json, `${JSON.stringify({ verdict, ...mutant })}\n`);
}

for (const mutant of mutants) note(mutant, await judgeByFuzz(workspace, untouched, mutant));
const left = mutants.filter((mutant) => verdicts.get(mutant) === "survived");
if (left.length > 0 && !(await workspace.passesNode(untouched, ALL))) {
  throw new Error("the tests fail without a mutant");
}
for (const mutant of left) note(mutant, await judgeByTests(workspace, untouched, mutant));

const count = (verdict: Verdict): number => [...verdicts.values()].filter((one) => one === verdict).length;
const killed = count("killed by fuzz") + count("killed by tests");
const judged = killed + count("survived");
console.log(`${killed} of ${judged} mutants killed (${((100 * killed) / judged).toFixed(1)} %)`);
for (const verdict of new Set(verdicts.values())) console.log(`  ${verdict}: ${count(verdict)}`);
