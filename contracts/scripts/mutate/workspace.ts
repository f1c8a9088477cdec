/** A private copy of the workspace whose tests deploy the code that the environment names. */
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import type { Code } from "./compiler.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const SHARES_CODE = "AUDIFI_MUTANT_SHARES";
const VAULT_CODE = "AUDIFI_MUTANT_VAULT";

/** Small profiles: most mutants fail within the first dozen of calls, and the rest goes on to the other tests. */
const PROFILE = {
  fuzz: { runs: 24 },
  invariant: { runs: 3, depth: 80, failOnRevert: true, shrinkRunLimit: 0 },
};

const SUITES = ["invariants/Masters", "fuzz/MasterShares", "fuzz/Accounting"].map(
  (name) => `contracts/test/${name}.t.sol`,
);

function edit(file: string, replacements: readonly (readonly [from: string, to: string])[]): void {
  let text = readFileSync(file, "utf8");
  for (const [from, to] of replacements) {
    if (text.split(from).length !== 2) throw new Error(`${file} does not read once: ${from}`);
    text = text.replace(from, () => to);
  }
  writeFileSync(file, text);
}

/** The copy is edited, never the tests of the checkout. */
function prepare(): string {
  const copy = realpathSync(mkdtempSync(join(tmpdir(), "audifi-mutants-")));
  for (const path of [
    ...["hardhat.config.ts", "package.json"],
    ...["src", "test", "exports", "scripts", "package.json", "remappings.txt"].map(
      (name) => `contracts/${name}`,
    ),
  ]) {
    cpSync(join(root, path), join(copy, path), { recursive: true });
  }
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  edit(join(copy, "contracts/test/invariants/MastersFixture.sol"), [
    [
      "vault = new DividendVault(ISwitchboard(address(switchboard)));",
      `vault = DividendVault(_create(vm.envBytes("${VAULT_CODE}"), abi.encode(address(switchboard))));`,
    ],
    ["new MasterShares(", `_create(vm.envBytes("${SHARES_CODE}"), abi.encode(`],
    ["IShareRenderer(address(this))\n                )", "IShareRenderer(address(this))\n                ))"],
    [
      "function _deploy() internal {",
      `function _create(bytes memory code, bytes memory args) private returns (address at) {
        bytes memory init = bytes.concat(code, args);
        assembly ("memory-safe") { at := create(0, add(init, 0x20), mload(init)) }
        require(at != address(0), "creation failed");
    }

    function _deploy() internal {`,
    ],
  ]);
  edit(join(copy, "contracts/test/helpers/fixture.ts"), [
    ["copies.vault)", `(copies.vault ?? process.env.${VAULT_CODE}) as Hex)`],
    ["copies.shares,", `(copies.shares ?? process.env.${SHARES_CODE}) as Hex,`],
  ]);
  return copy;
}

export interface Workspace {
  /** Whether the fuzz tests and invariants pass with this code. */
  passesSolidity: (code: Code) => Promise<boolean>;
  /** Whether these test files pass with this code; stops at the first failure. */
  passesNode: (code: Code, files: readonly string[]) => Promise<boolean>;
}

const environment = (code: Code) => ({ [SHARES_CODE]: code.shares, [VAULT_CODE]: code.vault });

/** @param earlier A copy that an earlier run built. */
export async function openWorkspace(earlier?: string): Promise<Workspace> {
  const copy = earlier ? realpathSync(earlier) : prepare();
  process.chdir(copy);
  const { createHardhatRuntimeEnvironment } = await import("hardhat/hre");
  const { default: config } = await import(join(copy, "hardhat.config.ts"));
  const hre = await createHardhatRuntimeEnvironment({ ...config, test: { solidity: PROFILE } }, {}, copy);
  if (!earlier) await hre.tasks.getTask("build").run({});
  console.error(`the tests run in ${copy}`);

  return {
    passesSolidity: async (code) => {
      Object.assign(process.env, environment(code));
      const testFiles = SUITES.map((file) => join(copy, file));
      const result = await hre.tasks.getTask(["test", "solidity"]).run({ noCompile: true, testFiles });
      return result.success === true;
    },
    passesNode: (code, files) => runNode(copy, code, files),
  };
}

function runNode(copy: string, code: Code, files: readonly string[]): Promise<boolean> {
  const cli = join(root, "node_modules/hardhat/dist/src/cli.js");
  const args = [cli, "test", "nodejs", "--no-compile", ...files.map((file) => `contracts/test/${file}`)];
  const child = spawn(process.execPath, args, { cwd: copy, env: { ...process.env, ...environment(code) } });
  return new Promise((resolve) => {
    child.stdout.on("data", (chunk: Buffer) => {
      if (/^\s+1\) /m.test(chunk.toString())) child.kill();
    });
    child.on("exit", (status) => resolve(status === 0));
  });
}
