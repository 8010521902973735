import { existsSync, globSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findBarrels } from './findBarrels.ts'
import { type Import, readImports, UNKNOWN_MODULE } from './readImports.ts'
import { parseSource, ROOT, readSources, SOURCE_FOLDERS } from './sourceFile.ts'
import { findCycles, findDeadEnds, findTrespasses, findWall, type Source, WALLS } from './walls.ts'

describe('the tree', () => {
  const files = readSources(SOURCE_FOLDERS)
  const sources: Source[] = files.map((file) => ({ path: file.path, imports: readImports(file) }))

  test('is read whole', () => {
    const globbed = globSync('src-*/**/*.{ts,tsx}', { cwd: ROOT }).map((path) => path.replaceAll('\\', '/'))
    expect(sources.map(({ path }) => path).sort()).toEqual(globbed.sort())
    expect(sources.length).toBeGreaterThan(80)
    expect(sources.flatMap(({ imports }) => imports).length).toBeGreaterThan(2 * sources.length)
  })

  test('keeps to its walls', () => {
    expect(findTrespasses(sources)).toEqual([])
  })

  test('has no cycle, types included', () => {
    expect(findCycles(sources)).toEqual([])
  })

  test('names no file that is not there', () => {
    expect(findDeadEnds(sources, (path) => existsSync(join(ROOT, path)))).toEqual([])
  })

  test('has no barrel', () => {
    expect(findBarrels(files)).toEqual([])
  })
})

