import { AppError } from '../../src-shared/model/appError.ts'
import { PROVIDER_TITLES, type ProviderName } from '../../src-shared/model/provider.ts'
import type { HostPorts } from '../ports.ts'
import { findSealedKey, saveSealedKey } from '../store/keyFile.ts'
import type { Connection } from '../store/reads/connections.ts'

/** Where a key comes from: the name of an environment variable, read at every sync, or the key itself, to be sealed. */
export type SecretSource = { kind: 'environment'; name: string } | { kind: 'text'; text: string }

/** Reads a key from where staff said that it is. */
export function readSecret({ environment }: Pick<HostPorts, 'environment'>, source: SecretSource): string {
  const secret = (source.kind === 'environment' ? (environment(source.name) ?? '') : source.text).trim()
  if (secret !== '') return secret
  if (source.kind === 'text')
    throw new AppError(
      'key-unreadable',
      'No key came in. Nothing was changed.',
      'Send the key on standard input, or use --secret-env NAME.',
    )
  throw unset(source.name)
}

/** Keeps the key, or only its variable's name. Called before anything is asked of the provider, so that a key that cannot be kept is not used. */
export function checkKeepable({ seal }: Pick<HostPorts, 'seal'>, source: SecretSource): void {
  if (source.kind === 'environment' || seal) return
  throw new AppError(
    'key-not-kept',
    'There is nothing here to seal the key with, and it is never kept in the open. Nothing was changed.',
    'Set TIERDESK_PASSPHRASE and try again, or use --secret-env NAME, which keeps only the name of a variable.',
  )
}

export async function keepSecret(
  { seal }: Pick<HostPorts, 'seal'>,
  folder: string,
  provider: ProviderName,
  source: SecretSource,
  secret: string,
): Promise<{ secretKind: 'environment' | 'sealed'; secretName: string }> {
  if (source.kind === 'environment') return { secretKind: 'environment', secretName: source.name }
  if (!seal) throw new Error('Broken promise: what cannot be kept was refused before')
  saveSealedKey(folder, provider, seal.kind, await seal.seal(secret))
  return { secretKind: 'sealed', secretName: provider }
}

/** The key of a connection, for the time of one sync. */
export async function openKey(
  { environment, seal }: Pick<HostPorts, 'environment' | 'seal'>,
  folder: string,
  connection: Connection,
): Promise<string> {
  const { provider, secretKind, secretName } = connection
  if (secretKind === 'environment') {
    const secret = environment(secretName)?.trim()
    if (!secret) throw unset(secretName)
    return secret
  }
  const title = PROVIDER_TITLES[provider]
  const sealed = findSealedKey(folder, secretName)
  if (!sealed)
    throw new AppError(
      'key-unreadable',
      `The sealed key of ${title} is not in this workspace's folder. Nothing was fetched.`,
      `Connect ${title} again.`,
    )
  const hint =
    sealed.seal === 'passphrase'
      ? 'Set TIERDESK_PASSPHRASE to the passphrase that it was sealed with.'
      : 'Open the workspace in the desktop window, or connect again.'
  const secret = seal && seal.kind === sealed.seal ? await seal.open(sealed.text) : null
  if (secret === null)
    throw new AppError(
      'key-unreadable',
      `The key of ${title} is sealed with a ${sealed.seal} that is not given here. Nothing was fetched.`,
      hint,
    )
  return secret
}

function unset(name: string): AppError {
  return new AppError(
    'key-unreadable',
    `The environment variable ${name} is not set, or empty. Nothing was changed.`,
    `Set ${name} to the key, where Tierdesk is started.`,
  )
}
