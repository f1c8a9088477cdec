import type { FastifyInstance } from "fastify";
import { buildApp, connectDependencies } from "./app.ts";
import { migrate } from "./plugins/database.ts";
import { type Config, EnvironmentError, readConfig } from "./plugins/env.ts";
import { refusePowerfulKey } from "./services/sponsored/gas-key.ts";

const exitIfWrong = (error: unknown): never => {
  if (!(error instanceof EnvironmentError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(2);
};

const readConfigOrExit = (): Config => {
  try {
    return readConfig(process.env);
  } catch (error) {
    return exitIfWrong(error);
  }
};

const stopOnSignal = (app: FastifyInstance, drainSeconds: number): void => {
  const stop = (signal: NodeJS.Signals) => {
    app.log.info({ signal }, "stopping");
    // A connection that was busy when closing began becomes idle later, and nobody else would end it then.
    setInterval(() => app.server.closeIdleConnections(), 50).unref();
    setTimeout(() => {
      app.server.getConnections((_, open) => {
        if (open > 0) app.log.warn({ open }, "cut off what did not finish in time");
        app.server.closeAllConnections();
      });
    }, drainSeconds * 1_000).unref();
    app.close().then(
      () => process.exit(0),
      (error: unknown) => {
        app.log.error({ err: error }, "could not stop in order");
        process.exit(1);
      },
    );
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
};

const start = async (): Promise<void> => {
  const config = readConfigOrExit();
  const dependencies = connectDependencies(config);
  const { log, database, chain } = dependencies;
  await refusePowerfulKey(config, chain, log).catch(exitIfWrong);
  let close = () => database.end();
  try {
    const applied = await migrate(database);
    if (applied.length > 0) log.info({ applied }, "migrated the database");
    const app = await buildApp(config, dependencies);
    close = () => app.close();
    stopOnSignal(app, config.drainSeconds);
    await app.listen({ host: config.host, port: config.port });
  } catch (error) {
    log.fatal({ err: error }, "the relay cannot start");
    process.exitCode = 1;
    await close();
  }
};

await start();
