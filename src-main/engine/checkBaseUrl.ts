import { AppError } from '../../src-shared/model/appError.ts'

const LOOPBACK = new Set(['localhost', '[::1]'])
const LOOPBACK_V4 = /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/

/** Where a key may be sent: over https, or over http to this very machine. Gives the address without its path. */
export function checkBaseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) throw refuse('That is not an http address.')
  if (url.username !== '' || url.password !== '') throw refuse('An address with a name or password in it is not taken.')
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') throw refuse('The address must end after its host and port.')
  if (url.protocol === 'http:' && !LOOPBACK.has(url.hostname) && !LOOPBACK_V4.test(url.hostname)) {
    throw refuse(`http to ${url.hostname} would send the key over the network in the open.`)
  }
  return url.origin
}

function refuse(reason: string): AppError {
  return new AppError(
    'base-url-refused',
    `${reason} Nothing was sent and nothing was changed.`,
    'Use https, or http on a loopback address such as http://127.0.0.1:12111.',
  )
}
