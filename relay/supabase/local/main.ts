import { startLocalSupabase } from "./server.ts";

const read = (name: string): string => {
  const value = process.env[name];
  if (value === undefined || value === "") throw new Error(`${name} must be set.`);
  return value;
};

const hookUrl = read("SUPABASE_HOOK_URL");
const supabase = await startLocalSupabase({
  databaseUrl: read("AUDIFI_DATABASE_URL"),
  host: "127.0.0.1",
  port: Number(read("SUPABASE_PORT")),
  key: read("SUPABASE_KEY"),
  jwtSecret: read("SUPABASE_JWT_SECRET"),
  hookUrl: () => hookUrl,
  hookSecret: read("SUPABASE_HOOK_SECRET"),
});

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void supabase.close().then(() => process.exit(0)));
}
