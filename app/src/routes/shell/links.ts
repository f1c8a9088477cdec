export interface NavigationLink {
  readonly href: string;
  readonly label: string;
}

/** Where most people want to go: a row on a wide screen, a menu on others. Seven short ones fit beside a wallet. */
export const MAIN_LINKS: readonly NavigationLink[] = [
  { href: "/masters", label: "Masters" },
  { href: "/coins", label: "Coins" },
  { href: "/market", label: "Resale" },
  { href: "/studio", label: "Studio" },
  { href: "/how-it-works", label: "How it works" },
  { href: "/portfolio", label: "Portfolio" },
  { href: "/artist", label: "For artists" },
];

/** Where somebody's account is, or how to come to one. */
export function accountLink(stage: string): NavigationLink {
  const hasAccount = stage === "in" || stage === "away";
  return hasAccount ? { href: "/settings", label: "Your account" } : { href: "/sign-in", label: "Sign in" };
}

/** Every page that has no address of its own in a list, by what somebody came for. */
export const FOOTER_LINKS: readonly { readonly title: string; readonly links: readonly NavigationLink[] }[] =
  [
    {
      title: "Listen and own",
      links: [
        { href: "/masters", label: "All masters" },
        { href: "/masters?state=open", label: "Open now" },
        { href: "/artists", label: "Artists" },
        { href: "/coins", label: "Coins" },
        { href: "/market", label: "Resale market" },
        { href: "/studio", label: "Studio sessions" },
        { href: "/portfolio", label: "What you own" },
      ],
    },
    {
      title: "Make",
      links: [
        { href: "/artist", label: "Your artist page" },
        { href: "/launch", label: "Start an offering" },
        { href: "/studio/new", label: "Start a studio session" },
      ],
    },
    {
      title: "Understand",
      links: [
        { href: "/how-it-works", label: "How it works" },
        { href: "/how-it-works#risks", label: "Risks" },
        { href: "/pricing", label: "Pricing" },
        { href: "/developers", label: "Developers" },
        { href: "/admin", label: "Platform" },
      ],
    },
  ];
