import { describe, expect, test } from 'vitest'
import { checkBaseUrl } from '../../../src-main/engine/checkBaseUrl.ts'
import { refusal } from '../store/caught.ts'

describe('a key may be sent to', () => {
  test.each([
    ['https://api.stripe.com', 'https://api.stripe.com'],
    ['https://api.stripe.com/', 'https://api.stripe.com'],
    ['https://example.com:8443', 'https://example.com:8443'],
    ['HTTPS://Example.COM', 'https://example.com'],
    ['http://localhost:12111', 'http://localhost:12111'],
    ['http://LOCALHOST', 'http://localhost'],
    ['http://127.0.0.1:12111', 'http://127.0.0.1:12111'],
    ['http://127.1.2.3', 'http://127.1.2.3'],
    ['http://127.1', 'http://127.0.0.1'],
    ['http://[::1]:80', 'http://[::1]'],
  ])('%s', (text, origin) => {
    expect(checkBaseUrl(text)).toBe(origin)
  })
})

describe('a key is not sent to', () => {
  test.each([
    '',
    'api.stripe.com',
    'ftp://localhost',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'http://example.com',
    'http://localhost.example.com',
    'http://localhost.',
    'http://127.0.0.1.example.com',
    'http://127.0.0.1@example.com',
    'http://1270.0.1',
    'http://128.0.0.1',
    'http://0.0.0.0',
    'http://[::]',
    'http://[::ffff:10.0.0.1]',
    'http://10.0.0.1',
    'http://169.254.169.254',
    'https://me:pass@example.com',
    'https://me@example.com',
    'https://example.com/v1',
    'https://example.com/?a=b',
    'https://example.com/#a',
    'http://loca\u200blhost.example',
  ])('%s', (text) => {
    expect(refusal(() => checkBaseUrl(text)).code).toBe('base-url-refused')
  })
})

test.each(['https://me:hunter22@example.com', 'http://example.com/hunter22', 'ftp://me:hunter22@example.com', 'sk_live_hunter22'])(
  'what may be a secret in the address is not said again: %s',
  (text) => {
    const { message, hint } = refusal(() => checkBaseUrl(text))
    expect(`${message} ${hint}`).not.toContain('hunter22')
  },
)
