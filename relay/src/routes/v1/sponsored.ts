import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { Counter, Gauge, type Registry } from "prom-client";
import { formatEther } from "viem";
import { sponsoredRoutes, sponsoredStateRoutes } from "./sponsored/sponsored.ts";
import { alarmLetter } from "../../services/mail/letters.ts";
import type { PostOffice } from "../../services/mail/post-office.ts";
import type { Outbox } from "../../services/outbox.ts";
import { createGasKey } from "../../services/sponsored/gas-key.ts";
import { Sponsor } from "../../services/sponsored/sponsor.ts";
import { sendingTopic, sponsoredTopic } from "../../services/sponsored/transactions.ts";
import { SponsorWatch } from "../../services/sponsored/watch.ts";
import type { Chain } from "../../plugins/chain.ts";
import type { Database } from "../../plugins/database.ts";
import type { Config } from "../../plugins/env.ts";

interface Needs {
  database: Database;
  chain: Chain;
  outbox: Outbox;
  postOffice: PostOffice;
  registry: Registry;
}

const createMeters = (registry: Registry) => {
  const registers = [registry];
  return {
    balance: new Gauge({
      name: "audifi_relay_gas_balance",
      help: "Native coin of the key that pays for gas",
      registers,
    }),
    isLow: new Gauge({
      name: "audifi_relay_gas_balance_low",
      help: "1 while the key that pays for gas has less than the alarm",
      registers,
    }),
    sponsored: new Counter({
      name: "audifi_relay_sponsored_total",
      help: "Votes and delegations that somebody wanted paid for, by outcome",
      labelNames: ["call", "outcome"],
      registers,
    }),
  };
};

/** Takes signed votes and delegations, and pays for them. Answers with what to call at every new block. */
export const registerSponsorship = async (
  app: FastifyInstance,
  config: Config,
  { database, chain, outbox, postOffice, registry }: Needs,
): Promise<() => void> => {
  const meters = createMeters(registry);
  const options = {
    ...{ config, database, chain, prefix: "/v1/sponsored" },
    onOutcome: (call: string, outcome: string) => meters.sponsored.inc({ call, outcome }),
  };
  const zodApp = app.withTypeProvider<ZodTypeProvider>();
  const register = async (sponsor: Sponsor | undefined) => {
    await zodApp.register(sponsoredStateRoutes, { ...options, sponsor });
    await zodApp.register(sponsoredRoutes, { ...options, sponsor });
  };
  const { relayer } = config;
  if (!relayer) {
    await register(undefined);
    return () => undefined;
  }
  const needs = { database, chain, chainId: config.chainId, config: relayer };
  const key = createGasKey(config, relayer, chain);
  const onSigned = () => outbox.wake(sponsoredTopic);
  outbox.handle(sendingTopic(database, chain));
  const watch = new SponsorWatch({
    ...{ ...needs, key, log: app.log, confirmations: config.live.confirmations, onReplaced: onSigned },
    onBalance: (balance) => {
      meters.balance.set(Number(formatEther(balance)));
      meters.isLow.set(balance < relayer.alarmBelow ? 1 : 0);
    },
    onLow: async (balance) => {
      if (relayer.operatorEmail === undefined) return;
      const today = new Date().toISOString().slice(0, 10);
      const letter = alarmLetter({ account: key.account.address, balance });
      await postOffice.post(database, relayer.operatorEmail, letter, `gas-alarm:${today}`);
      postOffice.wake();
    },
  });
  app.addHook("preClose", () => watch.stop());
  await register(new Sponsor({ ...needs, key, onSigned }));
  return () => watch.wake();
};
