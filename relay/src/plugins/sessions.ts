import cookie from "@fastify/cookie";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { RelayError } from "../errors.ts";
import type { SignInMethod } from "../protocol/auth.ts";
import type { Config } from "./env.ts";

/** Who asks, proven by a cookie. Times are Unix seconds. */
export interface AccountSession {
  accountId: string;
  sessionId: string;
  method: SignInMethod;
  /** aal2: the second factor was given in this session. */
  aal: "aal1" | "aal2";
  /** The account has a second factor and this session has not given it. */
  needsSecondFactor: boolean;
  hasSecondFactor: boolean;
  /** Until when sensitive actions need no further proof; null if they need one now. */
  steppedUpUntil: number | null;
  refreshBy: number;
  expiresAt: number;
}

export interface SessionTokens {
  access: string;
  refresh: string;
  /** Seconds until the session ends. */
  maxAge: number;
}

declare module "fastify" {
  interface FastifyInstance {
    /** The session of a request, complete or not; undefined for somebody who is not signed in. */
    findSession(request: FastifyRequest): Promise<AccountSession | undefined>;
    /**
     * The account that asks. Throws `auth.required`, or `auth.second_factor_required` while a second factor is owed.
     */
    requireAccount(request: FastifyRequest): Promise<AccountSession>;
    /** The same for sensitive actions: throws `auth.step_up_required` unless it was proven lately who asks. */
    requireRecentProof(request: FastifyRequest): Promise<AccountSession>;
    sessionCookies: SessionCookies;
  }
  interface FastifyContextConfig {
    /** The answer signs somebody in, so it is given to the app's own pages only. */
    signsIn?: boolean;
  }
}

export interface SessionCookies {
  set(reply: FastifyReply, tokens: SessionTokens): void;
  clear(reply: FastifyReply): void;
  refreshToken(request: FastifyRequest): string | undefined;
  /** A value for this browser only, while it is away at another service. */
  setFlow(reply: FastifyReply, value: string): void;
  takeFlow(request: FastifyRequest, reply: FastifyReply): string | undefined;
}

const FLOW_SECONDS = 600;

const createCookies = (config: Config) => {
  const isSecure = config.identity.publicUrl?.startsWith("https:") ?? false;
  const name = (part: string) => `${isSecure ? "__Host-" : ""}audifi_${part}`;
  const names = { access: name("access"), refresh: name("refresh"), flow: name("flow") };
  // Lax: the app is another origin of the same site, and a visit from another site finds its reader signed in.
  const options = { httpOnly: true, secure: isSecure, sameSite: "lax", path: "/" } as const;
  const cookies: SessionCookies = {
    set(reply, { access, refresh, maxAge }) {
      reply.setCookie(names.access, access, { ...options, maxAge });
      reply.setCookie(names.refresh, refresh, { ...options, sameSite: "strict", maxAge });
    },
    clear(reply) {
      for (const cookieName of [names.access, names.refresh]) reply.clearCookie(cookieName, options);
    },
    refreshToken: (request) => request.cookies[names.refresh],
    setFlow: (reply, value) => void reply.setCookie(names.flow, value, { ...options, maxAge: FLOW_SECONDS }),
    takeFlow(request, reply) {
      reply.clearCookie(names.flow, options);
      return request.cookies[names.flow];
    },
  };
  return { names, cookies };
};

const readingMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/** A page of another site can make a browser send its cookies, but not name the app as its origin. */
const refuseForeignOrigins = (app: FastifyInstance, config: Config, names: readonly string[]): void => {
  app.addHook("onRequest", async ({ method, headers, cookies, routeOptions }) => {
    if (readingMethods.has(method)) return;
    if (!routeOptions.config.signsIn && !names.some((name) => cookies[name] !== undefined)) return;
    if (headers.origin !== undefined && config.appOrigins.includes(headers.origin)) return;
    throw new RelayError("auth.origin_refused", "Requests with a session are taken from the app only.");
  });
};

/** Cookies, the guard against other sites, and who asks. `find` reads an access token. */
export const registerSessions = async (
  app: FastifyInstance,
  config: Config,
  find: (accessToken: string) => Promise<AccountSession | undefined>,
): Promise<void> => {
  await app.register(cookie);
  const { names, cookies } = createCookies(config);
  refuseForeignOrigins(app, config, [names.access, names.refresh]);
  app.decorate("sessionCookies", cookies);

  const findSession = async (request: FastifyRequest) => {
    const token = request.cookies[names.access];
    return token === undefined ? undefined : find(token);
  };
  const requireAccount = async (request: FastifyRequest) => {
    const session = await findSession(request);
    if (!session) throw new RelayError("auth.required", "Sign in first.");
    if (session.needsSecondFactor) {
      throw new RelayError("auth.second_factor_required", "Give the code of your authenticator app first.");
    }
    return session;
  };
  app.decorate("findSession", findSession);
  app.decorate("requireAccount", requireAccount);
  app.decorate("requireRecentProof", async (request: FastifyRequest) => {
    const session = await requireAccount(request);
    if (session.steppedUpUntil === null) {
      const proof = session.hasSecondFactor ? "Give the code of your authenticator app" : "Sign in again";
      throw new RelayError("auth.step_up_required", `${proof} to do this.`);
    }
    return session;
  });
};
