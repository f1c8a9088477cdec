import { readFileSync } from "node:fs";
import { join } from "node:path";
import { WebSocket } from "ws";

/** Of a process, in MiB. */
export interface Memory {
  /** Objects and buffers that are still needed: what is left when all garbage has just been collected. */
  inUse: number;
  resident: number;
}

const MIB = 2 ** 20;
const PATIENCE_MS = 10_000;

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Has the relay of a running stack listen for a debugger, without which it cannot be told to collect its garbage.
 * Answers with the debugger's address.
 * @param state Where the stack keeps its processes and logs. It has to run with `--inspect-port=0`.
 */
export async function wakeDebugger(state: string): Promise<string> {
  const processes = JSON.parse(readFileSync(join(state, "processes.json"), "utf8")) as {
    name: string;
    pid: number;
  }[];
  const relay = processes.find(({ name }) => name === "relay");
  if (!relay) throw new Error("the stack has no relay");
  process.kill(relay.pid, "SIGUSR1");
  for (const deadline = performance.now() + PATIENCE_MS; performance.now() < deadline; await wait(100)) {
    const log = readFileSync(join(state, "logs", "relay.log"), "utf8");
    const address = /^Debugger listening on (ws:\S+)$/m.exec(log)?.[1];
    if (address !== undefined) return address;
  }
  throw new Error("the relay does not listen for a debugger");
}

interface Answer {
  id: number;
  error?: { message: string };
  result?: { result?: { value?: string } };
}

function ask(socket: WebSocket, id: number, method: string, params: object = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const hear = (data: Buffer) => {
      const answer = JSON.parse(data.toString()) as Answer;
      if (answer.id !== id) return;
      socket.off("message", hear);
      if (answer.error) reject(new Error(`${method}: ${answer.error.message}`));
      else resolve(answer);
    };
    socket.on("message", hear);
    socket.once("close", () => reject(new Error("the debugger has gone")));
    socket.send(JSON.stringify({ id, method, params }));
  });
}

export async function readMemory(debuggerAddress: string): Promise<Memory> {
  const socket = new WebSocket(debuggerAddress, { perMessageDeflate: false });
  await new Promise((resolve, reject) => void socket.once("open", resolve).once("error", reject));
  try {
    // What the first collection lets go of may own buffers, which the second one frees.
    await ask(socket, 1, "HeapProfiler.collectGarbage");
    await ask(socket, 2, "HeapProfiler.collectGarbage");
    const expression = "JSON.stringify(process.memoryUsage())";
    const { result } = await ask(socket, 3, "Runtime.evaluate", { expression });
    const usage = JSON.parse(result?.result?.value ?? "") as NodeJS.MemoryUsage;
    return { inUse: (usage.heapUsed + usage.external) / MIB, resident: usage.rss / MIB };
  } finally {
    socket.terminate();
  }
}
