import { Address, BigInt } from "@graphprotocol/graph-ts";

import { Producer } from "../../generated/schema";
import { ensureAccount } from "./account";

export function getOrCreateProducer(account: Address, timestamp: BigInt): Producer {
  let producer = Producer.load(account);
  if (producer == null) {
    producer = new Producer(account);
    producer.account = ensureAccount(account, timestamp);
    producer.isProducer = false;
    producer.updatedAt = timestamp;
    producer.creditCount = 0;
  }
  return producer;
}
