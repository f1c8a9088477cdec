import type { FastifyInstance } from "fastify";
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Database } from "./database.ts";

export interface Metrics {
  registry: Registry;
  uploads: Counter<"kind" | "outcome">;
  uploadBytes: Counter<"kind">;
}

/** Absent while the database is away. */
const watchOutbox = (database: Database, registers: Registry[]): void => {
  const gauge = (name: string, help: string, condition: string) =>
    new Gauge({
      ...{ name, help, registers },
      async collect() {
        this.remove();
        const query = `select count(*)::int as count from relay.outbox where ${condition}`;
        const { rows } = await database.query(query).catch(() => ({ rows: [] }));
        const [row] = rows as [{ count: number }?];
        if (row) this.set(row.count);
      },
    });
  gauge(
    "audifi_relay_outbox_pending",
    "Work that was acknowledged and is not done yet: letters, copies of pins",
    "done_at is null and failed_at is null",
  );
  gauge("audifi_relay_outbox_failed", "Work of the last 30 days that was given up", "failed_at is not null");
};

export const createMetrics = (app: FastifyInstance, database: Database): Metrics => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "audifi_relay_" });
  const registers = [registry];
  const requests = new Histogram({
    name: "audifi_relay_request_seconds",
    help: "Time from the arrival of a request to the end of its answer",
    labelNames: ["method", "route", "status"],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 60],
    registers,
  });
  watchOutbox(database, registers);
  app.addHook("onResponse", async (request, reply) => {
    const labels = {
      method: request.method,
      route: request.routeOptions.url ?? "none",
      status: String(reply.statusCode),
    };
    requests.observe(labels, reply.elapsedTime / 1_000);
  });
  return {
    registry,
    uploads: new Counter({
      name: "audifi_relay_uploads_total",
      help: "Uploads by what became of them",
      labelNames: ["kind", "outcome"],
      registers,
    }),
    uploadBytes: new Counter({
      name: "audifi_relay_upload_bytes_total",
      help: "Bytes that were pinned",
      labelNames: ["kind"],
      registers,
    }),
  };
};
