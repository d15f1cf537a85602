/** An RFC 3339 date, or date-time with its zone: a time without one would be read in the zone of whoever reads it. */
const TIME = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?(?:Z|[+-](\d\d):(\d\d)))?$/i;

/** Milliseconds since the epoch; NaN for anything else, days that no month has included (2027-02-30). */
export function timeOf(text: string): number {
  const parts = TIME.exec(text)
    ?.slice(1)
    .map((part: string | undefined) => Number(part ?? 0));
  if (parts === undefined) return Number.NaN;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, zoneHour = 0, zoneMinute = 0] = parts;
  const date = new Date(Date.UTC(year, month - 1, day));
  const isDay = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  // A leap second is read as the one before it.
  const isTime = hour <= 23 && minute <= 59 && second <= 60 && zoneHour <= 23 && zoneMinute <= 59;
  return isDay && isTime ? Date.parse(text.toUpperCase().replace(/:60(?=[.Z+-])/, ":59")) : Number.NaN;
}
