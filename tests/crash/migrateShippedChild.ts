import { migrations } from '../../src-main/store/migrations/migrations.ts'
import { openStore } from '../../src-main/store/openStore.ts'
import { toInstant } from '../../src-shared/model/instant.ts'

/** Brings the workspace in `argv[2]` up to date, and kills itself just before the statement `argv[3]`, counted through all migrations. */
const [, , folder = '', killAt = ''] = process.argv
let count = 0

class Counted extends Array<string> {
  static override get [Symbol.species]() {
    return Array
  }
  override *[Symbol.iterator](): ArrayIterator<string> {
    for (let index = 0; index < this.length; index++) {
      if (count === Number(killAt)) process.kill(process.pid, 'SIGKILL')
      count += 1
      yield this[index] ?? ''
    }
  }
}

const counted = migrations.map((migration) => {
  const statements = new Counted()
  for (const statement of migration.statements) statements.push(statement)
  return { ...migration, statements }
})
openStore(folder, 'write', toInstant(Number(killAt)), counted).close()
process.stdout.write(String(count))
