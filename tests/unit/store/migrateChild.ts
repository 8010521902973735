import { openStore } from '../../../src-main/store/openStore.ts'
import { toInstant } from '../../../src-shared/model/instant.ts'
import { rebuildCompanies, start } from './plantedMigrations.ts'

/** Migrates the workspace in `argv[2]` and kills itself just before the statement `argv[3]`; where that is one too many, before the commit. */
const [, , folder = '', killAt = ''] = process.argv

class Deadly extends Array<string> {
  static override get [Symbol.species]() {
    return Array
  }
  override *[Symbol.iterator](): ArrayIterator<string> {
    for (let index = 0; index < this.length; index++) {
      if (index === Number(killAt)) process.kill(process.pid, 'SIGKILL')
      yield this[index] ?? ''
    }
    if (Number(killAt) === this.length) process.kill(process.pid, 'SIGKILL')
  }
}

const statements = new Deadly()
for (const statement of rebuildCompanies.statements) statements.push(statement)
openStore(folder, 'write', toInstant(Number(killAt)), [start, { ...rebuildCompanies, statements }]).close()
