/** What a person does with a part of the page that asks for it at once. */
const TOUCHES = [
  "pointerover",
  "pointerdown",
  "touchstart",
  "focusin",
  "keydown",
  "input",
  "submit",
  "click",
];
/** A page that is busy for longer comes alive between what keeps it busy. */
const PATIENCE = 200;

const waiting: Element[] = [];
const wakers = new WeakMap<Element, () => void>();
let isServed = true;
let isGoing = false;

/** Whether the document is still as the server sent it: until the page's own script has run through it once. */
export function isAsServed(): boolean {
  return isServed;
}

/** Whether the browser has nothing better to do, or has been busy for long. Safari does not know when it is idle. */
function whenIdle(then: () => void): void {
  if ("requestIdleCallback" in globalThis) requestIdleCallback(then, { timeout: PATIENCE });
  else setTimeout(then, PATIENCE / 10);
}

function goOn(): void {
  isGoing = waiting.length > 0;
  if (isGoing) {
    whenIdle(() => {
      const next = waiting.shift();
      if (next) wakers.get(next)?.();
      goOn();
    });
  }
}

/**
 * Keeps a served part of the page for later: `wake` runs once, when all parts before it had their turn, or just before
 * the part hears of what a person does with it. Returns how to forget it.
 */
export function aliveLater(part: Element, wake: () => void): () => void {
  function forget(): void {
    wakers.delete(part);
    for (const type of TOUCHES) part.removeEventListener(type, wakeOnce, { capture: true });
  }
  function wakeOnce(): void {
    if (!wakers.has(part)) return;
    forget();
    wake();
  }
  wakers.set(part, wakeOnce);
  waiting.push(part);
  for (const type of TOUCHES) part.addEventListener(type, wakeOnce, { capture: true, passive: true });
  return forget;
}

/** The page's own script has run: the kept parts come alive one by one, each in a task of its own. */
export function beginWaking(): void {
  isServed = false;
  if (!isGoing) goOn();
}

/** Wakes the part that holds the element, where it still waits. */
export function wakeAround(element: Element): void {
  for (let around: Element | null = element; around !== null; around = around.parentElement) {
    wakers.get(around)?.();
  }
}
