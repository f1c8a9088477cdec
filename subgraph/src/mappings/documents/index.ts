export { handleArtistProfile } from "./artist-profile";
export { handleMasterMetadata } from "./master-metadata";
export { handleStatementDocument } from "./statement-document";
