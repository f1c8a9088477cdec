import type { NetworkConfig } from "#lib/format/network.ts";
import type { Outcome } from "#lib/format/outcome.ts";
import {
  checkProfile,
  isPinnedPicture,
  profileDocument,
  type ProfileFields,
} from "#lib/format/profile-form.ts";
import type { DeskArtist } from "#lib/indexer/queries/artist-desk.ts";
import { encodeDocument } from "#lib/relay/documents.ts";
import { outcomeOfUpload, Uploads } from "#lib/state/uploads.svelte.ts";

const MOST_BYTES = 10 * 1024 * 1024;

/** The profile form. */
export class ProfileDraft {
  fields = $state<ProfileFields>({
    name: "",
    bio: "",
    genre: "",
    location: "",
    links: "",
    avatar: "",
    source: "write",
    cid: "",
  });
  picture = $state.raw<File | null>(null);
  problems = $state.raw<Partial<Record<keyof ProfileFields, string>>>({});
  readonly uploads = new Uploads();
  readonly #artist: DeskArtist;

  constructor(artist: DeskArtist, canUpload: boolean) {
    this.#artist = artist;
    const { profile } = artist;
    this.fields = {
      name: artist.name,
      bio: profile?.bio ?? "",
      genre: profile?.genre ?? "",
      location: profile?.location ?? "",
      links: (profile?.links ?? []).join("\n"),
      avatar: isPinnedPicture(profile?.avatar ?? null) ? (profile?.avatar ?? "") : "",
      source: canUpload ? "write" : "cid",
      cid: artist.profileCid ?? "",
    };
  }

  choosePicture(file: File | null): void {
    this.picture = file;
    if (file && file.size > MOST_BYTES) {
      this.picture = null;
      this.problems = { ...this.problems, avatar: "This picture is larger than 10 MiB." };
    }
  }

  check(): boolean {
    this.problems = checkProfile(this.fields);
    return Object.keys(this.problems).length === 0;
  }

  /** Publishes picture and document, then writes name and CID to the chain. */
  async save(network: NetworkConfig): Promise<Outcome> {
    try {
      const profileCid = await this.#publish(network);
      const { updateArtist } = await import("#lib/chain/actions/update-artist.ts");
      return await updateArtist(network, {
        artistId: this.#artist.id,
        name: this.fields.name.trim(),
        profileCid,
      });
    } catch (error) {
      return outcomeOfUpload(error);
    }
  }

  async #publish(network: NetworkConfig): Promise<string> {
    if (this.fields.source === "cid") return this.fields.cid.trim();
    const { picture, fields } = this;
    const avatar = picture
      ? `ipfs://${await this.uploads.pin(network, "cover", picture, "the picture")}`
      : fields.avatar || null;
    const document = encodeDocument("profile", profileDocument(fields, avatar));
    return this.uploads.pinDocument(network, "profile", document, "the profile");
  }
}
