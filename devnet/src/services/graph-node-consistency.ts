import type { Chain } from "./chain.ts";
import type { Postgres } from "./postgres.ts";

interface Pointer {
  number: number;
  hash: string;
}

const pointers = `
  select block_number as number, encode(block_hash, 'hex') as hash from subgraphs.head where block_hash is not null
  union all
  select head_block_number, head_block_hash from public.ethereum_networks where head_block_hash is not null`;

/**
 * Whether everything that graph-node has seen is on this chain. It is not after a crash that lost the chain's last
 * seconds: graph-node would wait for ever for blocks that nobody has any more. Asked before it starts, from its tables;
 * tables that look otherwise than expected count as no.
 */
export async function isOnChain(postgres: Postgres, chain: Chain): Promise<boolean> {
  let seen: Pointer[];
  try {
    seen = await postgres.query<Pointer>("graph", pointers);
  } catch {
    return false;
  }
  if (seen.length === 0) return false;
  const blocks = await Promise.all(seen.map(({ number }) => chain.block(BigInt(number))));
  return seen.every(({ hash }, index) => blocks[index]?.hash === `0x${hash}`);
}
