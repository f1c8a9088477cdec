import assert from "node:assert/strict";
import { createServer } from "node:net";
import { describe, it } from "node:test";
import { findFreePortBase, portsFrom, readPorts, requireFreePorts } from "../src/ports.ts";

describe("ports", () => {
  it("moves every port with AUDIFI_PORT_BASE and gives none out twice", () => {
    const ports = Object.values(readPorts({ AUDIFI_PORT_BASE: "31000" }));
    assert.equal(new Set(ports).size, ports.length);
    assert.ok(ports.every((port) => port >= 31_000 && port < 31_020));
  });

  for (const base of ["0", "80", "65530", "1e9", "-1", "abc", "20000.5"]) {
    it(`refuses AUDIFI_PORT_BASE=${base}`, () => {
      assert.throws(() => readPorts({ AUDIFI_PORT_BASE: base }), { name: "PortError" });
    });
  }

  it("names the port, what needs it and the way out when it is taken", async () => {
    const ports = portsFrom(await findFreePortBase());
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(ports.rpc, "127.0.0.1", resolve));
    try {
      await assert.rejects(requireFreePorts(ports), (error: Error) => {
        for (const part of [String(ports.rpc), "rpc", "AUDIFI_PORT_BASE="])
          assert.ok(error.message.includes(part));
        return true;
      });
    } finally {
      await new Promise((resolve) => squatter.close(resolve));
    }
    await requireFreePorts(ports);
  });
});
