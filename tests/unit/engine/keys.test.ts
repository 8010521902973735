import { lstatSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkKeepable, keepSecret, openKey, readSecret } from '../../../src-main/engine/keys.ts'
import { sealWithPassphrase } from '../../../src-main/engine/sealWithPassphrase.ts'
import type { Seal } from '../../../src-main/ports.ts'
import type { Connection } from '../../../src-main/store/reads/connections.ts'
import { AppError } from '../../../src-shared/model/appError.ts'
import { refusal } from '../store/caught.ts'
import { makeFolder, NOW } from '../store/makeStore.ts'

const KEY = 'rk_test_51PlantedKeyThatMustNeverShow0123456789'
const FILE = 'keys.sealed.json'

// Stretching a passphrase is slow on purpose, so each of these looks at as much as one of it can show.
describe('a passphrase seal', () => {
  test('gives back what it sealed, and never says the same twice', async () => {
    const seal = sealWithPassphrase('correct horse')
    const secret = `${KEY} ü\0🔑`
    const [first, second] = await Promise.all([seal.seal(secret), seal.seal(secret)])
    expect(first).not.toBe(second)
    expect(await sealWithPassphrase('correct horse').open(first)).toBe(secret)
  })

  test('takes a passphrase however its accents were typed', async () => {
    const sealed = await sealWithPassphrase('Ñandú').seal(KEY)
    expect(await sealWithPassphrase('N\u0303andu\u0301').open(sealed)).toBe(KEY)
  })

  test('is closed to another passphrase', async () => {
    const sealed = await sealWithPassphrase('correct horse').seal(KEY)
    const others = ['correct horse ', 'Correct horse', '']
    expect(await Promise.all(others.map((other) => sealWithPassphrase(other).open(sealed)))).toEqual(others.map(() => null))
  })

  test('is closed when any part of its text was changed', async () => {
    const seal = sealWithPassphrase('correct horse')
    const bytes = Buffer.from(await seal.seal(KEY), 'base64')
    // In salt, nonce, tag and text.
    const spots = [15, 16, 43, bytes.length - 1]
    const opened = spots.map((spot) => {
      const spoilt = Buffer.from(bytes)
      spoilt.writeUInt8((spoilt[spot] ?? 0) ^ 1, spot)
      return seal.open(spoilt.toString('base64'))
    })
    expect(await Promise.all(opened)).toEqual(spots.map(() => null))
  })

  test('is closed when its text was cut, lengthened or is none', async () => {
    const seal = sealWithPassphrase('correct horse')
    const bytes = Buffer.from(await seal.seal(KEY), 'base64')
    const texts = [bytes.subarray(0, -1), Buffer.concat([bytes, bytes]), bytes.subarray(0, 44), bytes.subarray(0, 10)]
    const opened = [...texts.map((text) => text.toString('base64')), '', 'not sealed at all', '\0'].map((text) => seal.open(text))
    expect(await Promise.all(opened)).toEqual(opened.map(() => null))
  })
})

describe('where a key is read from', () => {
  test('a variable of the environment, without the space around it', () => {
    expect(readSecret(environment({ MY_KEY: ` ${KEY}\n` }), { kind: 'environment', name: 'MY_KEY' })).toBe(KEY)
    expect(readSecret(environment({}), { kind: 'text', text: `${KEY}\r\n` })).toBe(KEY)
  })

  test.each([{}, { MY_KEY: '' }, { MY_KEY: '  \n' }])('a variable that is not set is named: %j', (variables) => {
    const error = refusal(() => readSecret(environment(variables), { kind: 'environment', name: 'MY_KEY' }))
    expect(error.code).toBe('key-unreadable')
    expect(error.message).toContain('MY_KEY')
    expect(error.hint).toContain('MY_KEY')
  })

  test('an empty text is refused, with the two ways to give one', () => {
    expect(refusal(() => readSecret(environment({}), { kind: 'text', text: ' \n' }))).toMatchObject({
      code: 'key-unreadable',
      hint: /--secret-env/,
    })
  })
})

