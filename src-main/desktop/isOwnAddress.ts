/** Where the desktop's page lives: a scheme of its own, so that it has an origin and no file of the disk shares it. */
export const ORIGIN = 'app://tierdesk'

/** Whether an address is of our own page. Parsed, since `app://tierdesk.evil` begins alike. */
export function isOwnAddress(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, host, username, password } = new URL(address)
  return protocol === 'app:' && host === 'tierdesk' && username === '' && password === ''
}
