import { Address } from "@graphprotocol/graph-ts";

import {
  MasterRegistered,
  MasterRegisteredParamsStruct,
} from "../../../generated/MasterRegistry/MasterRegistry";
import { Artist, Master } from "../../../generated/schema";
import { MasterShares } from "../../../generated/templates";
import { cidText, optionalCidText } from "../../common/cid";
import { ZERO } from "../../common/constants";
import { artistId, sessionId } from "../../common/ids";
import { getOrCreateCurrency } from "../../store/currency";
import { initializeMasterTotals, optionalNumber, setMasterFlags } from "../../store/master";
import { requestMasterMetadata } from "../../store/master-metadata";
import { recordMasterNumber } from "../../store/master-number";
import { getOrCreatePlatform } from "../../store/platform";

export function handleMasterRegistered(event: MasterRegistered): void {
  const shares = event.params.shares;
  const artist = Artist.load(artistId(event.params.artistId))!;
  artist.masterCount += 1;
  artist.save();

  const master = new Master(shares);
  master.number = event.params.masterId;
  master.artist = artist.id;
  master.version = event.params.version.toI32();
  master.platformFee = event.params.platformFee;
  master.createdAt = event.block.timestamp;
  master.createdAtBlock = event.block.number;
  master.createdTransaction = event.transaction.hash;
  setIdentity(master, event.params.params);
  setOffering(master, event.params.params);
  setRoyalties(master, event.params.params);
  setMasterFlags(master, 0);
  initializeMasterTotals(master);
  master.save();
  recordMasterNumber(event.params.masterId, shares);

  const currency = getOrCreateCurrency(master.currency);
  currency.masterCount += 1;
  currency.save();
  const platform = getOrCreatePlatform();
  platform.masterCount += 1;
  platform.save();
  MasterShares.create(shares);
}

function setIdentity(master: Master, params: MasterRegisteredParamsStruct): void {
  const documents = params.documents;
  master.title = params.title;
  master.audioCid = cidText(documents.audio.digest, documents.audio.codec);
  master.coverCid = cidText(documents.cover.digest, documents.cover.codec);
  master.metadataCid = cidText(documents.metadata.digest, documents.metadata.codec);
  master.metadata = requestMasterMetadata(master.metadataCid);
  master.studioSession = optionalNumber(params.studioSession);
  if (params.studioSession.notEqual(ZERO)) master.session = sessionId(params.studioSession);
  if (params.transferValidator.notEqual(Address.zero())) master.transferValidator = params.transferValidator;
}

function setOffering(master: Master, params: MasterRegisteredParamsStruct): void {
  const offering = params.offering;
  master.currency = offering.currency;
  master.price = offering.price;
  master.totalShares = offering.totalShares;
  master.publicShares = offering.publicShares;
  master.retainedShares = offering.totalShares - offering.publicShares;
  master.walletCap = offering.walletCap;
  master.start = offering.start;
  master.end = offering.end;
  if (offering.presaleStart.equals(ZERO)) return;
  master.presaleStart = offering.presaleStart;
  master.presaleRoot = offering.presaleRoot;
  master.presaleListCid = optionalCidText(params.presaleList.digest, params.presaleList.codec);
}

function setRoyalties(master: Master, params: MasterRegisteredParamsStruct): void {
  const royalties = params.royalties;
  master.royaltyTier1 = royalties.tier1;
  master.royaltyTier2 = royalties.tier2;
  master.royaltyTier3 = royalties.tier3;
  master.royaltyTier4 = royalties.tier4;
  master.moverShare = royalties.moverShare;
}
