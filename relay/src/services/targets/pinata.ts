import { multipartForm, postStream } from "./multipart.ts";
import { type Bytes, type PinTarget, transferSignal } from "./target.ts";

export interface PinataAddresses {
  api: string;
  uploads: string;
}

const production: PinataAddresses = {
  api: "https://api.pinata.cloud",
  uploads: "https://uploads.pinata.cloud",
};

/** Speaks version 3 of Pinata's API. */
export const createPinataTarget = (jwt: string, gateway: string, addresses = production): PinTarget => {
  const headers = { authorization: `Bearer ${jwt}` };
  return {
    name: "pinata",
    async add(bytes, size, stopped) {
      const form = multipartForm({ network: "public", name: "audifi" }, bytes);
      const response = await postStream(
        new URL("/v3/files", addresses.uploads),
        { ...headers, "content-type": form.contentType },
        form.body,
        transferSignal(size, stopped),
      );
      const answer = (await response.json().catch(() => null)) as { data?: { cid?: unknown } } | null;
      if (!response.ok) throw new Error(`pinata refused a file with status ${response.status}`);
      const cid = answer?.data?.cid;
      if (typeof cid !== "string") throw new Error("pinata took a file and did not name it");
      return cid;
    },
    async pinByCid(cid) {
      const response = await fetch(new URL("/v3/files/public/pin_by_cid", addresses.api), {
        method: "POST",
        headers: { ...headers, "content-type": "application/json" },
        body: JSON.stringify({ cid }),
        signal: AbortSignal.timeout(15_000),
      });
      await response.text();
      if (!response.ok) throw new Error(`pinata refused a CID with status ${response.status}`);
    },
    async cat(cid, signal) {
      const response = await fetch(new URL(`/ipfs/${cid}`, gateway), { signal });
      if (!response.ok || !response.body) {
        throw new Error(`pinata cannot read a file: status ${response.status}`);
      }
      return response.body as unknown as Bytes;
    },
    async check(signal) {
      const response = await fetch(new URL("/data/testAuthentication", addresses.api), { headers, signal });
      await response.text();
      if (!response.ok) throw new Error(`pinata answered with status ${response.status}`);
    },
  };
};
