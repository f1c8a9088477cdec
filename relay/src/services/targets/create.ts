import type { PinTargetConfig } from "../../plugins/env.ts";
import { createKuboTarget } from "./kubo.ts";
import { createPinataTarget } from "./pinata.ts";
import type { PinTarget } from "./target.ts";

export const createPinTarget = (config: PinTargetConfig): PinTarget =>
  config.type === "kubo"
    ? createKuboTarget(config.name, config.url)
    : createPinataTarget(config.jwt, config.gateway);
