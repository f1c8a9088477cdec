const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

// By hand: `Intl.DateTimeFormat` takes a phone a tenth of a second to make, before anything on the page is alive.
const MONTHS = [
  ...["January", "February", "March", "April", "May", "June"],
  ...["July", "August", "September", "October", "November", "December"],
];

/** "November 2026" and "Nov". */
export function monthNames(unix: number): { readonly long: string; readonly short: string } {
  const date = new Date(unix * 1000);
  const name = MONTHS[date.getUTCMonth()] ?? "";
  return {
    long: `${name} ${date.getUTCFullYear()}`,
    short: name === "September" ? "Sept" : name.slice(0, 3),
  };
}

const twoDigits = (count: number): string => String(count).padStart(2, "0");

/** "23 Nov 2026". Unix seconds in, UTC out, the same on server and browser. */
export function formatDate(unix: number): string {
  const date = new Date(unix * 1000);
  return `${date.getUTCDate()} ${monthNames(unix).short} ${date.getUTCFullYear()}`;
}

export function formatDateTime(unix: number): string {
  const date = new Date(unix * 1000);
  return `${formatDate(unix)}, ${twoDigits(date.getUTCHours())}:${twoDigits(date.getUTCMinutes())} UTC`;
}

export function isoDate(unix: number): string {
  return new Date(unix * 1000).toISOString();
}

/** A span in its two largest units: "3 days 4 hours". */
export function formatSpan(seconds: number): string {
  const size = Math.max(0, Math.floor(seconds));
  const units: readonly [number, string][] = [
    [Math.floor(size / DAY), "day"],
    [Math.floor((size % DAY) / HOUR), "hour"],
    [Math.floor((size % HOUR) / MINUTE), "minute"],
  ];
  const first = units.findIndex(([count]) => count > 0);
  if (first === -1) return "less than a minute";
  return units
    .slice(first, first + (first === 0 && (units[0]?.[0] ?? 0) > 6 ? 1 : 2))
    .filter(([count]) => count > 0)
    .map(([count, name]) => `${count} ${name}${count === 1 ? "" : "s"}`)
    .join(" ");
}

/** An accounting period whose end is exclusive: "1 Oct 2026 – 31 Oct 2026". */
export function formatPeriod(start: number, end: number): string {
  return `${formatDate(start)} – ${formatDate(end - 1)}`;
}

/** Playing time as 3:07. */
export function formatClock(seconds: number): string {
  if (!Number.isFinite(seconds) || seconds < 0) return "0:00";
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${twoDigits(whole % 60)}`;
}

/** A `datetime-local` value read as UTC, in Unix seconds; null when it is none. */
export function parseDateTime(text: string): number | null {
  const milliseconds = Date.parse(`${text}Z`);
  return Number.isNaN(milliseconds) ? null : Math.floor(milliseconds / 1000);
}

/** Unix seconds as a `datetime-local` value in UTC. */
export function toDateTimeInput(unix: number): string {
  return new Date(unix * 1000).toISOString().slice(0, 16);
}

/** First and last day of the calendar month before, as values of date inputs. */
export function monthBefore(unix: number): { readonly from: string; readonly to: string } {
  const today = new Date(unix * 1000);
  const dayOf = (month: number, day: number) =>
    new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + month, day)).toISOString().slice(0, 10);
  return { from: dayOf(-1, 1), to: dayOf(0, 0) };
}

interface CountdownPart {
  readonly value: string;
  readonly unit: string;
}

/** What is left as days, hours, minutes and seconds; days only where there are any. */
export function countdownParts(seconds: number): readonly CountdownPart[] {
  const size = Math.max(0, Math.floor(seconds));
  const days = Math.floor(size / DAY);
  const rest: readonly [number, string][] = [
    [Math.floor((size % DAY) / HOUR), "h"],
    [Math.floor((size % HOUR) / MINUTE), "min"],
    [size % MINUTE, "s"],
  ];
  return [
    ...(days > 0 ? [{ value: String(days), unit: days === 1 ? "day" : "days" }] : []),
    ...rest.map(([value, unit]) => ({ value: String(value).padStart(2, "0"), unit })),
  ];
}
