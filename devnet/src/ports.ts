import { createServer } from "node:net";

/** Every port of a stack, as an offset from the base; the app comes first because people type it. */
export const portOffsets = {
  app: 0,
  relay: 1,
  rpc: 2,
  ipfs: 3,
  graphql: 4,
  "graph-node admin": 5,
  "graph-node index": 6,
  "graph-node metrics": 7,
  postgres: 8,
  mailbox: 9,
  smtp: 10,
  supabase: 11,
  stripe: 12,
} as const;

export type PortName = keyof typeof portOffsets;
export type Ports = Readonly<Record<PortName, number>>;

const DEFAULT_BASE = 20_000;
const HIGHEST_BASE = 65_535 - Math.max(...Object.values(portOffsets));

export class PortError extends Error {
  override name = "PortError";
}

export function portsFrom(base: number): Ports {
  return Object.fromEntries(
    Object.entries(portOffsets).map(([name, offset]) => [name, base + offset]),
  ) as Record<PortName, number>;
}

export function readPorts(environment: NodeJS.ProcessEnv): Ports {
  const text = environment.AUDIFI_PORT_BASE;
  if (text === undefined || text === "") return portsFrom(DEFAULT_BASE);
  const base = Number(text);
  if (!Number.isInteger(base) || base < 1024 || base > HIGHEST_BASE) {
    throw new PortError(
      `AUDIFI_PORT_BASE must be a whole number from 1024 to ${HIGHEST_BASE}, not "${text}".`,
    );
  }
  return portsFrom(base);
}

/** Both loopbacks are asked: a server on ::1 alone would still take the browser's requests to localhost. */
export async function isPortFree(port: number): Promise<boolean> {
  return (await canListen(port, "127.0.0.1")) && (await canListen(port, "::1"));
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code !== "EADDRINUSE"));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

export async function requireFreePorts(ports: Ports): Promise<void> {
  for (const [name, port] of Object.entries(ports)) {
    if (await isPortFree(port)) continue;
    throw new PortError(
      `Port ${port}, needed for ${name}, is taken by another program.\n` +
        `End that program, or move all ports of AudiFi: AUDIFI_PORT_BASE=${suggestBase(ports)} npm start`,
    );
  }
}

function suggestBase(ports: Ports): number {
  const next = ports.app + 100;
  return next <= HIGHEST_BASE ? next : DEFAULT_BASE;
}

/** A base whose ports are all free now. Somebody may still take one before they are used. */
export async function findFreePortBase(from = 23_000, to = 29_000): Promise<number> {
  const span = Math.max(...Object.values(portOffsets)) + 2;
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const base = from + Math.floor((Math.random() * (to - from)) / span) * span;
    const free = await Promise.all(Object.values(portsFrom(base)).map(isPortFree));
    if (free.every(Boolean)) return base;
  }
  throw new PortError(`No free block of ${span} ports between ${from} and ${to}.`);
}
