import { loadDeployment } from "@audifi/contracts/addresses";
import { deployer } from "../wallets.ts";
import { CHAIN_ID } from "../services/chain.ts";
import { listenStripe } from "./server.ts";
import { Treasury } from "./treasury.ts";

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} must be set.`);
  return value;
}

const deployments = required("AUDIFI_DEPLOYMENTS_DIR");
const usdc = async () => {
  const { currencies } = await loadDeployment(deployments, CHAIN_ID);
  const found = currencies.find(({ symbol }) => symbol === "USDC");
  if (found === undefined) throw new Error("The deployment has no USDC.");
  return found.address;
};

const server = await listenStripe({
  file: required("AUDIFI_STRIPE_FILE"),
  port: Number(required("AUDIFI_STRIPE_PORT")),
  secretKey: required("STRIPE_SECRET_KEY"),
  webhookUrl: required("AUDIFI_STRIPE_WEBHOOK_URL"),
  webhookSecret: required("STRIPE_WEBHOOK_SECRET"),
  treasury: new Treasury({ rpc: required("AUDIFI_RPC_URL"), key: deployer.key, usdc }),
});

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void server.close().then(() => process.exit(0)));
}
