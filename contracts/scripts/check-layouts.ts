/**
 * Writes the storage layouts of contracts whose storage outlives their code to layouts/; with `--check` only says
 * whether they are as written. A layout that changed on purpose is written anew and reviewed as a diff.
 *
 * To watch another contract, add its path to `watched`.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const watched = [
  "masters/MasterRegistry",
  "masters/ShareRenderer",
  "masters/MasterShares",
  "coin/CoinLauncher",
];

interface Variable {
  label: string;
  type: string;
  slot?: string;
  offset?: number;
}

interface Layout {
  storage: Variable[];
  types: Record<string, { label: string; numberOfBytes: string; members?: (Variable | string)[] }>;
  namespaces?: Record<string, Variable[]>;
}

const root = new URL("../", import.meta.url);
const validations = fileURLToPath(new URL("cache/validations.json", root));
const fileOf = (path: string) => fileURLToPath(new URL(`layouts/${path.split("/").at(-1)}.json`, root));

/** The compiler's answer as the upgrades plugin keeps it, newest build first. */
function readLayout(path: string): Layout {
  const { log } = JSON.parse(readFileSync(validations, "utf8")) as {
    log: Record<string, { layout: Layout }>[];
  };
  const name = `project/contracts/src/${path}.sol:${path.split("/").at(-1)}`;
  const found = log.find((run) => name in run)?.[name];
  if (!found) throw new Error(`${path} was not built; run \`npm run build -w contracts\` first`);
  return found.layout;
}

/** Without the compiler's internal numbers, which change with every unrelated line. */
export function renderLayout({ storage, types, namespaces = {} }: Layout): string {
  const structs = new Map<string, unknown>();
  const describe = ({ label, type, slot, offset }: Variable) => {
    collect(type);
    return { slot, offset, label, type: types[type]?.label, bytes: types[type]?.numberOfBytes };
  };
  const collect = (type: string) => {
    for (const [id, { label, members }] of Object.entries(types)) {
      if (!type.includes(id) || !members || structs.has(label)) continue;
      structs.set(label, undefined);
      structs.set(
        label,
        members.map((member) => (typeof member === "string" ? member : describe(member))),
      );
    }
  };
  const sorted = Object.entries(namespaces).sort(([a], [b]) => (a < b ? -1 : 1));
  const body = {
    storage: storage.map(describe),
    namespaces: Object.fromEntries(sorted.map(([name, variables]) => [name, variables.map(describe)])),
  };
  const described = Object.fromEntries([...structs].sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify({ ...body, types: described }, null, 2)}\n`;
}

/** The contracts whose layout is not the one in layouts/. */
export const changedLayouts = (): string[] =>
  watched.filter((path) => readFileSync(fileOf(path), "utf8") !== renderLayout(readLayout(path)));

if (import.meta.main) {
  if (process.argv.includes("--check")) {
    for (const path of changedLayouts()) {
      console.error(`the storage layout of ${path} is not the one in layouts/`);
      process.exitCode = 1;
    }
  } else {
    mkdirSync(new URL("layouts/", root), { recursive: true });
    for (const path of watched) writeFileSync(fileOf(path), renderLayout(readLayout(path)));
  }
}
