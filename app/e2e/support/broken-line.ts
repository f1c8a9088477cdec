import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

type Change = (answer: string) => string;

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

/** A line to a service of the stack that can be cut, and whose answers can be changed. */
export class BrokenLine {
  readonly #target: string;
  readonly #server: Server;
  isCut = false;
  /** What becomes of an answer. */
  change: Change = (answer) => answer;

  constructor(target: string) {
    this.#target = target;
    this.#server = createServer((request, response) => void this.#pass(request, response));
  }

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    const { port } = this.#server.address() as { port: number };
    return `http://127.0.0.1:${port}`;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader("access-control-allow-origin", "*");
    response.setHeader("access-control-allow-headers", "*");
    const body = await bodyOf(request);
    if (this.isCut) return void request.socket.destroy();
    if (request.method === "OPTIONS") return void response.end();
    const headers = { "content-type": request.headers["content-type"] ?? "application/json" };
    try {
      const answer = await fetch(this.#target, { method: "POST", headers, body });
      response.writeHead(answer.status, { "content-type": "application/json" });
      response.end(this.change(await answer.text()));
    } catch {
      request.socket.destroy();
    }
  }
}
