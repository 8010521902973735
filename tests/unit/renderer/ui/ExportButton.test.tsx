// @vitest-environment jsdom
import { cleanup, render, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { ExportButton } from '../../../../src-renderer/ui/ExportButton.tsx'
import { FaultContext } from '../../../../src-renderer/ui/FaultContext.ts'
import type { Gathering } from '../../../../src-renderer/ui/useCsvFile.ts'
import { keepSaved } from '../keepSaved.ts'

afterEach(cleanup)

/** Rows that a test gathers by hand. */
function show(more: { total?: number | null } = {}) {
  const saved = keepSaved()
  const late = Promise.withResolvers<string>()
  const asked: Gathering[] = []
  const drawn = render(
    <FaultContext value={() => ({ title: 'The engine does not answer', hint: 'Wait.' })}>
      <ExportButton
        name="rows"
        csv={(gathering) => {
          asked.push(gathering)
          return late.promise
        }}
        {...more}
      />
    </FaultContext>,
  )
  return { ...drawn, user: userEvent.setup(), saved, late, asked, button: () => screen.getByRole('button') }
}

test('what is at hand is saved at once, and that it was is said', async () => {
  const saved = keepSaved()
  render(<ExportButton name="rows" csv={() => 'a\r\n'} />)
  await userEvent.setup().click(screen.getByRole('button', { name: 'CSV' }))
  expect(await screen.findByText('rows.csv was saved')).toBeTruthy()
  expect(saved.map(({ name }) => name)).toEqual(['rows.csv'])
})

test('one page of rows shows no count; the button is busy and is not pressed twice', async () => {
  const { user, saved, late, asked, button } = show()
  await user.click(button())
  expect(button().getAttribute('aria-busy')).toBe('true')
  expect(button().title).toBe('The rows are being gathered')
  await user.click(button())
  expect(asked).toHaveLength(1)
  late.resolve('a\r\n')
  await waitFor(() => expect(saved).toHaveLength(1))
  expect(button().getAttribute('aria-busy')).toBe('false')
})

test('many pages show how far it has come, of how many where that is known', async () => {
  const { user, asked, button } = show({ total: 12_000 })
  await user.click(button())
  asked[0]?.onCount(1000)
  expect(await screen.findByText('1,000 of 12,000 gathered')).toBeTruthy()
  cleanup()
  const other = show()
  await user.click(other.button())
  other.asked[0]?.onCount(2000)
  expect(await screen.findByText('2,000 gathered')).toBeTruthy()
})

test('it can be stopped by the same button, which keeps the focus; nothing is saved then', async () => {
  const { user, saved, late, asked, button } = show()
  await user.click(button())
  asked[0]?.onCount(1000)
  await screen.findByRole('button', { name: 'Cancel' })
  await user.keyboard('{Enter}')
  expect(screen.getByText('Stopped. Nothing was saved.')).toBeTruthy()
  expect(asked[0]?.signal.aborted).toBe(true)
  late.resolve('a\r\n')
  await late.promise
  expect(saved).toHaveLength(0)
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'CSV' }))
})

test('rows that could not be gathered are said where the button is, until it is pressed again', async () => {
  const { user, saved, late, button } = show()
  await user.click(button())
  late.reject(new Error('SQLITE_IOERR'))
  expect((await screen.findByRole('alert')).textContent).toBe('Nothing was saved. The engine does not answer.')
  expect(button().textContent).toBe('CSV')
  expect(saved).toHaveLength(0)
})

test('a file that cannot be written from what is at hand is said too', async () => {
  render(
    <ExportButton
      name="rows"
      csv={() => {
        throw new Error('broken')
      }}
    />,
  )
  await userEvent.setup().click(screen.getByRole('button', { name: 'CSV' }))
  expect((await screen.findByRole('alert')).textContent).toBe('Nothing was saved. Something went wrong.')
})

test('leaving the page stops the gathering', async () => {
  const { user, saved, late, asked, button, unmount } = show()
  await user.click(button())
  unmount()
  expect(asked[0]?.signal.aborted).toBe(true)
  late.resolve('a\r\n')
  await late.promise
  expect(saved).toHaveLength(0)
})