describe('a planted trespass is reported', () => {
  const planted: [path: string, target: string][] = [
    ['src-shared/model/money.ts', 'src-shared/contract/sync.ts'],
    ['src-shared/model/money.ts', 'zod'],
    ['src-shared/model/money.ts', 'node:crypto'],
    ['src-shared/contract/sync.ts', 'src-main/domain/fact.ts'],
    ['src-shared/contract/sync.ts', '@orpc/server'],
    ['src-shared/contract/sync.ts', 'node:fs'],
    ['src-main/domain/fact.ts', 'src-main/store/openStore.ts'],
    ['src-main/domain/fact.ts', 'src-main/ports.ts'],
    ['src-main/domain/fact.ts', 'src-shared/contract/sync.ts'],
    ['src-main/domain/fact.ts', 'node:crypto'],
    ['src-main/domain/fact.ts', 'zod'],
    ['src-main/providers/provider.ts', 'src-main/providers/stripe/connectStripe.ts'],
    ['src-main/providers/provider.ts', 'stripe'],
    ['src-main/providers/acting.ts', 'src-main/providers/stripe/connectStripe.ts'],
    ['src-main/providers/paystack/connectPaystack.ts', 'src-main/providers/stripe/stripeKey.ts'],
    ['src-main/providers/paystack/connectPaystack.ts', 'stripe'],
    ['src-main/providers/mpesa/connectMpesa.ts', 'src-main/providers/paystack/connectPaystack.ts'],
    ['src-main/providers/mpesa/connectMpesa.ts', 'stripe'],
    ['src-main/providers/stripe/connectStripe.ts', 'src-main/providers/mpesa/connectMpesa.ts'],
    ['src-main/providers/stripe/connectStripe.ts', 'src-main/store/openStore.ts'],
    ['src-main/providers/stripe/connectStripe.ts', 'src-main/sync/createSync.ts'],
    ['src-main/providers/stripe/connectStripe.ts', 'src-main/engine/createEngine.ts'],
    ['src-main/providers/stripe/connectStripe.ts', 'better-sqlite3'],
    ['src-main/store/writes/saveRun.ts', 'src-main/providers/provider.ts'],
    ['src-main/store/writes/saveRun.ts', 'src-main/sync/createSync.ts'],
    ['src-main/store/writes/saveRun.ts', 'src-main/engine/createEngine.ts'],
    ['src-main/store/writes/saveRun.ts', 'electron'],
    ['src-main/store/writes/saveRun.ts', 'node:http'],
    ['src-main/sync/createSync.ts', 'src-main/providers/stripe/connectStripe.ts'],
    ['src-main/sync/createSync.ts', 'src-main/engine/createEngine.ts'],
    ['src-main/sync/createSync.ts', 'src-main/outbox/send.ts'],
    ['src-main/sync/createSync.ts', 'src-main/web/startWebHost.ts'],
    ['src-main/sync/createSync.ts', 'drizzle-orm'],
    ['src-main/outbox/send.ts', 'src-main/providers/stripe/connectStripe.ts'],
    ['src-main/outbox/send.ts', 'src-main/sync/createSync.ts'],
    ['src-main/reports/listRevenue.ts', 'src-main/engine/createEngine.ts'],
    ['src-main/reports/listRevenue.ts', 'better-sqlite3'],
    ['src-main/engine/createEngine.ts', 'src-main/cli/runCli.ts'],
    ['src-main/engine/createEngine.ts', 'src-main/nodePorts.ts'],
    ['src-main/engine/createEngine.ts', 'src-main/sandbox/start.ts'],
    ['src-main/engine/createEngine.ts', 'electron'],
    ['src-main/engine/createEngine.ts', 'stripe'],
    ['src-main/engine/createEngine.ts', 'drizzle-orm/sqlite-core'],
    ['src-main/startup/openWorkspace.ts', 'src-main/sandbox/stripe/createStripe.ts'],
    ['src-main/startup/openWorkspace.ts', 'src-main/store/openStore.ts'],
    ['src-main/startup/openWorkspace.ts', 'src-main/cli/runCli.ts'],
    ['src-main/sandbox/start.ts', 'src-main/engine/createEngine.ts'],
    ['src-main/sandbox/start.ts', 'src-main/store/openStore.ts'],
    ['src-main/sandbox/start.ts', 'src-main/sync/createSync.ts'],
    ['src-main/sandbox/start.ts', 'stripe'],
    ['src-main/desktop/desktop.ts', 'src-main/web/startWebHost.ts'],
    ['src-main/desktop/desktop.ts', 'src-main/store/openStore.ts'],
    ['src-main/desktop/desktop.ts', 'src-main/sandbox/start.ts'],
    ['src-main/desktop/desktop.ts', 'ws'],
    ['src-main/web/startWebHost.ts', 'src-main/desktop/desktop.ts'],
    ['src-main/web/startWebHost.ts', 'src-main/sync/createSync.ts'],
    ['src-main/web/startWebHost.ts', 'src-main/sandbox/start.ts'],
    ['src-main/web/startWebHost.ts', 'electron'],
    ['src-main/web/startWebHost.ts', 'commander'],
    ['src-main/cli/runCli.ts', 'src-main/web/startWebHost.ts'],
    ['src-main/cli/runCli.ts', 'src-main/domain/fact.ts'],
    ['src-main/cli/runCli.ts', 'src-main/sandbox/start.ts'],
    ['src-main/cli/runCli.ts', 'src-main/providers/stripe/connectStripe.ts'],
    ['src-main/cli/runCli.ts', 'src-main/tierdesk.ts'],
    ['src-main/cli/runCli.ts', 'ws'],
    ['src-main/tierdesk.ts', 'src-main/desktop/desktop.ts'],
    ['src-main/tierdesk.ts', 'src-main/store/openStore.ts'],
    ['src-main/tierdesk.ts', 'ws'],
    ['src-main/ports.ts', 'src-main/domain/fact.ts'],
    ['src-main/ports.ts', 'node:crypto'],
    ['src-main/nodePorts.ts', 'src-main/engine/createEngine.ts'],
    ['src-main/nodePorts.ts', 'src-main/store/openStore.ts'],
    ['src-main/keepEngine.ts', 'src-main/engine/createEngine.ts'],
    ['src-main/keepEngine.ts', 'node:worker_threads'],
    ['src-main/readPages.ts', 'src-main/engine/createEngine.ts'],
    ['src-main/toWorkspacePath.ts', 'src-main/store/workspaceFolder.ts'],
    ['src-main/redact.ts', 'src-main/ports.ts'],
    ['src-preload/index.ts', 'src-main/desktop/desktop.ts'],
    ['src-preload/index.ts', 'src-shared/model/port.ts'],
    ['src-preload/index.ts', 'node:fs'],
    ['src-renderer/ui/Button.tsx', 'src-renderer/features/companies/CompaniesScreen.tsx'],
    ['src-renderer/ui/Button.tsx', 'src-renderer/lib/engine.ts'],
    ['src-renderer/ui/Button.tsx', '@orpc/client'],
    ['src-renderer/ui/Button.tsx', 'zustand'],
    ['src-renderer/lib/engine.ts', 'src-renderer/features/companies/useCompanies.ts'],
    ['src-renderer/lib/engine.ts', 'src-renderer/ui/Button.tsx'],
    ['src-renderer/lib/engine.ts', 'zod'],
    ['src-renderer/records/LogHoursDialog.tsx', 'src-renderer/features/hours/HoursScreen.tsx'],
    ['src-renderer/records/LogHoursDialog.tsx', 'src-renderer/app/main.tsx'],
    ['src-renderer/records/LogHoursDialog.tsx', 'zustand'],
    ['src-renderer/ui/Button.tsx', 'src-renderer/records/LogHoursDialog.tsx'],
    ['src-renderer/lib/engine.ts', 'src-renderer/records/LogHoursDialog.tsx'],
    ['src-renderer/actions/ActionDialog.tsx', 'src-renderer/features/outbox/OutboxScreen.tsx'],
    ['src-renderer/actions/ActionDialog.tsx', 'src-renderer/app/main.tsx'],
    ['src-renderer/actions/ActionDialog.tsx', 'zustand'],
    ['src-renderer/records/LogHoursDialog.tsx', 'src-renderer/actions/ActionDialog.tsx'],
    ['src-renderer/ui/Button.tsx', 'src-renderer/actions/ActionDialog.tsx'],
    ['src-renderer/features/companies/CompaniesScreen.tsx', 'src-renderer/features/settings/Section.tsx'],
    ['src-renderer/features/companies/CompaniesScreen.tsx', 'src-renderer/app/main.tsx'],
    ['src-renderer/features/companies/CompaniesScreen.tsx', 'src-main/domain/fact.ts'],
    ['src-renderer/features/companies/CompaniesScreen.tsx', '@orpc/client'],
    ['src-renderer/features/companies/CompaniesScreen.tsx', 'node:path'],
    ['src-renderer/app/main.tsx', 'src-main/engine/createEngine.ts'],
    ['src-renderer/app/main.tsx', 'src-renderer/records/LogHoursDialog.tsx'],
    ['src-renderer/app/main.tsx', 'electron'],
  ]

  test.each(planted)('%s → %s', (path, target) => {
    expect(findTrespasses([{ path, imports: [{ name: target, isTypeOnly: true }] }])).toEqual([`${path} may not name ${target}`])
  })

  test('for every entry of the table', () => {
    expect(new Set(planted.map(([path]) => findWall(path)))).toEqual(new Set(Object.keys(WALLS)))
  })

  test.each(['src-main/index.ts', 'src-main/providers.ts', 'src-renderer/features/Shell.tsx', 'src-renderer/helper.ts'])(
    'a file that no rule covers: %s',
    (path) => {
      expect(findTrespasses([{ path, imports: [] }])).toEqual([`${path} sits in no known folder`])
    },
  )

  test.each([
    ['src-renderer/ui/Button.tsx', 'reactive'],
    ['src-main/readPages.ts', 'node:fsevents'],
    ['src-main/sync/createSync.ts', 'src-main/stores/openStore.ts'],
  ])('a name that only begins like an allowed one: %s → %s', (path, target) => {
    expect(findTrespasses([{ path, imports: [{ name: target, isTypeOnly: false }] }])).toHaveLength(1)
  })
})

