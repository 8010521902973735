import { randomBytes, timingSafeEqual } from 'node:crypto'

const CODE_BYTES = 16
const TOKEN_BYTES = 32
const MOST_SESSIONS = 100

export interface Sessions {
  /** The code that the next browser may be let in with. */
  readonly code: string
  /** A session's token for the code, once. Null for any other code; a used one is as wrong as a guessed one. */
  admit(code: string): string | null
  isKnown(token: string): boolean
}

/** One-time codes and the sessions that they became. Both live in memory and end with the process. */
export function createSessions(onUsed: () => void): Sessions {
  let code = makeCode()
  const tokens: string[] = []
  return {
    get code() {
      return code
    },
    admit(offered) {
      if (!isSame(offered, code)) return null
      code = makeCode()
      const token = randomBytes(TOKEN_BYTES).toString('base64url')
      tokens.push(token)
      if (tokens.length > MOST_SESSIONS) tokens.shift()
      onUsed()
      return token
    },
    isKnown: (token) => tokens.some((known) => isSame(token, known)),
  }
}

function makeCode(): string {
  return randomBytes(CODE_BYTES).toString('hex')
}

/** Takes as long for a near miss as for a far one. */
function isSame(offered: string, secret: string): boolean {
  const a = Buffer.from(offered)
  const b = Buffer.from(secret)
  return a.length === b.length && timingSafeEqual(a, b)
}
