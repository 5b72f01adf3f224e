import * as report from "../diagnostics/catalogue/check.js";
import type { Collector } from "../diagnostics/collector.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { nearest } from "../diagnostics/suggest.js";
import type { PropertyOrigins } from "../model/document.js";
import type { Value } from "../model/value.js";
import { isResource, isSubclassOf, propertiesByName } from "../schema/catalogue.js";
import type { CimClass, CimProperty } from "../schema/resource-class.js";
import type { Origin } from "../source/source.js";
import { isInValueMap } from "./allowed-values.js";
import { datetimeWords, mismatch } from "./lcm-types.js";
import { lcmSays } from "./lcm-rules.js";
import { limits } from "./limits.js";
import { embeddedShapeOf, isRunAsOnLinux } from "./class-shape.js";
import { datetimeFault } from "../schema/datetime.js";
import { describeKind, describeProperty, describeType, excerpt, familyOf } from "./describe.js";
import { fitsReal, fitsStored, inRange, integerRanges } from "../schema/numbers.js";
import { outsideLimits } from "../schema/value-limits.js";
import {
  isNull,
  isResourceInstance,
  labelOf,
  placeOf,
  valueOf,
  type Examined,
  type VerifySettings,
} from "./verify-examined.js";

const asWarning = { severity: "warning" } as const;

/** P2, P4, P5, P9, P10 and D2 for one instance of a known class, and what an LCM does not look at. */
export function verifyInstance(one: Examined, settings: VerifySettings, found: Collector): void {
  const { instance, origins, cimClass } = one;
  if (cimClass === undefined) return;
  const known = propertiesByName(cimClass);
  for (const [index, { name, value }] of instance.properties.entries()) {
    const places = origins.properties[index];
    if (places === undefined) continue;
    const lower = name.toLowerCase();
    const property = known.get(lower);
    if (property === undefined || (isResource(cimClass) && isRunAsOnLinux(lower, settings.target))) {
      const names = () => cimClass.properties.map((candidate) => candidate.name);
      const suggestions = found.suggest(() => nearest(name, names()));
      const parameters = { property: name, owner: cimClass.name, suggestions };
      found.add(report.unknownProperty(places.name, parameters, lcmSays("P2", name)));
      continue;
    }
    if (property.readOnly) {
      const parameters = { property: property.name, owner: cimClass.name };
      found.add(report.readOnlyProperty(places.name, parameters, asWarning));
    }
    if (places.faulty !== true && !isNull(value)) verifyValue(value, property, places, one, found);
  }
  verifyMandatory(one, cimClass, found);
  if (one.ownClass && isResourceInstance(one)) {
    found.add(report.classInDocument(one.origins.origin, { className: cimClass.name }, lcmSays("D15")));
  }
}

/** So many missing properties are named: a class may have more than a document sets. */
const mostMissing = 10;

/** D2: what is assigned NULL is told there, the rest once for the whole instance. */
function verifyMandatory(one: Examined, cimClass: CimClass, found: Collector): void {
  const missing: CimProperty[] = [];
  for (const property of embeddedShapeOf(cimClass).mandatory) {
    if (valueOf(one, property.name.toLowerCase()) === undefined) missing.push(property);
    if (missing.length === mostMissing) break;
  }
  const tell = (names: readonly string[], place: Origin): void => {
    const [first] = names;
    if (first === undefined) return;
    // D2 looks at roots only; inside another instance nobody checks, and the resource stumbles over it.
    const extra = one.referenced ? asWarning : lcmSays("D2", first);
    found.add(report.missingProperty(place, { owner: labelOf(one), properties: names }, extra));
  };
  const absent: string[] = [];
  for (const { name } of missing) {
    const lower = name.toLowerCase();
    if (one.indexes.has(lower)) tell([name], placeOf(one, lower));
    else absent.push(name);
  }
  tell(absent, one.origins.origin);
}

/** P4 for the shape (array or not), then each value. */
function verifyValue(
  value: Value,
  property: CimProperty,
  places: PropertyOrigins,
  one: Examined,
  found: Collector,
): void {
  if (value.kind !== "array") {
    if (!property.array) {
      verifyOne(value, property, places.value, one, found);
      return;
    }
    const wrong = { expected: describeProperty(property), found: describeKind(value.kind) };
    found.add(
      report.wrongType(places.value, { property: property.name, ...wrong }, mismatch(value, property)),
    );
    return;
  }
  if (!property.array) {
    // An LCM reads `{}` as NULL where it stands for a string or an instance (lcm-rules 4.3).
    const extra =
      value.items.length === 0 && property.type === "string" ? asWarning : mismatch(value, property);
    const parameters = {
      property: property.name,
      expected: describeProperty(property),
      count: value.items.length,
    };
    found.add(report.arrayForScalar(places.value, parameters, extra));
    return;
  }
  const count = value.items.length;
  if (count > limits.arrayElements) {
    const size = { property: property.name, count, limit: limits.arrayElements };
    found.add(report.longArray(places.value, size));
  }
  for (const [index, item] of value.items.entries()) {
    verifyOne(item, property, places.items?.[index] ?? places.value, one, found);
  }
}

