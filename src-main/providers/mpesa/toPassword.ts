/** What stands for the passkey in a request about a push. Whoever has it has the passkey. */
export function toPassword(shortCode: string, passkey: string, stamp: string): string {
  return Buffer.from(`${shortCode}${passkey}${stamp}`).toString('base64')
}
