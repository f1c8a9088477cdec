import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { describe, it } from "node:test";
import { identifyProcess } from "../src/identity.ts";
import { isPortFree } from "../src/ports.ts";

/** Ends its first thread and keeps a port through another: what a process that was killed looks like for a moment. */
const HALF_ENDED = `
import ctypes, socket, threading, time
server = socket.socket(); server.bind(("127.0.0.1", 0)); server.listen()
print(server.getsockname()[1], flush=True)
threading.Thread(target=lambda: time.sleep(30)).start()
ctypes.CDLL(None).pthread_exit(None)
`;

function hasPython(): boolean {
  try {
    return process.platform === "linux" && execFileSync("python3", ["--version"]).length > 0;
  } catch {
    return false;
  }
}

describe("identifyProcess", () => {
  it("tells a process from none", () => {
    assert.notEqual(identifyProcess(process.pid), undefined);
    assert.equal(identifyProcess(2 ** 22 + 1), undefined);
  });

  it(
    "knows a process of which threads still run",
    { skip: !hasPython() && "needs Linux and Python" },
    async () => {
      const child = spawn("python3", ["-c", HALF_ENDED], { stdio: ["ignore", "pipe", "inherit"] });
      const pid = child.pid!;
      try {
        const [port] = (await once(child.stdout, "data")) as [Buffer];
        assert.equal(await isPortFree(Number(port.toString())), false);
        for (let waited = 0; waited < 40; waited += 1) {
          assert.notEqual(identifyProcess(pid), undefined);
          await new Promise((resolve) => setTimeout(resolve, 10));
        }
      } finally {
        child.kill("SIGKILL");
      }
      await once(child, "exit");
      assert.equal(identifyProcess(pid), undefined);
    },
  );
});
