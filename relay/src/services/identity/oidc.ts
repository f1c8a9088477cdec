import { importPKCS8, SignJWT } from "jose";
import * as client from "openid-client";
import { RelayError } from "../../errors.ts";
import type { Database } from "../../plugins/database.ts";
import type { Config } from "../../plugins/env.ts";
import type { OidcProvider } from "../../protocol/auth.ts";
import { keyedDigest } from "../keys.ts";
import type { Identity as ProvenIdentity } from "./accounts.ts";

const FLOW_SECONDS = 600;
const CALL_SECONDS = 8;

export interface OidcFlow {
  /** Set when a signed-in account connects the provider. */
  accountId: string | null;
  returnTo: string;
  verifier: string;
  nonce: string;
}

const unavailable = (cause: unknown) =>
  new RelayError("auth.method_unavailable", "This provider cannot be reached at the moment.", {
    cause,
    retryAfterSeconds: 5,
  });

const refused = (cause?: unknown) =>
  new RelayError("auth.provider_refused", "The provider did not confirm who you are. Try again.", { cause });

/** Signing in with providers of OpenID Connect: code flow with PKCE, state bound to the browser, nonce. */
export class Oidc {
  readonly #config: Config;
  readonly #db: Database;
  /** What a provider said about itself; asked once. */
  readonly #servers = new Map<OidcProvider, Promise<client.ServerMetadata>>();
  readonly providers: readonly OidcProvider[];

  constructor(config: Config, db: Database) {
    this.#config = config;
    this.#db = db;
    const { google, apple } = config.identity.oidc;
    this.providers = [...(google ? (["google"] as const) : []), ...(apple ? (["apple"] as const) : [])];
  }

  /** The address at the provider that a browser is sent to, and the state that it has to bring back. */
  async begin(
    provider: OidcProvider,
    { accountId, returnTo }: Pick<OidcFlow, "accountId" | "returnTo">,
  ): Promise<{ url: string; state: string }> {
    const server = await this.#connect(provider);
    const [state, nonce, verifier] = [
      client.randomState(),
      client.randomNonce(),
      client.randomPKCECodeVerifier(),
    ];
    await this.#db.query(
      `insert into relay.oidc_flows (state_digest, provider, verifier, nonce, account_id, return_to, expires_at)
       values ($1, $2, $3, $4, $5, $6, now() + make_interval(secs => $7))`,
      [this.#digest(state), provider, Buffer.from(verifier), nonce, accountId, returnTo, FLOW_SECONDS],
    );
    const url = client.buildAuthorizationUrl(server, {
      redirect_uri: this.#redirectUri(provider),
      scope: provider === "apple" ? "openid email" : "openid email profile",
      // Apple hands the address over only in a form.
      ...(provider === "apple" ? { response_mode: "form_post" } : {}),
      ...{ state, nonce, code_challenge_method: "S256" },
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
    });
    return { url: url.href, state };
  }

  /** What was begun with a state, which is used up; undefined for one that is unknown or too old. */
  async take(provider: OidcProvider, state: string): Promise<OidcFlow | undefined> {
    const { rows } = await this.#db.query(
      `delete from relay.oidc_flows where state_digest = $1 and provider = $2 and expires_at > now()
       returning account_id as "accountId", return_to as "returnTo", convert_from(verifier, 'utf8') as verifier, nonce`,
      [this.#digest(state), provider],
    );
    return (rows as [OidcFlow?])[0];
  }

  /** Exchanges the code and reads who it is. `search` is what the provider appended to the address. */
  async finish(
    provider: OidcProvider,
    flow: OidcFlow,
    { search, state }: { search: string; state: string },
  ): Promise<ProvenIdentity> {
    const server = await this.#connect(provider);
    const checks = { pkceCodeVerifier: flow.verifier, expectedNonce: flow.nonce, expectedState: state };
    const url = new URL(`${this.#redirectUri(provider)}${search}`);
    try {
      const tokens = await client.authorizationCodeGrant(server, url, { ...checks, idTokenExpected: true });
      const claims = tokens.claims();
      if (!claims) throw refused();
      const isVerified = claims.email_verified === true || claims.email_verified === "true";
      const email = isVerified && typeof claims.email === "string" ? claims.email.toLowerCase() : null;
      return { kind: provider, subject: claims.sub, email };
    } catch (cause) {
      throw cause instanceof TypeError ? unavailable(cause) : refused(cause);
    }
  }

  #digest(state: string): Buffer {
    return keyedDigest(this.#config.identity.secret, "sign-in nonces", `oidc\n${state}`);
  }

  #redirectUri(provider: OidcProvider): string {
    return `${this.#config.identity.publicUrl}/v1/auth/oidc/${provider}/callback`;
  }

  async #connect(provider: OidcProvider): Promise<client.Configuration> {
    const { google, apple } = this.#config.identity.oidc;
    const settings = provider === "google" ? google : apple;
    if (!settings)
      throw new RelayError("auth.method_unavailable", "This relay does not offer this provider.");
    const { issuer, clientId } = settings;
    let asked = this.#servers.get(provider);
    if (!asked) {
      asked = this.#discover(issuer, clientId);
      this.#servers.set(provider, asked);
    }
    const metadata = await asked.catch((cause: unknown) => {
      this.#servers.delete(provider);
      throw unavailable(cause);
    });
    const secret = "clientSecret" in settings ? settings.clientSecret : await this.#signAppleSecret();
    const server = new client.Configuration(metadata, clientId, {}, client.ClientSecretPost(secret));
    server.timeout = CALL_SECONDS;
    if (issuer.startsWith("http:")) client.allowInsecureRequests(server);
    client.enableNonRepudiationChecks(server);
    return server;
  }

  async #discover(issuer: string, clientId: string): Promise<client.ServerMetadata> {
    const execute = issuer.startsWith("http:") ? [client.allowInsecureRequests] : [];
    const options = { execute, timeout: CALL_SECONDS };
    return (await client.discovery(new URL(issuer), clientId, {}, client.None(), options)).serverMetadata();
  }

  /** Apple has no secret of a client: it takes a statement under the developer's key. */
  async #signAppleSecret(): Promise<string> {
    const { apple } = this.#config.identity.oidc;
    if (!apple) throw new RelayError("auth.method_unavailable", "This relay does not offer this provider.");
    return new SignJWT({})
      .setProtectedHeader({ alg: "ES256", kid: apple.keyId })
      .setIssuer(apple.teamId)
      .setSubject(apple.clientId)
      .setAudience(apple.issuer)
      .setIssuedAt()
      .setExpirationTime("5m")
      .sign(await importPKCS8(apple.privateKey, "ES256"));
  }
}
