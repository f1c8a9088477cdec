import type { Address } from "viem";

import { type Master, type Platform } from "../../test/helpers/fixture.ts";
import { people } from "../../test/helpers/network.ts";
import { call, deployPeer, type Measure, type PeerContract } from "../measure.ts";
import { move, sellUntiered } from "./transfers.ts";

const { admin, ann, ben, cleo } = people;

const byOperator = (master: Master, to: Address, id: number) =>
  master.shares.write.transferFrom([ann, to, BigInt(id)], { account: cleo });

/** Limit Break's own validator, with Cleo on the list that collections follow by default. */
async function deployLimitBreak() {
  const configuration = await deployPeer("LimitBreakConfiguration", [admin]);
  await call(configuration, "setNativeValueToCheckPauseState", [0n], admin);
  const validator = await deployPeer("LimitBreakValidator", [admin, admin, configuration.address]);
  await call(validator, "addAccountsToWhitelist", [0n, [cleo]], admin);
  return validator;
}

async function deployCreatorToken(name: string, validator: Address): Promise<PeerContract> {
  const peer = await deployPeer(name);
  await call(peer, "setTransferValidator", [validator], admin);
  await call(peer, "issue", [ann, 3n], admin);
  await call(peer, "issue", [ben, 1n], admin);
  await call(peer, "issue", [ann, 10n], admin);
  await call(peer, "setApprovalForAll", [cleo, true], ann);
  return peer;
}

export async function operatorTransfers(platform: Platform): Promise<Measure[]> {
  const validator = await deployLimitBreak();
  await platform.switchboard.write.setValidator([validator.address, true]);
  const master = await sellUntiered(platform, validator.address);
  await master.shares.write.setApprovalForAll([cleo, true], { account: ann });
  const openZeppelin = await deployCreatorToken("Erc721cCollection", validator.address);
  const azuki = await deployCreatorToken("Erc721acCollection", validator.address);
  const peers = (to: Address) => ({
    "ERC721C without dividends": () => move(openZeppelin, to, 1, cleo),
    "ERC721AC without dividends, mid-batch": () => move(azuki, to, 8, cleo),
  });

  return [
    {
      name: "Transfer by an operator through Limit Break's validator, existing holder",
      target: 64_000,
      ours: () => byOperator(master, ben, 101),
      peers: peers(ben),
    },
    {
      name: "Transfer by an operator through Limit Break's validator, new holder",
      target: 82_000,
      ours: () => byOperator(master, people.stranger, 101),
      peers: peers(people.stranger),
    },
    {
      name: "Transfer by an operator through Limit Break's validator, out of a batch, existing holder",
      target: 86_000,
      ours: () => byOperator(master, ben, 108),
      peers: peers(ben),
    },
    {
      name: "Transfer by an operator through Limit Break's validator, out of a batch, new holder",
      target: 104_000,
      ours: () => byOperator(master, people.stranger, 108),
      peers: peers(people.stranger),
    },
  ];
}