/** P4, P5, P9, P10 and ValueMap for a single literal. */
function verifyOne(
  value: Value,
  property: CimProperty,
  place: Origin,
  one: Examined,
  found: Collector,
): void {
  const { name, type, embeddedClass, embeddedObject } = property;
  if (embeddedObject === true && value.kind === "instance") return;
  if (embeddedClass !== undefined && value.kind === "instance") {
    const named = one.byAlias.get(value.alias.toLowerCase())?.cimClass;
    if (named === undefined || isSubclassOf(named, embeddedClass)) return;
    const classes = { expected: embeddedClass, found: named.name };
    found.add(
      report.wrongEmbeddedClass(
        place,
        { property: name, ...classes },
        lcmSays("P9", named.name, embeddedClass),
      ),
    );
    return;
  }
  const family = familyOf(type);
  const taken = family === "datetime" ? "string" : family;
  if (embeddedClass !== undefined || embeddedObject === true || value.kind !== taken) {
    const expected = embeddedClass === undefined ? describeType(type) : `an instance of ${embeddedClass}`;
    found.add(
      report.wrongType(
        place,
        { property: name, expected, found: describeKind(value.kind) },
        mismatch(value, property),
      ),
    );
    return;
  }
  const problem =
    integerProblem(value, property, place) ??
    realProblem(value, property, place) ??
    textProblem(value, property, place) ??
    mapProblem(value, property, place, found);
  if (problem !== undefined) found.add(problem);
  const outside = outsideLimits(value, property);
  if (outside !== undefined) {
    found.add(report.outsideLimits(place, { property: name, ...outside }, asWarning));
  }
}

/** P5. An LCM reads an integer as 64 bits and then looks at the range, so that some wrong ones become others. */
function integerProblem(value: Value, property: CimProperty, place: Origin): Diagnostic | undefined {
  const range = integerRanges.get(property.type);
  if (value.kind !== "integer" || range === undefined) return undefined;
  const { name, type } = property;
  if (!inRange(value.text, range)) {
    const bounds = { low: String(range.low), high: String(range.high) };
    const extra = fitsStored(value.text, type) ? asWarning : lcmSays("P5", value.text);
    return report.outOfRange(place, { property: name, type, text: excerpt(value.text), ...bounds }, extra);
  }
  return undefined;
}

/** A real that is too large is read as infinity without a word; of one that no type holds the MOF reader has told. */
function realProblem(value: Value, { name, type }: CimProperty, place: Origin): Diagnostic | undefined {
  if (value.kind !== "real" || !Number.isFinite(value.number) || fitsReal(value.number, type))
    return undefined;
  return report.realOutOfRange(place, { property: name, type, text: String(value.number) }, asWarning);
}

/** P10. */
function textProblem(value: Value, property: CimProperty, place: Origin): Diagnostic | undefined {
  if (value.kind !== "string") return undefined;
  const { name } = property;
  const text = excerpt(value.text);
  if (property.type === "datetime") {
    const fault = datetimeFault(value.text);
    if (fault === undefined) return undefined;
    const parameters = { property: name, text, problem: fault.problem, inDocument: true } as const;
    return report.notADatetime(place, parameters, datetimeWords(value, property, fault));
  }
  return undefined;
}

/** ValueMap, whose entries a document holds in the schema's own spelling. */
function mapProblem(
  value: Value,
  property: CimProperty,
  place: Origin,
  found: Collector,
): Diagnostic | undefined {
  const map = property.valueMap ?? property.loneValueMap;
  if (map === undefined || isInValueMap(value, property, map)) return undefined;
  const isText = value.kind === "string" || value.kind === "integer" || value.kind === "char";
  if (!isText && value.kind !== "real") return undefined;
  const text = isText ? value.text : String(value.number);
  const parameters = { property: property.name, text: excerpt(text), allowed: map };
  const suggestions = found.suggest(() => nearest(text, map));
  return report.valueNotAllowed(place, { ...parameters, suggestions }, asWarning);
}
