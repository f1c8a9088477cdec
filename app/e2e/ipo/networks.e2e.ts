import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buyPanel } from "../support/buying.ts";
import { prepareMaster } from "../support/offerings.ts";
import { freePort, serveApp } from "../support/own-app.ts";
import { expect, test } from "../support/person.ts";
import { endpoints } from "../support/stack.ts";

const SECOND = 31_338;

/** The stack's deployment, once as it is and once as that of a second network. */
function writeDeployments(directory: string): void {
  const text = readFileSync(join(endpoints.deployments, `${endpoints.chainId}.json`), "utf8");
  writeFileSync(join(directory, `${endpoints.chainId}.json`), text);
  const second = { ...(JSON.parse(text) as Record<string, unknown>), chainId: SECOND };
  writeFileSync(join(directory, `${SECOND}.json`), JSON.stringify(second));
}

/** The app once more, for two networks; the second has the chain and the subgraph of the first. */
async function serveTwo(): Promise<{ url: string; stop: () => void }> {
  const directory = mkdtempSync(join(tmpdir(), "audifi-networks-"));
  writeDeployments(directory);
  const closed = await freePort();
  const shared = { graphql: [`http://127.0.0.1:${closed}/`, endpoints.graphql], rpc: endpoints.rpc };
  const networks = [endpoints.chainId, SECOND].map((chainId) => ({ ...shared, chainId }));
  const app = await serveApp({
    ...{ AUDIFI_NETWORKS: JSON.stringify(networks), AUDIFI_DEPLOYMENTS_DIR: directory },
    AUDIFI_IPFS_GATEWAY: endpoints.ipfs,
  });
  const stop = () => {
    app.stop();
    rmSync(directory, { recursive: true, force: true });
  };
  return { url: app.url, stop };
}

test("a person chooses the network, links name it, and the wallet follows or says no", async ({ arrive }) => {
  const master = await prepareMaster("Here and There");
  const { url, stop } = await serveTwo();
  try {
    const fan = await arrive("Fan", { baseURL: url });
    fan.watch.allow(new RegExp(`request to a stranger: ${url}/`));
    fan.watch.allow(/Failed to load resource.*404/);
    const { page } = fan;
    fan.wallet.forgetChain(SECOND);

    await page.goto(`/masters/${master.number}`);
    await expect(page).toHaveURL(`${url}/masters/${master.number}?network=local`);
    await fan.connect();
    await expect(buyPanel(fan).getByRole("button", { name: "Review purchase" })).toBeEnabled();

    await page.getByRole("banner").getByText("Network: Local chain").click();
    await page
      .getByRole("banner")
      .getByRole("link", { name: /^Chain 31338/ })
      .click();
    await expect(page).toHaveURL(`${url}/masters?network=chain-31338`);
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Portfolio" }).click();
    await expect(page).toHaveURL(`${url}/portfolio?network=chain-31338`);
    await expect(fan.warning).toContainText("Your wallet is on another network, Local chain.");

    fan.wallet.refuseToAdd();
    await fan.warning.getByRole("button", { name: "Switch to Chain 31338" }).click();
    await expect(fan.warning).toContainText("It stayed where it was.");
    await fan.warning.getByRole("button", { name: "Switch to Chain 31338" }).click();
    await expect(fan.warning).toHaveCount(0);

    const second = await page.context().newPage();
    await second.goto(`/masters/${master.number}?network=local`);
    await expect(second.getByRole("alert")).toContainText("on another network, Chain 31338.");
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Masters" }).click();
    await expect(page).toHaveURL(`${url}/masters?network=chain-31338`);

    await page.goto(`/masters/${master.number}?network=base`);
    await expect(page.getByRole("heading", { name: "This address is of another network" })).toBeVisible();
    await expect(page.getByText(master.title)).toHaveCount(0);
    // Pages that still ask for something would report that the server is gone.
    await page.context().close();
  } finally {
    stop();
  }
});
