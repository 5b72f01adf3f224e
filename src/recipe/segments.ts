import type { TextPart, TextSegment } from "./tree.js";

const none: readonly TextSegment[] = [];

/** A text that stands in the source as it is: most do, so that no segments are made before somebody asks. */
export function textAsWritten(text: string, start: number, end: number): TextPart {
  return { kind: "text", text, segments: none, start, end };
}

/** How a text maps back to the source, stretch by stretch. */
export function segmentsOf({ text, segments, start, end }: TextPart): readonly TextSegment[] {
  return segments.length > 0 || text === "" ? segments : [{ at: 0, start, end }];
}
