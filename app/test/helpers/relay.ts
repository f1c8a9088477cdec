import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer, type WebSocket } from "ws";
import type { StudioServerMessage } from "../../src/lib/relay/studio-socket.ts";

type Reply = (request: IncomingMessage, body: string) => { status?: number; body: unknown } | undefined;

/** As much of a relay as a room needs: what it answers and says is up to the test. */
export class FakeRelay {
  readonly url: string;
  /** Paths at which sockets were opened, in order. */
  readonly opened: string[] = [];
  readonly said: unknown[] = [];
  reply: Reply = () => undefined;
  onOpen: (socket: WebSocket, path: string) => void = () => undefined;
  readonly #server: Server;
  readonly #sockets = new WebSocketServer({ noServer: true });

  private constructor(server: Server) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on("upgrade", (request, socket, head) => {
      this.#sockets.handleUpgrade(request, socket, head, (opened) => {
        this.opened.push(request.url ?? "");
        opened.on("message", (data) => this.said.push(JSON.parse(String(data))));
        this.onOpen(opened, request.url ?? "");
      });
    });
    server.on("request", (request, response) => {
      let body = "";
      request.on("data", (piece) => (body += String(piece)));
      request.on("end", () => {
        const answer = this.reply(request, body) ?? {
          status: 404,
          body: { error: { code: "service.internal", message: "not here", requestId: "1" } },
        };
        void Promise.resolve(answer.body).then((told) => {
          response.writeHead(answer.status ?? 200, { "content-type": "application/json" });
          response.end(JSON.stringify(told));
        });
      });
    });
  }

  static async start(): Promise<FakeRelay> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new FakeRelay(server);
  }

  tell(message: StudioServerMessage): void {
    for (const socket of this.#sockets.clients) socket.send(JSON.stringify(message));
  }

  /** Ends all connections, as a crash would. */
  cut(code?: number): void {
    for (const socket of this.#sockets.clients) {
      if (code === undefined) socket.terminate();
      else socket.close(code);
    }
  }

  async stop(): Promise<void> {
    this.cut();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
