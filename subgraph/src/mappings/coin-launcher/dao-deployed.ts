import { dataSource } from "@graphprotocol/graph-ts";

import { DaoDeployed } from "../../../generated/CoinLauncher/CoinLauncher";
import { Artist, Dao } from "../../../generated/schema";
import { ArtistGovernor, ArtistTreasury } from "../../../generated/templates";
import { artistId } from "../../common/ids";
import { loadCoin } from "../../store/coin";
import { recordCoinContract } from "../../store/coin-contract";
import { initializeDaoTotals } from "../../store/dao";
import { getOrCreatePlatform } from "../../store/platform";

/** Its contracts have sent events in this transaction that say the same: their templates see them after this one. */
export function handleDaoDeployed(event: DaoDeployed): void {
  const settings = event.params.settings;
  const artist = Artist.load(artistId(event.params.artistId))!;
  const coin = loadCoin(artist.coin!);

  const dao = new Dao(event.params.governor);
  dao.coin = coin.id;
  dao.artist = artist.id;
  dao.name = coin.name + " DAO";
  dao.treasury = event.params.treasury;
  dao.votingDelay = settings.votingDelay;
  dao.votingPeriod = settings.votingPeriod;
  dao.lateExtension = settings.lateExtension;
  dao.threshold = settings.threshold;
  dao.quorum = settings.quorum;
  dao.timelockDelay = event.params.timelockDelay;
  dao.createdAt = event.block.timestamp;
  dao.createdAtBlock = event.block.number;
  dao.createdTransaction = event.transaction.hash;
  initializeDaoTotals(dao);
  dao.save();
  coin.dao = dao.id;
  coin.save();
  recordCoinContract(event.params.governor, "Governor", coin.id);

  const platform = getOrCreatePlatform();
  platform.daoCount += 1;
  platform.save();
  ArtistGovernor.create(event.params.governor);
  ArtistTreasury.createWithContext(event.params.treasury, dataSource.context());
}
