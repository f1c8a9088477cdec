import { dataSource } from "@graphprotocol/graph-ts";

/** Address of the wrapped native coin in lower-case hex, as the deployment names it. */
export function wrappedNative(): string {
  return dataSource.context().getString("wrappedNative");
}