describe('types and values are told apart', () => {
  const path = 'src-renderer/features/companies/CompaniesScreen.tsx'
  const contract = '../../../src-shared/contract/companies.ts'

  test.each([
    `import { companyRow } from '${contract}'`,
    `import { type Company, companyRow } from '${contract}'`,
    `import { type Company } from '${contract}'`,
    `import '${contract}'`,
    `export { companyRow } from '${contract}'`,
    `export * from '${contract}'`,
    `const found = await import('${contract}')`,
  ])('a page may not load the contract: %s', (text) => {
    expect(findTrespasses([toSource(path, text)])).toEqual([`${path} may only \`import type\` src-shared/contract/companies.ts`])
  })

  test.each([
    `import type { Company } from '${contract}'`,
    `import type * as companies from '${contract}'`,
    `export type { Company } from '${contract}'`,
    `type Company = import('${contract}').Company`,
  ])('a page may name its types: %s', (text) => {
    expect(findTrespasses([toSource(path, text)])).toEqual([])
  })

  test.each([
    ['src-preload/index.ts', '../src-shared/contract/changes.ts'],
    ['src-main/tierdesk.ts', 'commander'],
    ['src-renderer/lib/engine.ts', '@orpc/contract'],
  ])('%s may load no %s', (from, target) => {
    expect(findTrespasses([toSource(from, `import { x } from '${target}'`)])).toHaveLength(1)
    expect(findTrespasses([toSource(from, `import type { x } from '${target}'`)])).toEqual([])
  })
})

