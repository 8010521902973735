import { connectBySocket, type EngineConnection } from './engineLink.ts'
import { SignedOut } from './SignedOut.ts'

const TOKEN_KEY = 'tierdesk.session'

/** Takes the one-time code out of the address bar, where a copied address would carry it on. */
export function takeCode(): string | null {
  const code = new URLSearchParams(window.location.hash.slice(1)).get('code')
  if (code === null) return null
  window.history.replaceState(window.history.state, '', window.location.pathname + window.location.search)
  return code
}

/** Connects to the web host: with the code once, then with the session that it was exchanged for. */
export function createWebConnector(code: string | null): () => Promise<EngineConnection> {
  let unused = code
  return async () => {
    if (unused !== null) {
      const token = await redeem(unused)
      unused = null
      // A code that was already used may be this tab's own, typed once more: the session that it gave still holds.
      if (token !== null) sessionStorage.setItem(TOKEN_KEY, token)
    }
    const token = sessionStorage.getItem(TOKEN_KEY)
    if (token === null) throw new SignedOut()
    return connectBySocket(token)
  }
}

/** The session's token, or null where the host does not take the code. */
async function redeem(code: string): Promise<string | null> {
  const response = await fetch('/session', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: code })
  if (response.status === 403) return null
  if (!response.ok) throw new Error(`The host answered ${response.status}`)
  const { token } = (await response.json()) as { token: unknown }
  if (typeof token !== 'string') throw new Error('The host gave no session')
  return token
}
