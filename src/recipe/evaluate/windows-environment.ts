/**
 * The variables that have the same value on every Windows as it is installed (drive C:, 64 bits), by name in
 * upper case. What depends on the user or the machine, such as TEMP or COMPUTERNAME, is not here.
 */
export const windowsEnvironment: ReadonlyMap<string, string> = new Map([
  ["ALLUSERSPROFILE", "C:\\ProgramData"],
  ["COMMONPROGRAMFILES", "C:\\Program Files\\Common Files"],
  ["COMMONPROGRAMFILES(X86)", "C:\\Program Files (x86)\\Common Files"],
  ["COMMONPROGRAMW6432", "C:\\Program Files\\Common Files"],
  ["COMSPEC", "C:\\Windows\\system32\\cmd.exe"],
  ["OS", "Windows_NT"],
  ["PROGRAMDATA", "C:\\ProgramData"],
  ["PROGRAMFILES", "C:\\Program Files"],
  ["PROGRAMFILES(X86)", "C:\\Program Files (x86)"],
  ["PROGRAMW6432", "C:\\Program Files"],
  ["PUBLIC", "C:\\Users\\Public"],
  ["SYSTEMDRIVE", "C:"],
  ["SYSTEMROOT", "C:\\Windows"],
  ["WINDIR", "C:\\Windows"],
]);
