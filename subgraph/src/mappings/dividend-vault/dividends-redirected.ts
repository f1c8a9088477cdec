import { DividendsRedirected } from "../../../generated/DividendVault/DividendVault";
import { redirectClaimCall } from "../../store/claim-call";

/** Follows the claims of the call it belongs to. */
export function handleDividendsRedirected(event: DividendsRedirected): void {
  redirectClaimCall(event.params.account, event.params.to, event);
}
