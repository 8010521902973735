import { AppError } from '../../../src-shared/model/appError.ts'

/** Safaricom takes no address with any of these in it, in whatever capitals. */
const REFUSED_WORDS = ['mpesa', 'm-pesa', 'safaricom', 'sql', 'query', 'cmd', 'exe'] as const
/** Tunnels that Safaricom refuses, and bins of others: who may look into one reads names and phones of payers. */
const REFUSED_HOSTS = ['ngrok', 'webhook.site', 'requestbin', 'pipedream', 'beeceptor'] as const
const PRIVATE_NAME = /(^|\.)(localhost|local|localdomain|internal|lan|home|intranet|test|invalid)$/
const IP = /^(\d+)\.(\d+)\.\d+\.\d+$/

/** The address as it is sent. Refuses one that Safaricom would, or that nobody can be called at, before anything is sent. */
export function checkCallback(text: string): string {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : null
  if (url?.protocol !== 'https:') throw refuse('The callback is no https address.')
  if (url.username !== '' || url.password !== '') throw refuse('The callback has a name or password in it.')
  if (isPrivate(url.hostname)) throw refuse('The callback is an address that nobody outside can reach.')
  const host = REFUSED_HOSTS.find((each) => url.hostname.includes(each))
  if (host !== undefined) throw refuse(`The callback leads to others (${host}).`)
  const word = REFUSED_WORDS.find((each) => url.href.toLowerCase().includes(each))
  if (word !== undefined) throw refuse(`The callback has “${word}” in it, which is taken in no address.`)
  return url.href
}

/** A URL writes an IP in whatever form as four numbers, and one of version 6 in brackets. */
function isPrivate(host: string): boolean {
  if (host.startsWith('[') || !host.includes('.') || PRIVATE_NAME.test(host)) return true
  const [, first, second] = IP.exec(host)?.map(Number) ?? []
  if (first === undefined || second === undefined) return false
  return (
    first === 0 ||
    first === 10 ||
    first === 127 ||
    first >= 224 ||
    (first === 100 && second >= 64 && second < 128) ||
    (first === 169 && second === 254) ||
    (first === 172 && second >= 16 && second < 32) ||
    (first === 192 && second === 168)
  )
}

function refuse(reason: string): AppError {
  return new AppError(
    'usage',
    `${reason} Nothing was sent and nothing was changed.`,
    'Give an address of a page of your own, such as https://shop.example.co.ke/paid. Tierdesk does not need it: it is kept by Safaricom alone.',
  )
}
