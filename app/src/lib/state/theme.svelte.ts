export type ThemeName = "light" | "dark";

const YEAR = 60 * 60 * 24 * 365;

/** The person's choice, kept in a cookie so that the server renders it without a flash. */
class Theme {
  chosen = $state<ThemeName | null>(null);

  get current(): ThemeName {
    return this.chosen ?? (window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  }

  choose(theme: ThemeName): void {
    this.chosen = theme;
    document.documentElement.dataset.theme = theme;
    document.cookie = `theme=${theme}; path=/; max-age=${YEAR}; samesite=lax`;
  }

  toggle(): void {
    this.choose(this.current === "dark" ? "light" : "dark");
  }
}

export const theme = new Theme();