describe('a key that is kept', () => {
  test('is refused where nothing could seal it, before it is used', () => {
    expect(refusal(() => checkKeepable({ seal: null }, { kind: 'text', text: KEY })).code).toBe('key-not-kept')
    expect(() => checkKeepable({ seal: null }, { kind: 'environment', name: 'MY_KEY' })).not.toThrow()
    expect(() => checkKeepable({ seal: quickSeal('p') }, { kind: 'text', text: KEY })).not.toThrow()
  })

  test('of an environment variable is only its name: no file is made', async () => {
    const folder = makeFolder()
    const kept = await keepSecret({ seal: quickSeal('p') }, folder, 'stripe', { kind: 'environment', name: 'MY_KEY' }, KEY)
    expect(kept).toEqual({ secretKind: 'environment', secretName: 'MY_KEY' })
    expect(readdirSync(folder)).toEqual([])
  })

  test('lies sealed in one file for its owner alone, in no spelling of itself', async () => {
    const folder = makeFolder()
    const before = process.umask(0)
    try {
      expect(await keepSecret({ seal: sealWithPassphrase('p') }, folder, 'stripe', { kind: 'text', text: KEY }, KEY)).toEqual({
        secretKind: 'sealed',
        secretName: 'stripe',
      })
    } finally {
      process.umask(before)
    }
    expect(readdirSync(folder)).toEqual([FILE])
    if (process.platform !== 'win32') expect(statSync(join(folder, FILE)).mode & 0o777).toBe(0o600)
    expect(spellingsOf(KEY).filter((bytes) => readFileSync(join(folder, FILE)).includes(bytes))).toEqual([])
  })

  test('would be found in the open: the search for it works', async () => {
    const folder = makeFolder()
    const open: Seal = { kind: 'keychain', seal: async (secret) => Buffer.from(`...${secret}`).toString('base64'), open: async () => null }
    await keepSecret({ seal: open }, folder, 'stripe', { kind: 'text', text: KEY }, KEY)
    expect(spellingsOf(KEY).filter((bytes) => readFileSync(join(folder, FILE)).includes(bytes))).not.toEqual([])
  })

  test('replaces the earlier one of its provider and leaves those of others', async () => {
    const folder = makeFolder()
    const ports = { seal: quickSeal('p'), environment: () => undefined }
    for (const [provider, key] of [
      ['stripe', 'old'],
      ['paystack', 'other'],
      ['stripe', KEY],
    ] as const)
      await keepSecret(ports, folder, provider, { kind: 'text', text: key }, key)
    expect(await openKey(ports, folder, connection({ secretKind: 'sealed', secretName: 'stripe' }))).toBe(KEY)
    expect(await openKey(ports, folder, connection({ provider: 'paystack', secretKind: 'sealed', secretName: 'paystack' }))).toBe('other')
  })

  test('was not written through a symbolic link', async () => {
    const folder = makeFolder()
    const victim = join(makeFolder(), 'victim')
    writeFileSync(victim, '{}')
    symlinkSync(victim, join(folder, FILE))
    await keepSecret({ seal: quickSeal('p') }, folder, 'stripe', { kind: 'text', text: KEY }, KEY)
    expect(readFileSync(victim, 'utf8')).toBe('{}')
    expect(lstatSync(join(folder, FILE)).isSymbolicLink()).toBe(false)
  })
})

