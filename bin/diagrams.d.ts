/** The page of a grammar: its rules in order, each drawn and written. */
export function pageOf(name: "recipe" | "mof", text: string): string;
