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
let hasBegun = false;
let isGoing = false;

/**
 * Whether what is being made stands in the document as the server sent it: until the page's own script has run through
 * it once, and while a kept part comes alive.
 */
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
  } else {
    whenIdle(layOutNext);
  }
}

/**
 * While a page arrives, what is marked `below` is laid out only where it is near the screen. Once all parts are alive
 * the rest follows, one after the other.
 */
function layOutNext(): void {
  const root = document.documentElement;
  const next = root.querySelector(".arriving .below");
  next?.classList.remove("below");
  if (next) whenIdle(layOutNext);
  else root.classList.remove("arriving");
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
    const before = isServed;
    isServed = true;
    try {
      wake();
    } finally {
      isServed = before;
    }
  }
  wakers.set(part, wakeOnce);
  waiting.push(part);
  for (const type of TOUCHES) part.addEventListener(type, wakeOnce, { capture: true, passive: true });
  if (hasBegun && !isGoing) goOn();
  return forget;
}

/** The page's own script has run: the kept parts come alive one by one, each in a task of its own. */
export function beginWaking(): void {
  isServed = false;
  hasBegun = true;
  if (!isGoing) goOn();
}

/** Wakes the part that holds the element, and before it the part that holds that one, where they still wait. */
export function wakeAround(element: Element | null): void {
  if (element === null) return;
  wakeAround(element.parentElement);
  wakers.get(element)?.();
}
