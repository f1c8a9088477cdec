import { beforeNavigate, goto } from "$app/navigation";
import { networkNamedBy, withNetwork } from "#lib/format/network-address.ts";

// The first of these that a person causes comes before a link is followed, copied or opened in another tab.
const TOUCHES = ["pointerover", "focusin", "touchstart", "pointerdown", "click"] as const;

function linkOf(event: Event): HTMLAnchorElement | null {
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  return link instanceof HTMLAnchorElement && link.origin === window.location.origin ? link : null;
}

/**
 * Keeps a tab on its network where several are served: links are named before they are used, and a step to another
 * network loads a new document, so that nothing of the one is left when the other begins. Call while a component
 * initialises; the function that comes back, called in the browser, watches links until its own result is called.
 */
export function stayOnNetwork(slug: string): () => () => void {
  beforeNavigate(({ from, to, type, cancel, willUnload }) => {
    if (!to || willUnload || type === "popstate" || to.url.origin !== window.location.origin) return;
    const named = networkNamedBy(to.url);
    if (named === slug) return;
    cancel();
    if (named !== null) return window.location.assign(to.url);
    const address = withNetwork(to.url, slug);
    // eslint-disable-next-line svelte/no-navigation-without-resolve -- the router gave this address
    void goto(address, { reset: from?.url.pathname !== to.url.pathname });
  });
  return () => {
    const nameLink = (event: Event) => {
      const link = linkOf(event);
      if (!link) return;
      const url = new URL(link.href);
      if (networkNamedBy(url) === null) link.href = withNetwork(url, slug).href;
    };
    for (const type of TOUCHES) document.addEventListener(type, nameLink, { capture: true, passive: true });
    return () => {
      for (const type of TOUCHES) document.removeEventListener(type, nameLink, { capture: true });
    };
  };
}
