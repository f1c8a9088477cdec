export * from "./mappings/access-manager";
export * from "./mappings/dividend-vault";
export * from "./mappings/documents";
export * from "./mappings/master-registry";
export * from "./mappings/master-shares";
export * from "./mappings/switchboard";
