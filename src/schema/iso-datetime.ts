/** What a text is as a datetime of a document: DMTF's form, or why it is none, with the text that may be meant. */
export type ReadDatetime =
  { readonly text: string } | { readonly problem: string; readonly meant?: string | undefined };

const moment = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?(Z|[+-]\d\d(?::?\d\d)?)?$/;
const date = /^\d{4}-\d\d-\d\d$/;
const duration =
  /^P(?:(\d{1,8})W|(?:(\d{1,8})D)?(?:T(?=\d)(?:(\d{1,12})H)?(?:(\d{1,12})M)?(?:(\d{1,12})(?:[.,](\d+))?S)?)?)$/;

/**
 * A text in one of ISO 8601's extended forms (§5.4.2.1 a date with a time and its zone, §5.5.2 a duration) in the form of
 * DSP0004 §5.2.4; undefined when it is in none of them. That date and time exist is for others to check.
 */
export function readIsoDatetime(text: string): ReadDatetime | undefined {
  const point = moment.exec(text);
  if (point !== null) return readMoment(text, point);
  if (date.test(text)) {
    return { problem: "it is a date without a time and its zone", meant: `${text}T00:00:00Z` };
  }
  if (!/^-?P[\dT]/.test(text)) return undefined;
  const span = duration.exec(text);
  if (span === null || text === "P") return { problem: durationProblem(text) };
  return readDuration(span);
}

function readMoment(written: string, parts: RegExpExecArray): ReadDatetime {
  const [, year = "", month = "", day = "", hour = "", minute = "", second = "00", fraction, zone] = parts;
  const micro = microseconds(fraction);
  if (micro === undefined) return { problem: finer };
  // Where the machine is that reads the document is not known here.
  if (zone === undefined) return { problem: "it does not say its offset from UTC", meant: `${written}Z` };
  const offset = zone === "Z" ? 0 : Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2)) * minutesIn(zone);
  if (minutesIn(zone) === 1 && Number(zone.slice(-2)) > 59) return { problem: `there is no offset ${zone}` };
  if (offset > 999) return { problem: "its offset from UTC is more than 999 minutes" };
  const sign = zone.startsWith("-") && offset > 0 ? "-" : "+";
  const digits = String(offset).padStart(3, "0");
  return { text: `${year}${month}${day}${hour}${minute}${second}.${micro}${sign}${digits}` };
}

/** One when a zone gives minutes beside its hours. */
function minutesIn(zone: string): 0 | 1 {
  return zone.length > 3 ? 1 : 0;
}

const finer = "it is finer than a microsecond, which is the least that a datetime can tell";

/** Six digits; undefined when others behind them say something. */
function microseconds(fraction = ""): string | undefined {
  return /[1-9]/.test(fraction.slice(6)) ? undefined : fraction.slice(0, 6).padEnd(6, "0");
}

function durationProblem(text: string): string {
  if (text.startsWith("-")) return "an interval cannot be negative";
  if (/^P\d+[YM]/.test(text)) return "years and months have no fixed length: write days";
  return "it is not of the form P1DT2H3M4S or P1W";
}

const secondsADay = 86_400;

function readDuration(parts: RegExpExecArray): ReadDatetime {
  const [, weeks, days, hours, minutes, seconds, fraction] = parts;
  const micro = microseconds(fraction);
  if (micro === undefined) return { problem: finer };
  const count = (digits: string | undefined): number => Number(digits ?? "0");
  const clock = count(hours) * 3600 + count(minutes) * 60 + count(seconds);
  const whole = count(weeks) * 7 + count(days) + Math.floor(clock / secondsADay);
  if (whole > 99_999_999) return { problem: "an interval holds at most 99999999 days" };
  const rest = clock % secondsADay;
  const pair = (number: number): string => String(Math.floor(number)).padStart(2, "0");
  const time = `${pair(rest / 3600)}${pair((rest % 3600) / 60)}${pair(rest % 60)}`;
  return { text: `${String(whole).padStart(8, "0")}${time}.${micro}:000` };
}
