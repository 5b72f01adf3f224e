/*
 * Facts of the Linux resources: the schemas and scripts of PowerShell DSC for Linux at commit 14d31e4f; defaults
 * are those of the scripts, which sometimes differ from the pages.
 */

/**
 * The official page of a resource of DSC for Linux, as it last was: Microsoft withdrew the pages when it archived
 * the project, and their old addresses now lead to a notice that says so.
 */
export function page(name: string): string {
  const repository = "https://github.com/MicrosoftDocs/PowerShell-Docs-DSC/blob/";
  const lastVersion = "0406d9dc81e40e80326f8aa7ef9b683f47766b87";
  return `${repository}${lastVersion}/dsc/docs-conceptual/dsc-1.1/reference/resources/linux/lnx${name}Resource.md`;
}
