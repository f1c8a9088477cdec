import { randomUUID } from "node:crypto";
import type { Redis } from "ioredis";
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyReply } from "fastify";
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from "fastify-type-provider-zod";
import { errorBody, registerErrorHandling } from "./errors.ts";
import { type Chain, connectChain } from "./plugins/chain.ts";
import { connectDatabase, type Database } from "./plugins/database.ts";
import type { Config } from "./plugins/env.ts";
import { createLogger, type LogDestination } from "./plugins/logging.ts";
import { createMetrics } from "./plugins/metrics.ts";
import { registerOpenApi } from "./plugins/openapi.ts";
import { registerSecurity } from "./plugins/security.ts";
import { registerSessions } from "./plugins/sessions.ts";
import { healthRoutes } from "./routes/health.ts";
import { identityRoutes } from "./routes/v1/identity.ts";
import { registerLive } from "./routes/v1/live.ts";
import { registerBilling } from "./routes/v1/billing.ts";
import { registerSponsorship } from "./routes/v1/sponsored.ts";
import { registerStudio } from "./routes/v1/studio.ts";
import { commentRoutes } from "./routes/v1/comments/comments.ts";
import { notificationRoutes } from "./routes/v1/notifications/notifications.ts";
import type { RunningUploads } from "./routes/v1/pins/bodies.ts";
import { resumableRoutes } from "./routes/v1/pins/resumable.ts";
import { ticketRoutes } from "./routes/v1/pins/tickets.ts";
import { uploadRoutes } from "./routes/v1/pins/uploads.ts";
import { stripeEvents, stripeTopic } from "./services/billing/events.ts";
import { farewellTopic, leaveStripe } from "./services/billing/farewell.ts";
import { connectStripe } from "./services/billing/stripe.ts";
import { Comments } from "./services/comments/comments.ts";
import { forgetfulChores, Housekeeping } from "./services/housekeeping.ts";
import { createIdentity } from "./services/identity/create.ts";
import type { PostOffice } from "./services/mail/post-office.ts";
import { dividendNews } from "./services/notifications/dividends.ts";
import { NewsDesk } from "./services/notifications/news-desk.ts";
import { Notifications } from "./services/notifications/notifications.ts";
import { proposalNews } from "./services/notifications/proposals.ts";
import { voteNews } from "./services/notifications/votes.ts";
import { Outbox } from "./services/outbox.ts";
import { copyTopics } from "./services/pins/copies.ts";
import { deleteOldTickets } from "./services/pins/tickets.ts";
import { createReadiness } from "./services/readiness.ts";
import { MemoryStore } from "./services/store/memory.ts";
import { connectRedis, RedisStore } from "./services/store/redis.ts";
import type { Store } from "./services/store/store.ts";
import { leaveRooms } from "./services/studio/farewell.ts";
import { Subgraph } from "./services/subgraph.ts";
import { createPinTarget } from "./services/targets/create.ts";
import type { PinTarget } from "./services/targets/target.ts";

/** What the relay talks to. The application owns the database's connections and closes them with itself. */
export interface Dependencies {
  log: FastifyBaseLogger;
  database: Database;
  chain: Chain;
  targets: readonly PinTarget[];
  store: Store;
  /** Where callers are counted, with other relays. */
  redis: Redis | undefined;
}

export const connectDependencies = (config: Config, destination?: LogDestination): Dependencies => {
  const log = createLogger(config, destination);
  const redis = config.live.redisUrl === undefined ? undefined : connectRedis(config.live.redisUrl, log);
  return {
    log,
    database: connectDatabase(config.databaseUrl, (error) =>
      log.warn({ err: error }, "a database connection broke"),
    ),
    chain: connectChain(config),
    targets: config.pinTargets.map(createPinTarget),
    redis,
    store: redis ? new RedisStore(redis) : new MemoryStore(),
  };
};

/** Longest a request may take to arrive: the largest file at the slowest accepted pace. */
const REQUEST_TIMEOUT_MS = 2 * 3_600_000;
const requestIdPattern = /^[\w-]{8,64}$/;

/** For addresses that cannot even be decoded, before any route and its hooks. */
const refuseUnrouted = (reply: FastifyReply, message: string, requestId: string): void => {
  void reply.status(400).send(errorBody("request.invalid", message, requestId));
};

