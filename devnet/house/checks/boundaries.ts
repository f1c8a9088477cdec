import { posix } from "node:path";
import { packageRooms } from "../package-rooms.ts";
import { readImports } from "./imports.ts";
import { listFiles, readText, readWorkspaces, type Findings } from "./tree.ts";

/** What a workspace may take from another: paths from the root, a folder with a closing slash. */
const mayUse: Readonly<Record<string, readonly string[]>> = {
  contracts: [],
  subgraph: ["contracts/"],
  relay: ["contracts/"],
  app: ["contracts/", "relay/protocol", "relay/src/protocol/", "subgraph/api.graphql"],
  devnet: ["contracts/", "subgraph/", "relay/", "app/"],
};

interface Layer {
  readonly folder: string;
  readonly mayImport: readonly string[];
}

/** Folders inside a workspace, and the folders of the same list they may import besides themselves. */
const layers: readonly (readonly Layer[])[] = [
  [
    { folder: "app/src/lib/format/", mayImport: [] },
    { folder: "app/src/lib/chain/", mayImport: ["app/src/lib/format/"] },
    { folder: "app/src/lib/indexer/", mayImport: ["app/src/lib/format/"] },
    { folder: "app/src/lib/relay/", mayImport: ["app/src/lib/format/"] },
    {
      folder: "app/src/lib/state/",
      mayImport: ["app/src/lib/chain/", "app/src/lib/indexer/", "app/src/lib/relay/", "app/src/lib/format/"],
    },
    { folder: "app/src/lib/ui/", mayImport: ["app/src/lib/format/"] },
    {
      folder: "app/src/lib/server/",
      mayImport: ["app/src/lib/chain/", "app/src/lib/indexer/", "app/src/lib/relay/", "app/src/lib/format/"],
    },
    {
      folder: "app/src/routes/",
      mayImport: ["state", "chain", "indexer", "relay", "format", "ui", "server"].map(
        (name) => `app/src/lib/${name}/`,
      ),
    },
  ],
  [
    { folder: "relay/src/protocol/", mayImport: [] },
    { folder: "relay/src/plugins/", mayImport: ["relay/src/protocol/"] },
    { folder: "relay/src/services/", mayImport: ["relay/src/plugins/", "relay/src/protocol/"] },
    {
      folder: "relay/src/routes/",
      mayImport: ["relay/src/services/", "relay/src/plugins/", "relay/src/protocol/"],
    },
  ],
];

const pathReference = /["'`\s](?:file:\s*)?((?:\.\.\/)+(?:contracts|subgraph|relay|app|devnet)\/[^"'`\s]*)/g;

/** A bundler's `?raw` says how a file is read, not which. */
const withoutQuery = (path: string): string => path.replace(/\?.*$/, "");

/** The path from the root that a specifier leads to, or undefined for a package from outside. */
function resolveSpecifier(from: string, asked: string): string | undefined {
  const specifier = withoutQuery(asked);
  if (specifier.startsWith(".")) return posix.join(posix.dirname(from), specifier);
  if (specifier.startsWith("@audifi/")) return specifier.slice("@audifi/".length);
  if (specifier.startsWith("#lib/")) return specifier.replace("#lib/", "app/src/lib/");
  return undefined;
}

function isWithin(path: string, allowed: string): boolean {
  return (
    path === allowed ||
    path.startsWith(allowed.endsWith("/") ? allowed : `${allowed}/`) ||
    `${path}/` === allowed
  );
}

function judgeWorkspace(from: string, target: string, workspaces: readonly string[]): string | undefined {
  const [home = ""] = from.split("/");
  const [other = ""] = target.split("/");
  if (home === other || !workspaces.includes(other) || !workspaces.includes(home)) return undefined;
  if ((mayUse[home] ?? []).some((allowed) => isWithin(target, allowed))) return undefined;
  return `${home} may not use ${target}`;
}

function judgeLayer(from: string, target: string): string | undefined {
  for (const group of layers) {
    const home = group.find(({ folder }) => from.startsWith(folder));
    const other = group.find(({ folder }) => target.startsWith(folder));
    if (home === undefined || other === undefined || home === other) continue;
    if (!home.mayImport.includes(other.folder)) return `${home.folder} may not import ${other.folder}`;
  }
  return undefined;
}

function judgePackage(from: string, specifier: string): string | undefined {
  const room = packageRooms.find(
    ({ packages, inside, only }) =>
      packages.test(specifier) && from.startsWith(inside) && !only.some((folder) => from.startsWith(folder)),
  );
  return room === undefined ? undefined : `${specifier} is imported, but ${room.reason}`;
}

function judgeFile(path: string, text: string, workspaces: readonly string[]): string[] {
  const problems: string[] = [];
  if (/\.(ts|js|mjs|svelte)$/.test(path)) {
    for (const { specifier, line } of readImports(path, text)) {
      const target = resolveSpecifier(path, specifier);
      const verdict =
        target === undefined
          ? judgePackage(path, specifier)
          : (judgeWorkspace(path, target, workspaces) ?? judgeLayer(path, target));
      if (verdict !== undefined) problems.push(`${path}:${line}: ${verdict}`);
    }
  }
  for (const [, reference = ""] of text.matchAll(pathReference)) {
    const verdict = judgeWorkspace(
      path,
      posix.join(posix.dirname(path), withoutQuery(reference)),
      workspaces,
    );
    if (verdict !== undefined) problems.push(`${path}: ${verdict}`);
  }
  return [...new Set(problems)];
}

export function checkBoundaries(root: string): Findings {
  const workspaces = readWorkspaces(root);
  const scanned = new Map(workspaces.map((name) => [name, 0]));
  const problems: string[] = [];
  for (const path of listFiles(root)) {
    const [home = ""] = path.split("/");
    if (!/\.(ts|js|mjs|svelte|ya?ml|json|graphql)$/.test(path) || path.startsWith("devnet/test/house/")) {
      continue;
    }
    const count = scanned.get(home);
    if (count === undefined) continue;
    if (!/\.(ya?ml|json)$/.test(path)) scanned.set(home, count + 1);
    problems.push(...judgeFile(path, readText(root, path), workspaces));
  }
  for (const [name, count] of scanned) {
    if (count === 0) problems.push(`${name}: not a single file was scanned`);
  }
  return { scanned: [...scanned.values()].reduce((sum, count) => sum + count, 0), problems };
}
