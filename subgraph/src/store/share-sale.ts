import { Master, ShareSale } from "../../generated/schema";

/** A data point; graph-node sets its id and time. */
export function recordShareSale(master: Master): void {
  const sale = new ShareSale();
  sale.master = master.id;
  sale.artist = master.artist;
  sale.currency = master.currency;
  sale.price = master.price;
  sale.save();
}