const createServer = (config: Config, log: FastifyBaseLogger): FastifyInstance =>
  Fastify({
    loggerInstance: log,
    trustProxy: config.trustProxy.length > 0 ? [...config.trustProxy] : false,
    bodyLimit: 65_536,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: 30_000,
    return503OnClosing: false,
    routerOptions: { maxParamLength: 100 },
    genReqId: ({ headers: { "x-request-id": given } }) =>
      typeof given === "string" && requestIdPattern.test(given) ? given : randomUUID(),
    frameworkErrors: (error, request, reply) =>
      refuseUnrouted(reply as unknown as FastifyReply, error.message, request.id),
    clientErrorHandler: (_error, socket) => {
      if (!socket.writable) return;
      const body = JSON.stringify(
        errorBody("request.invalid", "This is not HTTP as expected.", randomUUID()),
      );
      socket.end(
        `HTTP/1.1 400 Bad Request\r\ncontent-type: application/json\r\nconnection: close\r\n` +
          `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      );
    },
  });

/** What goes on behind the requests, from the start to the end of the application. */
const startWork = (app: FastifyInstance, { database, log, store }: Dependencies, outbox: Outbox): void => {
  const chores = [() => deleteOldTickets(database), () => outbox.forgetOld()];
  const housekeeping = new Housekeeping([...chores, ...forgetfulChores(database)], log);
  app.addHook("onReady", async () => {
    await outbox.start();
    housekeeping.start();
  });
  // Closing goes backwards: the routes registered later have finished with the database by then.
  app.addHook("onClose", async () => {
    await Promise.all([outbox.stop(), housekeeping.stop()]);
    await Promise.all([database.end(), store.close()]);
  });
};

/** Answers with what to call at every new block. */
const tellNews = (
  app: FastifyInstance,
  { live }: Config,
  { database, store, log }: Dependencies,
  postOffice: PostOffice,
): (() => void) => {
  if (live.subgraphUrls.length === 0) return () => undefined;
  const subgraph = new Subgraph(live.subgraphUrls);
  const news = new NewsDesk({
    ...{ database, store, log, postOffice, subgraph },
    sources: [dividendNews(subgraph), proposalNews(subgraph), voteNews(subgraph)],
    confirmations: live.confirmations,
  });
  app.addHook("preClose", () => news.stop());
  return () => news.wake();
};

/** Builds the application without listening. The database has to be migrated. */
export const buildApp = async (config: Config, dependencies: Dependencies): Promise<FastifyInstance> => {
  const { log, database, chain, targets, store, redis } = dependencies;
  const app = createServer(config, log);
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  registerErrorHandling(app);
  await registerSecurity(app, config, redis);
  const outbox = new Outbox(database, log);
  outbox.handle(...copyTopics(targets));
  const identity = createIdentity(config, { database, chain }, outbox);
  await registerSessions(app, config, (token) => identity.sessions.find(token));
  await registerOpenApi(app);

  const metrics = createMetrics(app, database);
  startWork(app, dependencies, outbox);
  app.addHook("onClose", async () => identity.close());
  const stripe = config.stripe && connectStripe(config.stripe);
  if (stripe) {
    outbox.handle(stripeEvents(database, stripe, store), farewellTopic(stripe));
    identity.farewells.push(leaveStripe);
  }
  identity.farewells.push(leaveRooms);
  const context = { config, database, chain, targets, redis };
  const zodApp = app.withTypeProvider<ZodTypeProvider>();
  await zodApp.register(healthRoutes, {
    readiness: createReadiness(context),
    metricsText: () => metrics.registry.metrics(),
  });
  await zodApp.register(identityRoutes, { config, database, identity });
  const notifications = new Notifications(database);
  const { registry } = metrics;
  const { postOffice } = identity;
  const onHead = [
    tellNews(app, config, dependencies, postOffice),
    await registerSponsorship(app, config, { database, chain, outbox, postOffice, registry }),
    await registerStudio(app, config, { database, chain, store, outbox, targets, registry }),
  ];
  await registerLive(app, config, {
    ...{ chain, store, notifications, registry },
    onHead: (time) => onHead.forEach((tell) => tell(time)),
  });
  const onEvent = () => outbox.wake(stripeTopic);
  await registerBilling(app, { config, database, store, stripe, onEvent });
  await zodApp.register(notificationRoutes, { prefix: "/v1/notifications", notifications });
  const comments = new Comments({ config, database, chain, attempts: identity.attempts });
  await zodApp.register(commentRoutes, { prefix: "/v1/comments", comments });
  await zodApp.register(ticketRoutes, { prefix: "/v1/pins", config, database });
  const running: RunningUploads = new Set();
  const uploads = { context, metrics, running, onPinned: () => outbox.wake() };
  await zodApp.register(uploadRoutes, { prefix: "/v1/pins", ...uploads });
  await zodApp.register(resumableRoutes, { prefix: "/v1/pins/uploads", ...uploads });

  return app;
};
