import type * as exported from "@audifi/contracts/ballots";
import { buildBallotTree, leafOf } from "@audifi/contracts/ballots";
import { parseBallotFile } from "@audifi/contracts/ballot-file";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { connectChain } from "../../src/plugins/chain.ts";
import { countBallots } from "../../src/services/studio/counting.ts";
import { Sessions } from "../../src/services/studio/sessions.ts";
import { Voters } from "../../src/services/studio/voters.ts";
import { CHAIN_ID, RELAY_SECRET } from "../helpers/config.ts";
import type { TestRelay } from "../helpers/relay.ts";
import { openSession, type Scene, setStage, sit } from "../helpers/studio.ts";
import { watchTurns } from "../helpers/turns.ts";

const BALLOTS = 2_000;
const leafMade = vi.hoisted(() => vi.fn<() => void>());
vi.mock("@audifi/contracts/ballots", async (importOriginal) => {
  const original = await importOriginal<typeof exported>();
  const noted: typeof leafOf = (...args) => {
    leafMade();
    return original.leafOf(...args);
  };
  return { ...original, leafOf: noted };
});

let scene: Scene;
let relay: TestRelay;

beforeAll(async () => {
  const stage = await setStage();
  ({ scene, relay } = stage);
  return stage.close;
});

/** Ballots as they lie in the database, of voters whose keys nobody needs. */
const keepBallots = (count: number) =>
  relay.database.query(
    `insert into relay.studio_ballots (room_id, decision, voter, option, sequence, hash, signature, weight, class,
       is_attested, is_subscriber, is_by_key, received_at, receipt)
     select r.id, 0, decode(lpad(to_hex(i), 40, '0'), 'hex'), i % 2, 1, decode(lpad(to_hex(i), 64, '0'), 'hex'),
            decode(repeat('11', 65), 'hex'), 1, 'everyone', false, false, true, 0, decode(repeat('11', 65), 'hex')
     from relay.studio_rooms r, generate_series(1, $1::int) as i`,
    [count],
  );

describe("countBallots", () => {
  it("lets others work while it builds the tree, and has the root that everybody finds", async () => {
    const session = await openSession(scene);
    (await sit(relay, session)).close();
    await keepBallots(BALLOTS);
    const { database, config } = relay;
    const deployments = { folder: scene.platform.directory, chainId: CHAIN_ID };
    const sessions = new Sessions(connectChain(config), deployments);
    const voters = new Voters({ database, sessions }, { secret: RELAY_SECRET, perCaller: 0 });
    const { rows } = await database.query("select id::text from relay.studio_rooms");
    const [{ id }] = rows as [{ id: string }];
    const facts = await sessions.read(BigInt(session));

    const turns = watchTurns();
    let atLastLeaf = 0;
    leafMade.mockImplementation(() => (atLastLeaf = turns.count));
    const { file, root, count, tallies } = await countBallots({ database, sessions, voters }, id, facts);
    // Nothing is waited for after the last leaf: each of these turns is one that the tree gave away.
    expect(turns.end() - atLastLeaf).toBeGreaterThan(BALLOTS / 64);

    const { ballots } = parseBallotFile(file.toString());
    expect([count, ballots.length]).toEqual([BALLOTS, BALLOTS]);
    expect(tallies).toEqual([BigInt(BALLOTS / 2), BigInt(BALLOTS / 2)]);
    expect(root).toBe(buildBallotTree(ballots.map((ballot) => leafOf(BigInt(session), ballot))).root);
  });
});
