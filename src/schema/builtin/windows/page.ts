/*
 * Facts of the Windows resources: the schemas of Windows PowerShell 5.1, found twice in public repositories
 * (the copy of Windows Management Framework 5 in puppetlabs-dsc, and a copy of a Windows 10 module folder), equal
 * to the letter where both have a class; defaults are those of the resources' own scripts.
 */

/** The official page of an in-box resource. It exists in the documentation of version 1.1 only. */
export function page(name: string): string {
  return `https://learn.microsoft.com/powershell/dsc/reference/resources/windows/${name}Resource?view=dsc-1.1`;
}
