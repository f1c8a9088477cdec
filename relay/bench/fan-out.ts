import { get } from "node:http";

const LISTENERS = 1_000;
const BLOCKS = 20;

/** Opens a stream without the pool of connections that `fetch` keeps. */
function listen(url: string, onBlock: (number: number) => void): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent: false }, (response) => {
      if (response.statusCode !== 200) {
        reject(new Error(`a stream was answered with ${response.statusCode}`));
        return;
      }
      let rest = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        const messages = (rest + chunk).split("\n\n");
        rest = messages.pop() ?? "";
        for (const message of messages) {
          const number = /^data: \{"type":"block","number":(\d+)/m.exec(message)?.[1];
          if (number !== undefined) onBlock(Number(number));
        }
      });
      resolve(() => request.destroy());
    });
    request.once("error", reject);
  });
}

/** Milliseconds from the first listener who heard of a block to each of them. */
export async function measureFanOut(relay: string): Promise<number[]> {
  const first = new Map<number, number>();
  const heard = new Map<number, number[]>();
  const onBlock = (number: number) => {
    const now = performance.now();
    const begun = first.get(number) ?? now;
    first.set(number, begun);
    heard.set(number, [...(heard.get(number) ?? []), now - begun]);
  };
  const streams: (() => void)[] = [];
  while (streams.length < LISTENERS) {
    const group = Array.from({ length: 50 }, () => listen(`${relay}/v1/live`, onBlock));
    streams.push(...(await Promise.all(group)));
  }
  const complete = () => [...heard.values()].filter(({ length }) => length === LISTENERS);
  const deadline = Date.now() + 120_000;
  while (complete().length < BLOCKS && Date.now() < deadline)
    await new Promise((wake) => setTimeout(wake, 200));
  for (const end of streams) end();
  const delays = complete().flat();
  if (delays.length === 0) throw new Error("no block reached every listener");
  return delays;
}
