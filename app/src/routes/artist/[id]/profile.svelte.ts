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
import { pictureProblem } from "#lib/state/media.ts";
import { outcomeOfUpload, Uploads } from "#lib/state/uploads.svelte.ts";

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
  /** What is wrong with the chosen picture, or that this is not known yet. */
  #pictureProblem: string | null = null;
  #turn = 0;

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

  /** Takes a picture that can be shown; of two that are chosen at once, the later one. */
  async choosePicture(file: File | null): Promise<void> {
    const turn = (this.#turn += 1);
    this.picture = null;
    this.#pictureProblem = file && "This picture is still being looked at. Try again in a moment.";
    const problem = file && (await pictureProblem(file));
    if (turn !== this.#turn) return;
    this.#pictureProblem = problem;
    this.problems = { ...this.problems, avatar: problem ?? undefined };
    this.picture = problem === null ? file : null;
  }

  check(): boolean {
    const avatar = this.fields.source === "write" ? this.#pictureProblem : null;
    this.problems = { ...checkProfile(this.fields), ...(avatar === null ? {} : { avatar }) };
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
