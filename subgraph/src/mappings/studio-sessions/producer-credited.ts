import { ProducerCredit } from "../../../generated/schema";
import { ProducerCredited } from "../../../generated/StudioSessions/StudioSessions";
import { decisionId, eventId, optionId, sessionId } from "../../common/ids";
import { getOrCreateProducer } from "../../store/producer";

export function handleProducerCredited(event: ProducerCredited): void {
  const params = event.params;
  const producer = getOrCreateProducer(params.producer, event.block.timestamp);
  producer.creditCount += 1;
  producer.save();
  const credit = new ProducerCredit(eventId(event));
  credit.session = sessionId(params.session);
  credit.decision = decisionId(credit.session, params.decision);
  credit.option = optionId(credit.decision, params.option);
  credit.producer = producer.id;
  credit.timestamp = event.block.timestamp;
  credit.transaction = event.transaction.hash;
  credit.save();
}
