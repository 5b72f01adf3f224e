import type { Header } from "../model/document.js";

/*
 * The comment that a configuration document starts with (powershell-configuration.md §1.2):
 *
 *   header = "/*" 1*( "@" KEY "=" text LINE-END ) "*" "/"     ; @TargetNode='…' has quotes, the others none
 */

/** True when a text can stand in the header: it ends neither the comment nor the line, and UTF-8 has it. */
export function isHeaderText(text: string): boolean {
  return !/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]|\*\//u.test(text);
}

/** What the comment at the start of a text says; empty when there is none, or one of another kind. */
export function readHeader(text: string): Header {
  const start = /^[ \t\r\n\f\v]*\/\*/.exec(text)?.[0].length;
  if (start === undefined) return {};
  const values = new Map<string, string>();
  for (const line of text.slice(start, Math.max(start, text.indexOf("*/", start))).split("\n")) {
    const [, key, value] = /^[ \t]*@([A-Za-z]+)=([^\r]*)\r*$/.exec(line) ?? [];
    if (key !== undefined && value !== undefined) values.set(key, value);
  }
  const targetNode = values.get("TargetNode")?.replace(/^'(.*)'$/, "$1");
  const generatedBy = values.get("GeneratedBy");
  const generationDate = values.get("GenerationDate");
  const generationHost = values.get("GenerationHost");
  return {
    ...(targetNode === undefined ? {} : { targetNode }),
    ...(generatedBy === undefined ? {} : { generatedBy }),
    ...(generationDate === undefined ? {} : { generationDate }),
    ...(generationHost === undefined ? {} : { generationHost }),
  };
}

/** The lines of the header's comment, without its marks; throws on a text that is not fit for them. */
export function headerLines(header: Header): readonly string[] {
  return [
    ...headerLine("TargetNode", header.targetNode, "'"),
    ...headerLine("GeneratedBy", header.generatedBy, ""),
    ...headerLine("GenerationDate", header.generationDate, ""),
    ...headerLine("GenerationHost", header.generationHost, ""),
  ];
}

function headerLine(key: string, value: string | undefined, quote: string): readonly string[] {
  if (value === undefined) return [];
  if (!isHeaderText(value)) throw new Error(`not fit for a document's header: ${JSON.stringify(value)}`);
  return [`@${key}=${quote}${value}${quote}`];
}
