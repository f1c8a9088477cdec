/**
 * Mutation score of the accounting of dividends, staking or market. Outside CI.
 *
 * `node scripts/mutate.ts SCOPE [--max 500] [--shard 1/2] [--only TEXT] [--minutes 25] [--json FILE]`: at most so many mutants
 * and minutes, evenly over the sources; each is compiled and given to the fuzz tests and invariants, and where it survives
 * them to the tests in TypeScript.
 */
import { createHash } from "node:crypto";
import { appendFileSync } from "node:fs";
import { parseArgs } from "node:util";

import { astsOf, type Code, compileAll, compileMutant, readSource } from "./mutate/compiler.ts";
import { type Mutant, mutantsOf } from "./mutate/operators.ts";
import { contractOf, type Scope, scopes } from "./mutate/scopes.ts";
import { openWorkspace, type Workspace } from "./mutate/workspace.ts";

type Verdict = "invalid" | "equal code" | "killed by fuzz" | "killed by tests" | "survived";

function allMutants({ contracts }: Scope): Mutant[] {
  return Object.values(contracts).flatMap(({ file, sources }) => {
    const ast = astsOf(file);
    return Object.entries(sources).flatMap(([source, names]) =>
      mutantsOf(source, ast(source), readSource(source), (name) =>
        [name, "*"].some((one) => names.includes(one)),
      ),
    );
  });
}

const digestOf = ({ file, start, operator }: Mutant): string =>
  createHash("sha256").update(`${file}:${start}:${operator}`).digest("hex");

/** In an order that looks random and is always the same, so that the first of them are an even sample. */
const sample = (mutants: readonly Mutant[], most: number): Mutant[] =>
  [...mutants].sort((a, b) => (digestOf(a) < digestOf(b) ? -1 : 1)).slice(0, most);

interface Bench {
  scope: Scope;
  workspace: Workspace;
  untouched: Code;
}

async function judge({ scope, workspace, untouched }: Bench, mutant: Mutant): Promise<Verdict> {
  const code = compileMutant(scope, untouched, mutant);
  if (code === undefined) return "invalid";
  const contract = contractOf(scope, mutant.file);
  if (code[contract] === untouched[contract]) return "equal code";
  if (!(await workspace.passesSolidity(code))) return "killed by fuzz";
  const { tests } = scope.contracts[contract]!;
  return (await workspace.passesNode(code, tests)) ? "survived" : "killed by tests";
}

const describeMutant = ({ file, line, scope, operator, original }: Mutant): string =>
  `${file}:${line} ${scope}: ${operator} | ${original.replaceAll(/\s+/g, " ").slice(0, 90)}`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    max: { type: "string", default: "500" },
    shard: { type: "string", default: "1/1" },
    only: { type: "string", default: "" },
    minutes: { type: "string", default: "Infinity" },
    list: { type: "boolean", default: false },
    json: { type: "string" },
    workspace: { type: "string" },
  },
});
const scope = scopes[positionals[0] ?? ""];
if (scope === undefined || positionals.length > 1) {
  console.error(`name one scope: ${Object.keys(scopes).join(", ")}`);
  process.exit(2);
}
const [shard = 1, shards = 1] = values.shard.split("/").map(Number);
const every = allMutants(scope).filter((mutant) => describeMutant(mutant).includes(values.only));
const mutants = sample(every, Math.min(Number(values.max), 500)).filter((_, i) => i % shards === shard - 1);
console.error(`${every.length} mutants in scope, ${mutants.length} of them here`);
if (values.list) {
  for (const mutant of mutants) console.log(describeMutant(mutant));
  process.exit(0);
}

const workspace = await openWorkspace(scope, values.workspace);
const untouched = compileAll(scope);
const bench: Bench = { scope, workspace, untouched };
const tests = Object.values(scope.contracts).flatMap((contract) => contract.tests);
if (!(await workspace.passesSolidity(untouched))) throw new Error("the fuzz tests fail without a mutant");
if (!(await workspace.passesNode(untouched, tests))) throw new Error("the tests fail without a mutant");

const verdicts = new Map<Mutant, Verdict>();
function note(mutant: Mutant, verdict: Verdict): void {
  verdicts.set(mutant, verdict);
  console.error(`${verdict}: ${describeMutant(mutant)}`);
  if (values.json) appendFileSync(values.json, `${JSON.stringify({ verdict, ...mutant })}\n`);
}

const end = Date.now() + Number(values.minutes) * 60_000;
for (const mutant of mutants) {
  if (Date.now() < end) note(mutant, await judge(bench, mutant));
}

const count = (verdict: Verdict): number => [...verdicts.values()].filter((one) => one === verdict).length;
const killed = count("killed by fuzz") + count("killed by tests");
const judged = killed + count("survived");
console.log(`${killed} of ${judged} mutants killed (${((100 * killed) / judged).toFixed(1)} %)`);
for (const verdict of new Set(verdicts.values())) console.log(`  ${verdict}: ${count(verdict)}`);
