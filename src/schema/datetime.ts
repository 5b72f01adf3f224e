import { readIsoDatetime, type ReadDatetime } from "./iso-datetime.js";

const moment = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)\.\d{6}[+-]\d{3}$/;
const interval = /^\d{8}(\d\d)(\d\d)(\d\d)\.\d{6}:000$/;

/**
 * A datetime of a recipe, in DMTF's form or in ISO 8601's, as a document holds it: an offset of zero is `+000`, which is
 * how an LCM reads `-000` too.
 */
export function readDatetime(text: string): ReadDatetime {
  const read = readIsoDatetime(text) ?? { text: text.replace(/-000$/, "+000") };
  if ("problem" in read) {
    const { problem, meant } = read;
    return { problem, meant: meant !== undefined && "text" in readDatetime(meant) ? meant : undefined };
  }
  const problem = datetimeProblem(read.text);
  return problem === undefined ? read : { problem };
}

/** What is wrong with the text of a datetime, as a clause; undefined when an LCM accepts it. */
export function datetimeProblem(text: string): string | undefined {
  return datetimeFault(text)?.problem;
}

/** Why a text is no datetime. */
export interface DatetimeFault {
  /** As a clause. */
  readonly problem: string;
  /** The part of date or clock that does not exist; undefined when the text is of another form. */
  readonly outside?: { readonly part: string; readonly number: number };
}

/**
 * What is wrong with the text of a datetime; undefined when an LCM accepts it (lcm-rules 4.3, P10):
 * `yyyymmddHHMMSS.mmmmmm[+-]UUU` or an interval `ddddddddHHMMSS.mmmmmm:000`, without wildcards.
 */
export function datetimeFault(text: string): DatetimeFault | undefined {
  const point = moment.exec(text);
  if (point !== null) {
    const [, year = "", month = "", day = "", hour = "", minute = "", second = ""] = point;
    return dateProblem(Number(year), Number(month), Number(day)) ?? clockProblem(hour, minute, second);
  }
  const span = interval.exec(text);
  if (span === null)
    return { problem: "it is not of the form yyyymmddHHMMSS.mmmmmm+UUU or ddddddddHHMMSS.mmmmmm:000" };
  const [, hour = "", minute = "", second = ""] = span;
  return clockProblem(hour, minute, second);
}

function dateProblem(year: number, month: number, day: number): DatetimeFault | undefined {
  if (month < 1 || month > 12) return noPart("month", month);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  if (day >= 1 && day <= days) return undefined;
  return { problem: `month ${month} has no day ${day}`, outside: { part: "day", number: day } };
}

function clockProblem(hour: string, minute: string, second: string): DatetimeFault | undefined {
  if (Number(hour) > 23) return noPart("hour", Number(hour));
  if (Number(minute) > 59) return noPart("minute", Number(minute));
  return Number(second) > 59 ? noPart("second", Number(second)) : undefined;
}

function noPart(part: string, number: number): DatetimeFault {
  return { problem: `there is no ${part} ${number}`, outside: { part, number } };
}
