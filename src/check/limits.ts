/**
 * Every limit of the compiler, in one place. The stages before this room keep their own copy of the numbers they
 * enforce; a test holds the two equal. Sizes in characters are UTF-16 units.
 */
export const limits = {
  /** Brackets, blocks and values inside one another. */
  nesting: 100,
  /** Steps of evaluation a node. */
  evaluationSteps: 5_000_000,
  /** Characters of one string. */
  stringLength: 16 * 1024 * 1024,
  /** Elements of one array or hash. */
  collectionSize: 1_000_000,
  /** Bytes of one source file. */
  sourceFileBytes: 16 * 1024 * 1024,
  /** Bytes that a document must have for an LCM to read it (lcm-rules P11). */
  leastDocumentBytes: 5,
  /** Bytes of a document that an LCM reads (lcm-rules P11). */
  documentBytes: 50 * 1024 * 1024,
  /** Bytes of a document that an LCM takes (MAX_MOFSIZE, "MOF file size exceeded"). */
  lcmDocumentBytes: 10 * 1024 * 1024,
  /** Elements of an array that an LCM reads within a second: its time grows with their square (lcm-rules 4.6). */
  arrayElements: 10_000,
} as const;
