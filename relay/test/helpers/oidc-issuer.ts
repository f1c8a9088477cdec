import { createHash, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT } from "jose";

export interface OidcIssuer {
  url: string;
  /** Who says yes at the provider. */
  person: { sub: string; email: string; email_verified: boolean };
  /** What the next tokens say instead of the truth. */
  lie: Record<string, unknown>;
  /** Signs the next tokens with a key nobody published. */
  isForger: boolean;
  tokenRequests: URLSearchParams[];
  close(): Promise<void>;
}

const readForm = async (request: IncomingMessage): Promise<URLSearchParams> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return new URLSearchParams(Buffer.concat(chunks).toString());
};

/** A provider of OpenID Connect whose every visitor says yes at once. */
export const startOidcIssuer = async (): Promise<OidcIssuer> => {
  const keys = await generateKeyPair("RS256");
  const others = await generateKeyPair("RS256");
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: "key-1", alg: "RS256", use: "sig" };
  const codes = new Map<string, URLSearchParams>();

  const tokenFor = (query: URLSearchParams) =>
    new SignJWT({
      ...issuer.person,
      nonce: query.get("nonce"),
      aud: query.get("client_id") ?? "",
      iss: issuer.url,
      ...issuer.lie,
    })
      .setProtectedHeader({ alg: "RS256", kid: "key-1" })
      .setIssuedAt()
      .setExpirationTime("5m")
      .sign(issuer.isForger ? others.privateKey : keys.privateKey);

  const exchange = async (form: URLSearchParams): Promise<[number, object]> => {
    issuer.tokenRequests.push(form);
    const code = form.get("code") ?? "";
    const query = codes.get(code);
    codes.delete(code);
    const challenge = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    if (
      !query ||
      challenge !== query.get("code_challenge") ||
      form.get("redirect_uri") !== query.get("redirect_uri")
    ) {
      return [400, { error: "invalid_grant" }];
    }
    return [200, { access_token: "a", token_type: "Bearer", id_token: await tokenFor(query) }];
  };

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", issuer.url);
    const send = (status: number, body: object) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    if (url.pathname === "/.well-known/openid-configuration") {
      send(200, {
        issuer: issuer.url,
        authorization_endpoint: `${issuer.url}/authorize`,
        token_endpoint: `${issuer.url}/token`,
        jwks_uri: `${issuer.url}/jwks`,
        ...{ response_types_supported: ["code"], subject_types_supported: ["public"] },
        id_token_signing_alg_values_supported: ["RS256"],
      });
    } else if (url.pathname === "/jwks") send(200, { keys: [jwk] });
    else if (url.pathname === "/token")
      void readForm(request)
        .then(exchange)
        .then(([status, body]) => send(status, body));
    else {
      const code = randomUUID();
      codes.set(code, url.searchParams);
      const back = new URL(url.searchParams.get("redirect_uri") ?? "");
      back.search = new URLSearchParams({ code, state: url.searchParams.get("state") ?? "" }).toString();
      response.writeHead(302, { location: back.href }).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer: OidcIssuer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    person: { sub: "1", email: "Fan@example.org", email_verified: true },
    ...{ lie: {}, isForger: false, tokenRequests: [] },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return issuer;
};
