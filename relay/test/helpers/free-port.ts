import { createServer } from "node:net";

// Below the ports that systems give to outgoing connections, one of which could otherwise take a port that was free a
// moment ago, and above those of the stacks that run beside these tests.
const FIRST = 30_000;
const LAST = 32_699;

const canListen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => server.close(() => resolve(true)));
  });

/** A port nobody listens on, for a program that can't be told to choose one itself. */
export const freePort = async (): Promise<number> => {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST + 1));
    if (await canListen(port)) return port;
  }
  throw new Error(`no port is free between ${FIRST} and ${LAST}`);
};