describe('no way of naming a module is overlooked', () => {
  const target = '../store/openStore.ts'

  test.each<[text: string, ...Import[]]>([
    [`import '${target}'`, { name: target, isTypeOnly: false }],
    [`import { a } from '${target}'`, { name: target, isTypeOnly: false }],
    [`import type { A } from '${target}'`, { name: target, isTypeOnly: true }],
    [`import { type A, b } from '${target}'`, { name: target, isTypeOnly: false }],
    [`export { a } from '${target}'`, { name: target, isTypeOnly: false }],
    [`export type { A } from '${target}'`, { name: target, isTypeOnly: true }],
    [`export * from '${target}'`, { name: target, isTypeOnly: false }],
    [`export type * from '${target}'`, { name: target, isTypeOnly: true }],
    [`const a = await import('${target}')`, { name: target, isTypeOnly: false }],
    ['const a = await import(name)', { name: UNKNOWN_MODULE, isTypeOnly: false }],
    [`function f(a: import('${target}').A) {}`, { name: target, isTypeOnly: true }],
    [`type A = typeof import('${target}')`, { name: target, isTypeOnly: true }],
    [`import a = require('${target}')`, { name: target, isTypeOnly: false }],
    [`const a = require('${target}')`, { name: target, isTypeOnly: false }],
    [`const a = createRequire(import.meta.url)('${target}')`, { name: target, isTypeOnly: false }],
    [`const a = import.meta.glob('../store/*.ts')`, { name: UNKNOWN_MODULE, isTypeOnly: false }],
  ])('%s', (text, ...imports) => {
    const source = toSource('src-main/cli/runCli.ts', text)
    expect(source.imports).toEqual(imports)
    expect(findTrespasses([source])).toHaveLength(1)
  })

  test('text that does not parse is refused', () => {
    expect(() => parseSource('src-main/cli/runCli.ts', 'import {')).toThrow('src-main/cli/runCli.ts')
  })
})

describe('a planted fault of the whole is reported', () => {
  test('a cycle of three, one of its imports a type', () => {
    const a = toSource('src-main/sync/a.ts', "import { b } from './b.ts'")
    const b = toSource('src-main/sync/b.ts', "import type { C } from './parts/c.ts'\nimport { d } from './d.ts'")
    const c = toSource('src-main/sync/parts/c.ts', "export { a } from '../a.ts'")
    const d = toSource('src-main/sync/d.ts', '')
    expect(findCycles([a, b, c, d]).map((cycle) => cycle.sort())).toEqual([[a.path, b.path, c.path]])
    expect(findCycles([a, b, d])).toEqual([])
  })

  test('a file that names itself', () => {
    expect(findCycles([toSource('src-main/sync/a.ts', "import { a } from './a.ts'")])).toEqual([['src-main/sync/a.ts']])
  })

  test('an import that leads to no file, such as one without its ending', () => {
    const exists = (path: string) => path === 'src-renderer/ui/Icon.tsx'
    const text = "import { Icon } from './Icon.tsx'\nimport icon from './Icon.tsx?raw'\nimport { useState } from 'react'"
    expect(findDeadEnds([toSource('src-renderer/ui/Button.tsx', text)], exists)).toEqual([])
    expect(findDeadEnds([toSource('src-renderer/ui/Button.tsx', "import { Icon } from './Icon'")], exists)).toEqual([
      'src-renderer/ui/Button.tsx names ./Icon, which is no file',
    ])
  })

  test.each([
    "export * from './a.ts'",
    "export { a } from './a.ts'",
    "import { a } from './a.ts'\nexport { a }",
    "export type { A } from './a.ts'",
  ])('a barrel: %s', (text) => {
    expect(findBarrels([parseSource('src-main/sync/sync.ts', text)])).toEqual(['src-main/sync/sync.ts'])
  })

  test.each([
    "import './a.css'",
    "import { a } from './a.ts'\na.start()\nexport { a }",
    "export { a } from './a.ts'\nexport const b = 1",
    '',
  ])('but no file that does something: %s', (text) => {
    expect(findBarrels([parseSource('src-main/sync/sync.ts', text)])).toEqual([])
  })
})

function toSource(path: string, text: string): Source {
  return { path, imports: readImports(parseSource(path, text)) }
}
