import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toCsv } from '../../../../src-renderer/ui/toCsv.ts'

test('a head and rows, with quotes where they are needed', () => {
  expect(
    toCsv(
      ['Company', 'Amount'],
      [
        ['Adeyemi & "Sons", Ltd', -5],
        ['two\nlines', null],
      ],
    ),
  ).toBe('Company,Amount\r\n"Adeyemi & ""Sons"", Ltd",-5\r\n"two\nlines",\r\n')
})

test.each(['=1+1', '+1 234', '-cmd', '@SUM(A1)', '\tx', '\rx', '＝1', '＠x'])('%j is no formula in a spreadsheet', (text) => {
  const [[cell]] = parse(toCsv([], [[text]]).trimStart(), { relax_column_count: true }) as [[string]]
  expect(cell).toBe(`'${text}`)
})

test.each(['-5', '5.25', '-0.5'])('%s is a number and stays one', (text) => {
  expect(toCsv(['n'], [[text]])).toBe(`n\r\n${text}\r\n`)
})

test('whatever stands in a cell is read back, but for the apostrophe', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string(), fc.string()), { minLength: 1, maxLength: 5 }), (rows) => {
      const text = toCsv(['a', 'b'], rows)
      const back = (parse(text, { columns: false, record_delimiter: '\r\n' }) as string[][]).slice(1)
      // A text may have come with one of its own: which it was, the file cannot say.
      const bare = (cells: readonly string[]) => cells.map((cell) => cell.replace(/^'(?=[=+\-@\t\r\n＝＋－＠])/, ''))
      expect(back.map(bare)).toEqual(rows.map(bare))
    }),
  )
})
