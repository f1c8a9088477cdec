import { GrantOpened } from "../../../generated/CoinGrants/CoinGrants";
import { recordCoinContract } from "../../store/coin-contract";

/** Everything else about a grant is in `CoinLaunched`, which follows. */
export function handleGrantOpened(event: GrantOpened): void {
  recordCoinContract(event.address, "Grants", null);
}
