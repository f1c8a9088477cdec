import { error } from "@sveltejs/kit";
import { coverImage } from "#lib/server/covers.ts";
import { ImageError } from "#lib/server/images.ts";
import type { RequestHandler } from "./$types";

export const GET: RequestHandler = async ({ params, url }) => {
  try {
    const image = await coverImage(params.cid, Number(url.searchParams.get("w")));
    return new Response(new Uint8Array(image), {
      headers: {
        "content-type": "image/webp",
        "cache-control": "public, max-age=31536000, immutable",
        "content-disposition": "inline",
      },
    });
  } catch (problem) {
    if (problem instanceof ImageError) error(problem.status, problem.message);
    throw problem;
  }
};
