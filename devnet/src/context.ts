import type { Ports } from "./ports.ts";
import type { Progress } from "./progress.ts";
import type { StateDirectory } from "./state-directory.ts";
import type { Supervisor } from "./supervisor.ts";

/** What every service is handed. Services know nothing of each other beyond the addresses they are given. */
export interface Context {
  readonly state: StateDirectory;
  readonly supervisor: Supervisor;
  readonly progress: Progress;
  readonly ports: Ports;
  /** Hot reload of app, relay and subgraph. */
  readonly isDev: boolean;
}
