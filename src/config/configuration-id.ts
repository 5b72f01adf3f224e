/** True for a ConfigurationID, under which a pull server looks for a machine's document: a GUID without braces. */
export function isConfigurationId(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
