import type { Qualifiers } from "./qualifiers.js";
import type { CimProperty, CimType, ValueLimits } from "./resource-class.js";

/** The largest length that MinLen and MaxLen, which are of type uint32, can name. */
const longest = 4_294_967_295;

/** The limits of a property's values, from MinLen, MaxLen, MinValue and MaxValue, where they fit its type. */
export function readLimits(type: CimType, qualifiers: Qualifiers): Pick<CimProperty, "limits"> {
  const length = (name: string): number | undefined => {
    const written = qualifiers.integer(name);
    if (written === undefined) return undefined;
    const number = Number(written);
    if (type === "string" && number >= 0 && number <= longest) return number;
    qualifiers.ignore(
      name,
      type === "string" ? "no text has this length" : `its property is of type ${type}`,
    );
    return undefined;
  };
  const value = (name: string): string | undefined => {
    const written = qualifiers.integer(name);
    if (written === undefined || /int|real/.test(type)) return written;
    qualifiers.ignore(name, `its property is of type ${type}`);
    return undefined;
  };
  const minLength = length("minlen");
  const maxLength = length("maxlen");
  const minValue = value("minvalue");
  const maxValue = value("maxvalue");
  const limits: ValueLimits = {
    ...(minLength !== undefined && { minLength }),
    ...(maxLength !== undefined && { maxLength }),
    ...(minValue !== undefined && { minValue }),
    ...(maxValue !== undefined && { maxValue }),
  };
  return Object.keys(limits).length === 0 ? {} : { limits };
}
