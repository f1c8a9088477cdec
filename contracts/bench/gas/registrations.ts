import { zeroAddress } from "viem";

import { launch, type Platform } from "../../test/helpers/fixture.ts";
import { now, people } from "../../test/helpers/network.ts";
import { cid, defaultTerms, toParams } from "../../test/helpers/terms.ts";
import { call, deployPeer, type Measure } from "../measure.ts";

const { admin, artist } = people;
const TITLE = "Night Bus";

export async function registrations(platform: Platform): Promise<Measure[]> {
  await launch(platform);
  const factory = await deployPeer("Factory");
  const { digest } = cid("audio");
  await call(factory, "registerSolady", [TITLE, digest], admin);
  const terms = defaultTerms(await now());
  const full = {
    ...{ currency: zeroAddress, price: terms.price, totalShares: 1_000, publicShares: 900, walletCap: 0 },
    ...{ start: await now(), end: terms.end, fee: 250, royalties: [1_000, 500, 300, 100, 5_000] },
    ...{ audio: digest, cover: digest, metadata: digest },
  };
  const register = (title: string) =>
    platform.registry.write.registerMaster([toParams({ ...terms, title }), 500], { account: artist });
  const bare = (name: string) => () => call(factory, name, [TITLE, digest], artist);

  return [
    {
      name: "Register a master",
      target: 205_000,
      ours: () => register(TITLE),
      peers: {
        "solady clone of OZ ERC721, title and 1 document": bare("registerSolady"),
        "OZ clone of OZ ERC721, title and 1 document": bare("registerOpenZeppelin"),
        "OZ beacon proxy of OZ ERC721, title and 1 document": bare("registerBeacon"),
        "solady clone of OZ ERC721, the same content in storage": () =>
          call(factory, "registerFull", [TITLE, full], artist),
      },
    },
    { name: "Register a master, title of 64 bytes", ours: () => register("N".repeat(64)) },
  ];
}
