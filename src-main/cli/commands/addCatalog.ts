import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { AppError } from '../../../src-shared/model/appError.ts'
import type { CatalogFault } from '../../../src-shared/model/catalog.ts'
import { readCatalogText } from '../../engine/catalogs.ts'
import { type AddCommand, EXIT, type Outcome } from '../command.ts'
import { done } from '../done.ts'
import { toTable } from '../toTable.ts'

export const addCatalog: AddCommand = (program: Command, run) => {
  const catalog = program.command('catalog').description('What is sold: products, plans, limits, hours and packs')

  catalog
    .command('list')
    .description('The catalogs of the workspace, then the templates that it does not use')
    .action(() =>
      run(({ withEngine }) =>
        withEngine('read', async ({ client }) => {
          const { items } = await client.catalogs.list({})
          const rows = items.map(({ product, name, version, plans }) => [product, name, version ?? 'template', plans.join(', ')])
          return done(
            items.map(({ content, version }) => ({ ...content, version })),
            toTable(['Product', 'Name', 'Version', 'Plans'], rows),
          )
        }),
      ),
    )

  catalog
    .command('show')
    .argument('<product>')
    .description('A catalog as its file has it')
    .action((product: string) =>
      run(({ withEngine }) =>
        withEngine('read', async ({ client }) => {
          const { content } = await client.catalogs.show({ product })
          return done(content, JSON.stringify(content, null, 2))
        }),
      ),
    )

  catalog
    .command('check')
    .argument('<file>')
    .description('Find what is wrong with a catalog file; keeps nothing')
    .action((file: string) =>
      run(async () => {
        const read = readCatalogText(readFile(file))
        return read.ok ? done(read.content, `${file} has no faults.`) : toFaulty(file, read.faults)
      }),
    )

  catalog
    .command('import')
    .argument('<file>')
    .description('Keep a catalog file as its product’s newest version')
    .action((file: string) =>
      run(({ withEngine }) => {
        const text = readFile(file)
        return withEngine('write', async ({ client }) => {
          const { faults, entry, isNew } = await client.catalogs.import({ text })
          if (!entry) return toFaulty(file, faults)
          return done(
            entry.content,
            isNew ? `${entry.name} is now at version ${entry.version}.` : `${entry.name} is this already, at version ${entry.version}.`,
          )
        })
      }),
    )
}

function toFaulty(file: string, faults: readonly CatalogFault[]): Outcome {
  const lines = faults.map(({ path, message }) => `  ${path || '(the file)'}: ${message}`)
  return {
    json: { faults },
    text: `${file} has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}. Nothing was kept.\n${lines.join('\n')}`,
    exitCode: EXIT.failed,
  }
}

function readFile(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new AppError('catalog-unreadable', `${file} cannot be read. Nothing was changed.`, 'Check its name and who may read it.', {
      cause: error,
    })
  }
}
