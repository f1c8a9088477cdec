const PATIENCE = 60_000;

export async function fetchText(url: string): Promise<string> {
  const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE) });
  if (!response.ok) throw new Error(`the gateway answered ${response.status}`);
  return response.text();
}
