import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { BinaryError, findProgram, type Search } from "../../subgraph/scripts/binaries.ts";

const program = { name: "gnd", what: "graph-node", packageName: "@graphprotocol/gnd-here", version: "1.2.3" };

describe("findProgram", { skip: process.platform === "win32" }, () => {
  let folder: string;
  let asked: string[];
  let search: Search;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "audifi-binaries-"));
    asked = [];
    search = {
      roots: [join(folder, "tree", "subgraph")],
      path: join(folder, "path"),
      install: (specifier) => asked.push(specifier),
    };
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const packaged = (): string => join(folder, "tree", "node_modules", program.packageName, "bin", "gnd");
  const onPath = (): string => join(folder, "path", "gnd");

  function put(file: string, text: string, mode = 0o755): void {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    chmodSync(file, mode);
    if (file === packaged()) writeFileSync(join(dirname(file), "..", "package.json"), "{}");
  }
  const runs = "#!/bin/sh\necho 1.2.3\n";
  // What an executable of another platform looks like to this one.
  const foreign = "\u007fELF not for this machine";

  it("takes the installed package before the PATH, and makes it executable", () => {
    put(packaged(), runs, 0o644);
    put(onPath(), runs);
    assert.equal(findProgram(program, search), packaged());
    assert.deepEqual(asked, []);
  });

  it("takes the PATH when the package is not there", () => {
    put(onPath(), runs);
    assert.equal(findProgram(program, search), onPath());
    assert.deepEqual(asked, []);
  });

  it("takes the PATH when the installed one is for another platform", () => {
    put(packaged(), foreign);
    put(onPath(), runs);
    assert.equal(findProgram(program, search), onPath());
  });

  it("installs the platform's package by its name and version when nothing runs", () => {
    put(onPath(), foreign);
    const install = (specifier: string): void => {
      asked.push(specifier);
      put(packaged(), runs);
    };
    assert.equal(findProgram(program, { ...search, install }), packaged());
    assert.deepEqual(asked, ["@graphprotocol/gnd-here@1.2.3"]);
  });

  it("says what is missing, what was tried and why it did not run", () => {
    put(packaged(), "#!/bin/sh\necho 'GLIBC_2.38 not found' >&2\nexit 1\n");
    assert.throws(
      () => findProgram(program, search),
      (error: unknown) => {
        assert.ok(error instanceof BinaryError);
        assert.match(error.message, /There is no gnd \(graph-node\) that runs on this machine/);
        assert.match(error.message, /gnd-here@1\.2\.3 cannot be installed/);
        assert.equal(error.message.match(/GLIBC_2\.38 not found/g)?.length, 1);
        return true;
      },
    );
    assert.deepEqual(asked, ["@graphprotocol/gnd-here@1.2.3"]);
  });
});
