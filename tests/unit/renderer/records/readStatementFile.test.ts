// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { readStatementFile } from '../../../../src-renderer/records/readStatementFile.ts'

const long = () => new File(['x'.repeat(2_000_000)], 'year.csv')

test('the desktop app takes what a browser tab cannot send', async () => {
  expect(await readStatementFile(long(), false)).toMatchObject({ ok: false })
  const read = await readStatementFile(long(), true)
  expect(read.ok && read.file.content.length).toBe(2_000_000)
})

test('UTF-16 is read by its mark', async () => {
  const bytes = new Uint8Array([0xff, 0xfe, 0x4a, 0, 0xe9, 0])
  expect(await readStatementFile(new File([bytes], 'a.csv'))).toEqual({ ok: true, file: { name: 'a.csv', content: 'Jé', format: 'csv' } })
})
