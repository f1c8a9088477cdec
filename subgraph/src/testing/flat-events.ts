import { ethereum } from "@graphprotocol/graph-ts";

import { CoinLaunched, DaoDeployed } from "../../generated/CoinLauncher/CoinLauncher";
import { RevenueDeposited } from "../../generated/DividendVault/DividendVault";
import {
  ArtistRegistered,
  ArtistUpdated,
  MasterRegistered,
} from "../../generated/MasterRegistry/MasterRegistry";
import { handleCoinLaunched, handleDaoDeployed } from "../mappings/coin-launcher";
import { handleRevenueDeposited } from "../mappings/dividend-vault";
import {
  handleArtistRegistered,
  handleArtistUpdated,
  handleMasterRegistered,
} from "../mappings/master-registry";
import { join, regroup, tuple } from "./regroup";

/** `gnd test` cannot encode structs: its suites use events without them, made whole here. Never deployed. */
export function handleArtistRegisteredFlat(event: ethereum.Event): void {
  handleArtistRegistered(changetype<ArtistRegistered>(regroup(event, [0, 1, 2], [tuple(event, 3, 5)])));
}

export function handleArtistUpdatedFlat(event: ethereum.Event): void {
  handleArtistUpdated(changetype<ArtistUpdated>(regroup(event, [0, 1], [tuple(event, 2, 4)])));
}

/** Order of the parameters: ids and shares, title, three documents, offering, royalties, the rest. */
export function handleMasterRegisteredFlat(event: ethereum.Event): void {
  const values = event.parameters;
  const documents = join([tuple(event, 4, 6), tuple(event, 6, 8), tuple(event, 8, 10)]);
  const params = join([
    values[1].value,
    values[3].value,
    documents,
    tuple(event, 10, 19),
    tuple(event, 19, 24),
    tuple(event, 24, 26),
    values[26].value,
    values[27].value,
  ]);
  const whole = regroup(event, [0, 1, 2], [params, values[28].value, values[29].value]);
  handleMasterRegistered(changetype<MasterRegistered>(whole));
}

export function handleRevenueDepositedFlat(event: ethereum.Event): void {
  const values = event.parameters;
  const statement = join([values[4].value, values[5].value, values[6].value, tuple(event, 7, 9)]);
  handleRevenueDeposited(changetype<RevenueDeposited>(regroup(event, [0, 1, 2, 3], [statement])));
}

/** Order of the parameters: artist, coin and shares, the coin's four parts, its market, its terms. */
export function handleCoinLaunchedFlat(event: ethereum.Event): void {
  const structs = [tuple(event, 3, 7), tuple(event, 7, 15), tuple(event, 15, 20)];
  handleCoinLaunched(changetype<CoinLaunched>(regroup(event, [0, 1, 2], structs)));
}

/** Order of the parameters: artist, governor and treasury, the timelock's delay, the settings. */
export function handleDaoDeployedFlat(event: ethereum.Event): void {
  handleDaoDeployed(changetype<DaoDeployed>(regroup(event, [0, 1, 2, 3], [tuple(event, 4, 9)])));
}
