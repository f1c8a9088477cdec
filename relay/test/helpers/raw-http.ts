import { connect, type Socket } from "node:net";

export interface RawAnswer {
  status: number;
  text: string;
}

/** Opens a connection and sends what no HTTP client would. */
export const openRaw = async (url: string, head: string): Promise<Socket> => {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await new Promise<void>((resolve, reject) => socket.once("connect", resolve).once("error", reject));
  socket.on("error", () => undefined);
  socket.write(head);
  return socket;
};

/** Reads until the other side closes. */
export const readToEnd = async (socket: Socket): Promise<RawAnswer> => {
  let text = "";
  socket.on("data", (chunk: Buffer) => (text += chunk.toString()));
  await new Promise<void>((resolve) => socket.once("close", () => resolve()));
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 0), text };
};

export const requestHead = (method: string, path: string, headers: Record<string, string | number>): string =>
  `${[`${method} ${path} HTTP/1.1`, "host: relay", ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)].join("\r\n")}\r\n\r\n`;
