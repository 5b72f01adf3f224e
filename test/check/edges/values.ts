import { all, ending, header, instance, one, edge, several, type Edge } from "./kit.js";

/* What is asked of values, one by one. */

const pair = (body: string) => several(instance("T_Pair", "[Pair]a", `A = "a"; B = "b"; ${body}`));

export const limits: readonly Edge[] = [
  ...["Grade = 'a';", 'Long = "ab";', "Much = 2;", "Less = 9223372036854775807;"].map((body) =>
    edge(body, pair(body), "", ""),
  ),
  ...["Grade = 'c';"].map((body) => edge(body, pair(body), "w value-not-allowed", "G1")),
  ...['Long = "a";', 'Long = "";', "Much = 1;", "Less = 9223372036854775808;"].map((body) =>
    edge(body, pair(body), "w outside-limits", "G1"),
  ),
  ...[
    'Alone = "x";',
    'Text = "abcd";',
    'Text = "\u{1F600}\u{1F600}\u{1F600}\u{1F600}";',
    "Some = -5;",
    "Little = 10.0;",
  ].map((body) => edge(body, one(body), "", "", { target: "linux" })),
  edge('Alone = "z";', one('Alone = "z";'), "w value-not-allowed", "G1"),
  ...['Text = "abcde";', "Some = -6;", "Some = 11;", "Little = 10.5;"].map((body) =>
    edge(body, one(body), "w outside-limits", "G1"),
  ),
];

export const integers: readonly Edge[] = [
  edge("the edges of integers", one("U8 = 255; S8 = -128; U64 = 18446744073709551615;"), "", ""),
  ...["010", "+0377", "-0"].map((digits) =>
    edge(
      `integer ${digits}`,
      one(`U8 = ${digits};`),
      digits === "-0" ? "" : "w mof/octal-integer",
      digits === "-0" ? "" : "G5",
    ),
  ),
  edge("an octal integer above uint8", one("U8 = 0400;"), "w mof/octal-integer, out-of-range", "P5, G5"),
  edge("no octal integer", one("U8 = 08;"), "mof/invalid-number", "P12"),
  edge("a binary integer", one("U8 = 101b;"), "w mof/binary-integer", ""),
  edge("a binary integer on Linux", one("U8 = 101b;"), "mof/binary-integer", "P12", { target: "linux" }),
  edge("below uint64, where it wraps", one("U64 = -1;"), "w out-of-range", "G15"),
  edge("above sint64, where it wraps", one("S64 = 18446744073709551615;"), "w out-of-range", "G15"),
  edge("above sint8, where it wraps into it", one("S8 = 18446744073709551615;"), "w out-of-range", "G15"),
  edge("above sint8, where it wraps beside it", one("S8 = 18446744073709551487;"), "out-of-range", "P5"),
  edge("above uint8, where nothing wraps", one("U8 = 18446744073709551615;"), "out-of-range", "P5"),
  edge("below uint32", one("U32 = -1;"), "out-of-range", "P5"),
  edge("above sint32", one("S32 = 2147483648;"), "out-of-range", "P5"),
];

export const characters: readonly Edge[] = [
  ...["a", "~", '"', "\\n", "\\x27", "\\x7e"].map((text) =>
    edge(`character ${text}`, one(`C = '${text}';`), "", "", { target: "linux" }),
  ),
  edge("a character of two bytes on Linux", one("C = '\u00e9';"), "mof/syntax", "P12", { target: "linux" }),
  edge("two characters", one("C = 'ab';"), "mof/syntax", "P12"),
  edge("a text for a character", one('C = "a";'), "wrong-type", "P4"),
];

export const datetimes: readonly Edge[] = [
  ...["20261231235959.999999+999", "20000229000000.000000+000", "20240229000000.000000-001"].map((text) =>
    edge(`datetime ${text}`, one(`DT = "${text}";`), "", ""),
  ),
  ...[
    ...["20260101235960.000000+000", "20260101236000.000000+000", "20260101240000.000000+000"],
    ...["19000229000000.000000+000", "21000229000000.000000+000", "20230229000000.000000+000"],
    ...["00000001000060.000000:000", "20260001000000.000000+000", "20260100000000.000000+000"],
  ].map((text) => edge(`datetime ${text}`, one(`DT = "${text}";`), "not-a-datetime", "P10")),
];

const encrypted = (password: string) =>
  `${header}instance of MSFT_Credential as $MSFT_Credential1ref { UserName = "u"; Password = "${password}"; };\n` +
  all("Cred = $MSFT_Credential1ref;") +
  ending("2.0.0", ' ContentType = "PasswordEncrypted";');

export const passwords: readonly Edge[] = [
  ...[172, 344, 512, 684].map((length) =>
    edge(`a password of ${length} characters`, encrypted("A".repeat(length)), "", ""),
  ),
  ...[171, 173, 340, 348, 508, 680, 688].map((length) =>
    edge(`a password of ${length} characters`, encrypted("A".repeat(length)), "w plain-password", "G6"),
  ),
  edge(
    "an encrypted document in any case",
    encrypted("plain").replace('"PasswordEncrypted"', '"PASSWORDencrypted"'),
    "w plain-password",
    "G6",
  ),
  edge("a message", encrypted("-----BEGIN CMS-----\\nMIIB\\n-----END CMS-----"), "", ""),
  edge(
    "a message and more",
    encrypted("-----BEGIN CMS-----\\nMIIB\\n-----END CMS----- x"),
    "w plain-password",
    "G6",
  ),
  edge("a message without its end", encrypted("-----BEGIN CMS-----\\nMIIB\\n"), "w plain-password", "G6"),
  edge("no base64", encrypted(`${"A".repeat(343)}!`), "w plain-password", "G6"),
];
