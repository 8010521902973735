// @vitest-environment jsdom
import { cleanup, render, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { DataTable } from '../../../../src-renderer/ui/DataTable.tsx'
import { describeColumns } from '../../../../src-renderer/ui/rowTable.ts'
import { useRowTable } from '../../../../src-renderer/ui/useRowTable.ts'
import { giveLayout } from '../giveLayout.ts'

interface Row {
  id: string
  name: string
}

const column = describeColumns<Row>()
const COLUMNS = column.columns([column.accessor('name', { header: 'Name', enableSorting: true }), column.accessor('id', { header: 'Id' })])

const ROWS = Array.from({ length: 1000 }, (_, index) => ({ id: `r${index}`, name: `Row ${index}` }))

const NONE: readonly string[] = []

beforeAll(giveLayout)
afterEach(cleanup)

function List({
  onOpen = () => {},
  onSort = () => {},
  onNearEnd = () => {},
  rows = ROWS,
  hidden = NONE,
}: {
  rows?: readonly Row[]
  hidden?: readonly string[]
  onOpen?: (id: string) => void
  onSort?: (by: string, isDescending: boolean) => void
  onNearEnd?: () => void
}) {
  const [id, setId] = useState<string | null>(null)
  const table = useRowTable({
    columns: COLUMNS,
    rows,
    rowKey: (row) => row.id,
    sort: { by: 'name', isDescending: true, onSort },
    hiding: { hidden, onHide: () => {} },
  })
  return (
    <DataTable
      label="Rows"
      table={table}
      list={{ total: 5000, question: '', isStale: false, onNearEnd }}
      cursor={{ id, onMove: setId, onOpen }}
    />
  )
}

function here() {
  const id = screen.getByRole('grid').getAttribute('aria-activedescendant')
  return id === null ? null : (document.getElementById(id)?.firstChild?.textContent ?? null)
}

test('of a thousand rows only those in sight are drawn, and each says which of all it is', () => {
  render(<List />)
  const rows = within(screen.getByRole('grid')).getAllByRole('row')
  expect(rows.length).toBeLessThan(80)
  expect(rows[0]?.getAttribute('aria-rowindex')).toBe('1')
  expect(rows[1]?.getAttribute('aria-rowindex')).toBe('2')
  expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('5001')
})

test('the cursor stands on the first row when the list gets the focus, and follows the keys', async () => {
  const user = userEvent.setup()
  render(<List />)
  screen.getByRole('grid').focus()
  await vi.waitFor(() => expect(here()).toBe('Row 0'))
  await user.keyboard('{ArrowDown}{ArrowDown}')
  expect(here()).toBe('Row 2')
  await user.keyboard('{ArrowUp}')
  expect(here()).toBe('Row 1')
  await user.keyboard('{PageDown}')
  expect(here()).toBe('Row 19')
  await user.keyboard('{PageUp}{PageUp}')
  expect(here()).toBe('Row 0')
})

test('End goes to the last row and Home back to the first, wherever they are', async () => {
  const user = userEvent.setup()
  render(<List />)
  screen.getByRole('grid').focus()
  await user.keyboard('{End}')
  await vi.waitFor(() => expect(here()).toBe('Row 999'))
  await user.keyboard('{Home}')
  await vi.waitFor(() => expect(here()).toBe('Row 0'))
})

test('Enter, Space and a click open the row', async () => {
  const user = userEvent.setup()
  const opened: string[] = []
  render(<List onOpen={(id) => opened.push(id)} />)
  screen.getByRole('grid').focus()
  await user.keyboard('{ArrowDown}{Enter} ')
  await user.click(screen.getByText('Row 5'))
  expect(opened).toEqual(['r1', 'r1', 'r5'])
})

test('a head that can sort is a button and says the direction; another is plain text', async () => {
  const user = userEvent.setup()
  const sorted: [string, boolean][] = []
  render(<List onSort={(...order) => sorted.push(order)} />)
  expect(screen.getByRole('columnheader', { name: 'Name' }).getAttribute('aria-sort')).toBe('descending')
  await user.click(screen.getByRole('button', { name: 'Name' }))
  expect(sorted).toEqual([['name', false]])
  expect(screen.queryByRole('button', { name: 'Id' })).toBeNull()
})

test('more is asked for when the end comes near, and not before', async () => {
  const user = userEvent.setup()
  const onNearEnd = vi.fn()
  render(<List onNearEnd={onNearEnd} />)
  expect(onNearEnd).not.toHaveBeenCalled()
  screen.getByRole('grid').focus()
  await user.keyboard('{End}')
  await vi.waitFor(() => expect(onNearEnd).toHaveBeenCalled())
})

test('a column is hidden and shown while its rows stand', () => {
  const { rerender } = render(<List />)
  expect(screen.getByText('r5')).toBeTruthy()
  rerender(<List hidden={['id']} />)
  expect(screen.queryByRole('columnheader', { name: 'Id' })).toBeNull()
  expect(screen.queryByText('r5')).toBeNull()
  rerender(<List />)
  expect(screen.getByText('r5')).toBeTruthy()
})

test('a page more leaves the rows that are there, and a changed one is drawn', () => {
  const { rerender } = render(<List />)
  const fifth = screen.getByText('Row 5')
  rerender(<List rows={[...ROWS.map((row, index) => (index === 6 ? { ...row, name: 'Renamed' } : row)), { id: 'more', name: 'More' }]} />)
  expect(screen.getByText('Row 5')).toBe(fifth)
  expect(screen.getByText('Renamed')).toBeTruthy()
  expect(screen.queryByText('Row 6')).toBeNull()
})