describe('the key of a connection cannot be opened, in words that do not hold it,', () => {
  const sealed = connection({ secretKind: 'sealed', secretName: 'stripe' })
  const silent = { environment: () => undefined, seal: null }

  test('when its variable is not set', async () => {
    const error = await refused(openKey(silent, makeFolder(), connection({ secretKind: 'environment', secretName: 'MY_KEY' })))
    expect(error.message).toContain('MY_KEY')
  })

  test('when there is no file of sealed keys, or it has another provider only', async () => {
    const folder = makeFolder()
    expect((await refused(openKey({ ...silent, seal: quickSeal('p') }, folder, sealed))).hint).toContain('Stripe')
    await keepSecret({ seal: quickSeal('p') }, folder, 'paystack', { kind: 'text', text: KEY }, KEY)
    expect((await refused(openKey({ ...silent, seal: quickSeal('p') }, folder, sealed))).hint).toContain('Stripe')
  })

  test.each<[what: string, seal: Seal | null, hint: RegExp]>([
    ['no passphrase is given', null, /TIERDESK_PASSPHRASE/],
    ['another passphrase is given', quickSeal('q'), /TIERDESK_PASSPHRASE/],
    ['it was sealed by another kind of seal', { kind: 'keychain', seal: async () => '', open: async () => KEY }, /TIERDESK_PASSPHRASE/],
  ])('when %s', async (_, seal, hint) => {
    const folder = makeFolder()
    await keepSecret({ seal: quickSeal('p') }, folder, 'stripe', { kind: 'text', text: KEY }, KEY)
    const error = await refused(openKey({ ...silent, seal }, folder, sealed))
    expect(error.hint).toMatch(hint)
    expect(`${error.message} ${error.hint}`).not.toContain(KEY)
  })

  test.each([
    ['empty', ''],
    ['half', '{"stripe": {"seal": "passph'],
    ['text', 'my keys'],
    ['null', 'null'],
    ['a list', '[]'],
    ['an entry without its text', '{"stripe": {"seal": "passphrase"}}'],
    ['an entry that is text', '{"stripe": "passphrase"}'],
  ])('when the file of sealed keys is %s', async (_, text) => {
    const folder = makeFolder()
    writeFileSync(join(folder, FILE), text)
    await refused(openKey({ ...silent, seal: quickSeal('p') }, folder, sealed))
    expect(readFileSync(join(folder, FILE), 'utf8')).toBe(text)
  })
})

async function refused(opening: Promise<string>): Promise<AppError> {
  const error: unknown = await opening.then(
    () => new Error('it was opened'),
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(AppError)
  expect(error).toMatchObject({ code: 'key-unreadable' })
  return error as AppError
}

/** Closed to other passphrases like the real one, and quick. */
function quickSeal(passphrase: string): Seal {
  const mark = `${passphrase}:`
  return {
    kind: 'passphrase',
    seal: async (secret) => mark + Buffer.from(secret).toString('base64'),
    open: async (text) => (text.startsWith(mark) ? Buffer.from(text.slice(mark.length), 'base64').toString() : null),
  }
}

function environment(variables: Record<string, string>) {
  return { environment: (name: string) => variables[name] }
}

function connection(given: Pick<Connection, 'secretKind' | 'secretName'> & Partial<Connection>): Connection {
  return {
    provider: 'stripe',
    accountId: 1,
    baseUrl: null,
    lastFour: '6789',
    permissions: {},
    connectedAt: NOW,
    lastSuccessAt: null,
    limits: null,
    settings: {},
    account: { id: 1, provider: 'stripe', mode: 'test', ref: 'acct_1', name: null },
    ...given,
  }
}

/** The key as bytes would show it: raw, hex, UTF-16, reversed, and base64 at each of its three offsets. */
function spellingsOf(key: string): Buffer[] {
  const raw = Buffer.from(key)
  const base64 = [0, 1, 2].map((offset) =>
    Buffer.concat([Buffer.alloc(offset), raw])
      .toString('base64')
      .slice(4, -4),
  )
  const texts = [
    key,
    raw.toString('hex'),
    raw.toString('hex').toUpperCase(),
    [...key].reverse().join(''),
    encodeURIComponent(key),
    ...base64,
  ]
  return [...texts.map((text) => Buffer.from(text)), Buffer.from(key, 'utf16le')]
}
