import type { Account, Address, Chain, Hex, PublicClient, TransactionReceipt, Transport } from "viem";
import type { PrivateKeyAccount } from "viem/accounts";

export interface Call {
  label: string;
  to: Address;
  data: Hex;
}

export type Client = PublicClient<Transport, Chain>;

/** Above what any of our transactions needs, below the cap of EIP-7825. */
const LOCAL_GAS = 9_000_000n;

/**
 * Sends calls in order and waits for all of them. On the local chain each is mined at once; elsewhere each is estimated,
 * sent and confirmed before the next.
 */
export async function sendAll(
  client: Client,
  account: PrivateKeyAccount,
  calls: readonly Call[],
  isLocal: boolean,
): Promise<TransactionReceipt[]> {
  if (calls.length === 0) return [];
  const receipts = isLocal
    ? await sendAndMine(client, account, calls)
    : await sendOneByOne(client, account, calls);
  receipts.forEach((receipt, i) => {
    if (receipt.status !== "success") {
      throw new Error(`${calls[i]?.label} reverted in transaction ${receipt.transactionHash}`);
    }
  });
  return receipts;
}

async function sendAndMine(client: Client, account: PrivateKeyAccount, calls: readonly Call[]) {
  const [nonce, fees] = await Promise.all([
    client.getTransactionCount({ address: account.address, blockTag: "pending" }),
    client.estimateFeesPerGas(),
  ]);
  const receipts: TransactionReceipt[] = [];
  for (const [i, { to, data }] of calls.entries()) {
    const transaction = await account.signTransaction({
      type: "eip1559",
      chainId: client.chain.id,
      nonce: nonce + i,
      to,
      data,
      gas: LOCAL_GAS,
      maxFeePerGas: fees.maxFeePerGas * 2n,
      maxPriorityFeePerGas: fees.maxPriorityFeePerGas,
    });
    const hash = await send(client, transaction);
    await mine(client, hash);
    receipts.push(await waitFor(client, hash));
  }
  return receipts;
}

const send = (client: Client, serializedTransaction: Hex) =>
  client.sendRawTransaction({ serializedTransaction });

/**
 * One transaction at a time: anvil forgets one that arrives while the one before it is mined, and keeps it waiting for
 * that one for ever.
 */
async function mine(client: Client, hash: Hex): Promise<void> {
  while (!(await isMined(client, hash))) await client.request({ method: "evm_mine" } as never);
}

const isMined = async (client: Client, hash: Hex) =>
  (await client.request({ method: "eth_getTransactionReceipt", params: [hash] })) !== null;

async function sendOneByOne(client: Client, account: PrivateKeyAccount, calls: readonly Call[]) {
  const receipts: TransactionReceipt[] = [];
  for (const { to, data } of calls) {
    const request = await client.prepareTransactionRequest({ account: account as Account, to, data });
    const serializedTransaction = await account.signTransaction(request as never);
    receipts.push(await waitFor(client, await send(client, serializedTransaction)));
  }
  return receipts;
}

const waitFor = (client: Client, hash: Hex) =>
  client.waitForTransactionReceipt({ hash, timeout: 300_000, retryCount: 10 });
