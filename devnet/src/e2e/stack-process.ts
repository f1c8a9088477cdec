import { type ChildProcess, spawn } from "node:child_process";
import { createServer, type Server } from "node:http";
import { inRepository } from "../repository.ts";

/** A stack in a process of its own, which journeys may ask to be stopped and started again on the same state. */
export class StackProcess {
  /** Settles when the stack ends without having been told to. */
  readonly lost: Promise<number>;
  readonly #environment: NodeJS.ProcessEnv;
  #child: ChildProcess | undefined;
  #reportLoss: (code: number) => void = () => {};

  constructor(environment: NodeJS.ProcessEnv) {
    this.#environment = environment;
    this.lost = new Promise((resolve) => (this.#reportLoss = resolve));
  }

  /** Resolves when the stack says that it is ready; never, when it is lost before. */
  start(): Promise<void> {
    const child = spawn(process.execPath, [inRepository("devnet", "src", "main.ts")], {
      env: this.#environment,
      stdio: ["ignore", "pipe", "inherit", "ipc"],
      // Ctrl-C in a terminal reaches the launcher alone, which then ends the others.
      detached: true,
    });
    this.#child = child;
    child.stdout?.pipe(process.stdout, { end: false });
    child.once("error", () => this.#reportLoss(1));
    child.once("exit", (code) => {
      if (this.#child === child) this.#reportLoss(code ?? 1);
    });
    return new Promise((resolve) => {
      let text = "";
      child.stdout?.on("data", (chunk: Buffer) => {
        text += chunk.toString();
        if (text.includes("AudiFi is ready: ")) resolve();
      });
    });
  }

  async stop(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await ended;
  }

  /** Has the stack kill a service, or start it again. */
  async #order(order: Record<string, string>): Promise<void> {
    const child = this.#child;
    if (child === undefined) throw new Error("The stack is not running.");
    const obeyed = new Promise((resolve) => child.once("message", resolve));
    child.send(order);
    await obeyed;
  }

  async #obey(path: string): Promise<boolean> {
    const [, verb = "", name] = path.split("/");
    if (path === "/restart") {
      await this.stop();
      await this.start();
    } else if ((verb === "kill" || verb === "revive") && name !== undefined) {
      await this.#order({ [verb]: name });
    } else return false;
    return true;
  }

  /**
   * Answers `POST /restart` once the stack is ready again, `POST /kill/<service>` once the service is gone and
   * `POST /revive/<service>` once it is started.
   */
  async listen(): Promise<{ url: string; server: Server }> {
    const server = createServer((request, response) => {
      const isKnown = request.method === "POST" ? this.#obey(request.url ?? "") : Promise.resolve(false);
      void isKnown.then((is) => response.writeHead(is ? 204 : 404).end());
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("The launcher got no port.");
    return { url: `http://127.0.0.1:${address.port}`, server };
  }
}
