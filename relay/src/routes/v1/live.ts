import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { Counter, Gauge, type Registry } from "prom-client";
import { streamRoutes } from "./live/stream.ts";
import { socketTicketRoutes } from "./live/tickets.ts";
import { Follower } from "../../services/live/follower.ts";
import { Hub } from "../../services/live/hub.ts";
import { SocketTickets } from "../../services/live/socket-tickets.ts";
import { Transactions } from "../../services/live/transactions.ts";
import type { NotificationLog } from "../../services/live/listener.ts";
import type { Store } from "../../services/store/store.ts";
import type { Chain } from "../../plugins/chain.ts";
import type { Config } from "../../plugins/env.ts";

export interface LiveNeeds {
  chain: Chain;
  store: Store;
  notifications: NotificationLog;
  registry: Registry;
  /** Called at every new block, with its time. */
  onHead: (time: number) => void;
}

/** Follows the chain and tells whoever listens. Streams end when the relay begins to close. */
export const registerLive = async (app: FastifyInstance, config: Config, needs: LiveNeeds): Promise<void> => {
  const { chain, store, notifications, registry, onHead } = needs;
  const { live, chainId } = config;
  const registers = [registry];
  const dropped = new Counter({
    name: "audifi_relay_live_dropped_total",
    help: "Streams that were cut off because their listener did not keep up",
    registers,
  });
  const follower = new Follower({
    ...{ chain, chainId, log: app.log, pollMs: live.pollMs },
    deploymentsDirectory: live.deploymentsDirectory,
    onBlock: (block) => {
      hub.tellBlock(block);
      const [head] = block.events;
      if (head?.type === "block") onHead(head.timestamp);
    },
    onRewind: (from) => hub.tellRewind(from),
  });
  const hub = new Hub({
    ...{ store, notifications, log: app.log, ring: follower.ring },
    transactions: new Transactions(chain),
    limits: { perCaller: live.perCaller, total: live.total },
    onDropped: () => dropped.inc(),
  });
  new Gauge({
    name: "audifi_relay_live_streams",
    help: "Streams that are open",
    registers,
    collect() {
      this.set(hub.size);
    },
  });
  new Gauge({
    name: "audifi_relay_live_head",
    help: "Latest block that was told",
    registers,
    collect() {
      this.set(follower.ring.tip?.number ?? 0);
    },
  });
  app.addHook("onReady", async () => {
    await hub.start();
    follower.start();
  });
  app.addHook("preClose", async () => {
    hub.close();
    await follower.stop();
  });
  const zodApp = app.withTypeProvider<ZodTypeProvider>();
  await zodApp.register(streamRoutes, { prefix: "/v1/live", hub });
  await zodApp.register(socketTicketRoutes, { prefix: "/v1/live", tickets: new SocketTickets(store) });
};
