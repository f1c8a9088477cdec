import { ProducerSet } from "../../../generated/StudioSessions/StudioSessions";
import { getOrCreateProducer } from "../../store/producer";

export function handleProducerSet(event: ProducerSet): void {
  const producer = getOrCreateProducer(event.params.account, event.block.timestamp);
  producer.isProducer = event.params.isProducer;
  producer.updatedAt = event.block.timestamp;
  producer.save();
}
