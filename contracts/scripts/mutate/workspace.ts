/** A private copy of the workspace whose tests deploy the code that the environment names. */
import { spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import type { Code } from "./compiler.ts";
import type { Replacement, Scope } from "./scopes.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** Small profiles: most mutants fail within the first dozen of calls, and the rest goes on to the other tests. */
const PROFILE = {
  // A mutant that loops for ever ends here.
  gasLimit: 2_000_000_000n,
  fuzz: { runs: 24 },
  invariant: { runs: 3, depth: 80, failOnRevert: true, shrinkRunLimit: 0 },
};

function edit(file: string, replacements: readonly Replacement[]): void {
  let text = readFileSync(file, "utf8");
  for (const [from, to] of replacements) {
    if (text.split(from).length !== 2) throw new Error(`${file} does not read once: ${from}`);
    text = text.replace(from, () => to);
  }
  writeFileSync(file, text);
}

const CREATE: Replacement = [
  "function _deploy() internal {",
  `function _create(bytes memory code, bytes memory args) internal returns (address at) {
        bytes memory init = bytes.concat(code, args);
        assembly ("memory-safe") { at := create(0, add(init, 0x20), mload(init)) }
        require(at != address(0), "creation failed");
    }

    function _deploy() internal {`,
];

/** The copy is edited, never the tests of the checkout. What was built before is taken along: it has to be up to date. */
function prepare(scope: Scope): string {
  const copy = realpathSync(mkdtempSync(join(tmpdir(), "audifi-mutants-")));
  const parts = ["src", "test", "exports", "scripts", "deployments", "package.json", "remappings.txt"];
  const built = ["artifacts", "cache"].filter((name) => existsSync(join(root, "contracts", name)));
  for (const path of [
    ...["hardhat.config.ts", "package.json"],
    ...[...parts, ...built].map((name) => `contracts/${name}`),
  ]) {
    cpSync(join(root, path), join(copy, path), { recursive: true });
  }
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  const fixture = "invariants/MastersFixture.sol";
  const edits = { ...scope.edits, [fixture]: [...(scope.edits[fixture] ?? []), CREATE] };
  for (const [file, replacements] of Object.entries(edits)) {
    edit(join(copy, "contracts/test", file), replacements);
  }
  return copy;
}

export interface Workspace {
  /** Whether the fuzz tests and invariants pass with this code. */
  passesSolidity: (code: Code) => Promise<boolean>;
  /** Whether these test files pass with this code; stops at the first failure. */
  passesNode: (code: Code, files: readonly string[]) => Promise<boolean>;
}

/** Tests in TypeScript name errors by the build infos; every Solidity run would read them for nothing, 160 MB. */
function setAside(copy: string, isAside: boolean): void {
  const names = ["artifacts/build-info", "build-info.aside"].map((name) => join(copy, "contracts", name));
  const [from, to] = isAside ? names : names.reverse();
  renameSync(from!, to!);
}

/** @param earlier A copy that an earlier run built. */
export async function openWorkspace(scope: Scope, earlier?: string): Promise<Workspace> {
  const copy = earlier ? realpathSync(earlier) : prepare(scope);
  process.chdir(copy);
  const { createHardhatRuntimeEnvironment } = await import("hardhat/hre");
  const { default: config } = await import(join(copy, "hardhat.config.ts"));
  const hre = await createHardhatRuntimeEnvironment({ ...config, test: { solidity: PROFILE } }, {}, copy);
  const testFiles = scope.suites.map((name) => join(copy, `contracts/test/${name}.t.sol`));
  if (!earlier) {
    await hre.tasks.getTask("build").run({ files: testFiles });
    setAside(copy, true);
  }
  console.error(`the tests run in ${copy}`);

  return {
    passesSolidity: async (code) => {
      Object.assign(process.env, code);
      const result = await hre.tasks.getTask(["test", "solidity"]).run({ noCompile: true, testFiles });
      return result.success === true;
    },
    passesNode: async (code, files) => {
      setAside(copy, false);
      const isPassed = await runNode(copy, code, files);
      setAside(copy, true);
      return isPassed;
    },
  };
}

function runNode(copy: string, code: Code, files: readonly string[]): Promise<boolean> {
  const cli = join(root, "node_modules/hardhat/dist/src/cli.js");
  const args = [cli, "test", "nodejs", "--no-compile", ...files.map((file) => `contracts/test/${file}`)];
  const child = spawn(process.execPath, args, { cwd: copy, env: { ...process.env, ...code } });
  return new Promise((resolve) => {
    child.stdout.on("data", (chunk: Buffer) => {
      if (/^\s+1\) /m.test(chunk.toString())) child.kill();
    });
    child.on("exit", (status) => resolve(status === 0));
  });
}
