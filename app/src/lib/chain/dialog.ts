import "@rainbow-me/rainbowkit/styles.css";
import "./dialog.css";
import { RainbowKitProvider, useConnectModal } from "@rainbow-me/rainbowkit";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createElement, useEffect } from "react";
import { createRoot } from "react-dom/client";
import { WagmiProvider } from "wagmi";
import { hideNamelessIcons, listAnnouncedWallets } from "./dialog-repairs.ts";
import type { Config } from "./wagmi.ts";

let open: (() => void) | null = null;
let waiting: ((open: () => void) => void)[] = [];

function Opener(): null {
  const { openConnectModal, connectModalOpen } = useConnectModal();
  useEffect(() => (connectModalOpen ? hideNamelessIcons() : undefined), [connectModalOpen]);
  useEffect(() => {
    open = openConnectModal ?? null;
    if (open === null) return;
    for (const resolve of waiting) resolve(open);
    waiting = [];
  }, [openConnectModal]);
  return null;
}

/** react-remove-scroll adds a style element and reads its nonce from this global. */
function allowStyles(): void {
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
  if (nonce) Object.assign(globalThis, { __webpack_nonce__: nonce });
}

function mount(config: Config): void {
  allowStyles();
  const host = document.createElement("div");
  host.id = "wallet-dialog";
  document.body.append(host);
  // Colours come from dialog.css; a theme of RainbowKit's own would need an inline style element.
  const inner = createElement(RainbowKitProvider, {
    theme: null,
    modalSize: "compact",
    appInfo: { appName: "AudiFi" },
    children: createElement(Opener),
  });
  createRoot(host).render(
    createElement(
      WagmiProvider,
      { config, reconnectOnMount: false },
      createElement(QueryClientProvider, { client: new QueryClient() }, inner),
    ),
  );
}

let isMounted = false;

/** Opens RainbowKit's connect dialog, the only React on the page. */
export async function openWalletDialog(config: Config): Promise<void> {
  listAnnouncedWallets(config);
  if (!isMounted) mount(config);
  isMounted = true;
  const ready = open ?? (await new Promise<() => void>((resolve) => waiting.push(resolve)));
  ready();
}
