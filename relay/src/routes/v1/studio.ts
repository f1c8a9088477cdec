import websocket from "@fastify/websocket";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { Counter, Gauge, type Registry } from "prom-client";
import { privateKeyToAccount } from "viem/accounts";
import type { Chain } from "../../plugins/chain.ts";
import type { Database } from "../../plugins/database.ts";
import type { Config } from "../../plugins/env.ts";
import { studioFrameLimit } from "../../protocol/studio.ts";
import { SocketTickets } from "../../services/live/socket-tickets.ts";
import type { Outbox } from "../../services/outbox.ts";
import { createGasKey } from "../../services/sponsored/gas-key.ts";
import { sponsoredTopic } from "../../services/sponsored/transactions.ts";
import type { Store } from "../../services/store/store.ts";
import { Ballots } from "../../services/studio/ballots.ts";
import { Chat } from "../../services/studio/chat.ts";
import { ChainClock } from "../../services/studio/clock.ts";
import { Hall } from "../../services/studio/hall.ts";
import { publicationTopic } from "../../services/studio/publications.ts";
import { publishing } from "../../services/studio/publisher.ts";
import { Sessions } from "../../services/studio/sessions.ts";
import { Studio } from "../../services/studio/studio.ts";
import { Tallies } from "../../services/studio/tallies.ts";
import { Voters } from "../../services/studio/voters.ts";
import { StudioWatch } from "../../services/studio/watch.ts";
import type { PinTarget } from "../../services/targets/target.ts";
import { ballotRoutes } from "./studio/ballots.ts";
import { roomRoutes } from "./studio/room.ts";
import { socketRoutes } from "./studio/socket.ts";

interface Needs {
  database: Database;
  chain: Chain;
  store: Store;
  outbox: Outbox;
  targets: readonly PinTarget[];
  registry: Registry;
}

const createMeters = (registry: Registry, hall: Hall) => {
  const registers = [registry];
  new Gauge({
    name: "audifi_relay_studio_sockets",
    help: "Sockets of studio rooms that are open",
    registers,
    collect() {
      this.set(hall.size);
    },
  });
  return new Counter({
    name: "audifi_relay_studio_dropped_total",
    help: "Sockets that were cut off because their client did not keep up",
    registers,
  });
};

const createStudio = (app: FastifyInstance, config: Config, needs: Needs) => {
  const { database, chain, store, outbox } = needs;
  const { chainId, live, studio: limits } = config;
  const { secret } = config.identity;
  const { log } = app;
  const sessions = new Sessions(chain, { folder: live.deploymentsDirectory, chainId });
  const clock = new ChainClock();
  const voters = new Voters({ database, sessions }, { secret, perCaller: limits.votersPerCaller });
  const key = limits.receiptKey && privateKeyToAccount(limits.receiptKey);
  const hall = new Hall({ database, store, log, limits });
  const tallies = new Tallies(database, log, (roomId) => hall.tell(roomId));
  const studio = new Studio({
    ...{ database, secret, sessions, voters, hall, tallies },
    ballots: new Ballots({ database, sessions, voters, clock, key }),
    chat: new Chat(database),
    onPublicationDue: () => outbox.wake(publicationTopic),
  });
  const watch = new StudioWatch({
    ...{ database, chain, sessions, clock, log },
    onSynced: (synced) => studio.learn(synced),
  });
  return { sessions, clock, voters, hall, tallies, studio, watch };
};

/** The rooms of studio sessions. Answers with what to call with the time of every new block. */
export const registerStudio = async (
  app: FastifyInstance,
  config: Config,
  needs: Needs,
): Promise<(blockTime: number) => void> => {
  const { database, chain, store, outbox, targets, registry } = needs;
  const { sessions, clock, voters, hall, tallies, studio, watch } = createStudio(app, config, needs);
  if (config.relayer) {
    outbox.handle(
      publishing({
        ...{ database, chain, chainId: config.chainId, sessions, voters, targets },
        key: createGasKey(config, config.relayer, chain),
        onSigned: () => outbox.wake(sponsoredTopic),
        onChanged: (session) => studio.sync(session),
      }),
    );
  }
  const dropped = createMeters(registry, hall);
  app.addHook("onReady", () => hall.start());
  app.addHook("preClose", () => watch.stop());
  app.addHook("onClose", () => tallies.stop());
  await app.register(websocket, {
    options: { maxPayload: studioFrameLimit, perMessageDeflate: false },
    // The hall ends its sockets with a reason.
    preClose: (done: () => void) => done(),
  });
  const zodApp = app.withTypeProvider<ZodTypeProvider>();
  const options = { prefix: "/v1/studio", studio };
  await zodApp.register(roomRoutes, options);
  await zodApp.register(ballotRoutes, options);
  await zodApp.register(socketRoutes, {
    ...{ ...options, hall, appOrigins: config.appOrigins, tickets: new SocketTickets(store) },
    onDropped: () => dropped.inc(),
  });
  return (blockTime) => {
    clock.see(blockTime);
    watch.wake();
  };
};
