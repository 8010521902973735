import Sqlite from 'better-sqlite3'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { planOnce } from '../../../src-main/store/planOnce.ts'

let sqlite: Sqlite.Database

beforeEach(() => {
  sqlite = new Sqlite(':memory:')
  onTestFinished(() => void sqlite.close())
  sqlite.exec(`create table thing (id integer primary key, name text not null collate nocase, size, data blob);
    create index thing_by_name on thing (name, size)`)
  planOnce(sqlite)
})

describe('a statement whose values are hidden from the planner', () => {
  test('says so before each place where one is bound, and nowhere else', () => {
    const text = `select '?', ':name', "size", 'it''s ?' -- is it?
      from thing /* or :not */ where name = :name and size > ?`
    expect(sqlite.prepare(text).source).toBe(text.replace('= :name', '= +:name').replace('> ?', '> +?'))
  })

  test('keeps and finds values of every type as they were bound', () => {
    const rows = [
      [1, 'one', 7, null],
      [2, 'two', '7', Buffer.from([0, 255])],
      [3, 'three', 7.5, null],
      [4, 'four', null, null],
    ]
    const add = sqlite.prepare('insert into thing (id, name, size, data) values (?, ?, ?, ?)')
    for (const row of rows) add.run(...row)
    expect(sqlite.prepare('select id, name, size, data from thing order by id').raw().all()).toEqual(rows)
    const find = (size: unknown) => sqlite.prepare('select id from thing where size is ? order by id limit ?').pluck().all(size, 9)
    expect([find(7), find('7'), find(7.5), find(null)]).toEqual([[1], [2], [3], [4]])
    expect(sqlite.prepare('select id from thing where name = :name').pluck().get({ name: 'ONE' })).toBe(1)
    expect(sqlite.prepare('select id from thing where id = ?').pluck().get('2')).toBe(2)
  })

  test('is looked up by the same index', () => {
    const plan = sqlite.prepare('explain query plan select id from thing where name = ? and size > ? order by size').all('a', 1)
    expect(plan).toMatchObject([
      { detail: expect.stringMatching(/SEARCH thing USING COVERING INDEX thing_by_name \(name=\? AND size>\?\)/) },
    ])
  })
})
