import type { Config } from "./wagmi.ts";

/**
 * On phones RainbowKit lists only wallets that it ships itself. Those that announced themselves to the page (a wallet's
 * own browser does) get the details by which it recognises its own.
 */
export function listAnnouncedWallets(config: Config): void {
  if (!/android|iphone|ipad/i.test(navigator.userAgent)) return;
  for (const [index, connector] of config.connectors.entries()) {
    const { id, name, icon } = connector;
    const details = { id, name, shortName: name, iconUrl: icon, iconBackground: "#fff", installed: true };
    Object.assign(connector, {
      rkDetails: { ...details, isRainbowKitConnector: true, index, groupIndex: 0, groupName: "Installed" },
    });
  }
}

const NAMELESS_ICON = '[role="dialog"] [role="img"]:not([aria-label], [aria-hidden])';

/** RainbowKit's icons are images without a name beside the wallet's name: hidden from screen readers while it is open. */
export function hideNamelessIcons(): () => void {
  const hide = () => {
    for (const icon of document.querySelectorAll(NAMELESS_ICON)) icon.setAttribute("aria-hidden", "true");
  };
  const observer = new MutationObserver(hide);
  observer.observe(document.body, { childList: true, subtree: true });
  hide();
  return () => observer.disconnect();
}
