import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** Which folder is meant: the one that was named, else `TIERDESK_WORKSPACE`, else the platform's place for data. */
export function toWorkspacePath(named: string | undefined, environment: Record<string, string | undefined> = process.env): string {
  const chosen = named ?? environment['TIERDESK_WORKSPACE']
  return chosen ? resolve(chosen) : join(findDataFolder(environment), 'workspace')
}

function findDataFolder(environment: Record<string, string | undefined>): string {
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Tierdesk')
  if (process.platform === 'win32') return join(environment['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'Tierdesk')
  return join(environment['XDG_DATA_HOME'] || join(homedir(), '.local', 'share'), 'tierdesk')
}
