// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import type { ChartPicture } from '../../../../src-renderer/ui/chartPicture.ts'
import { PictureButton } from '../../../../src-renderer/ui/PictureButton.tsx'

afterEach(cleanup)

const PICTURE: ChartPicture = {
  ...{ title: 'Use by day', about: '', unit: 'Calls a day', axis: 'Day', line: null },
  ...{ groups: [], bars: [], scale: [], notes: [] },
}

test('a chart is saved under its name, and that it was is said', async () => {
  const user = userEvent.setup()
  const saved: unknown[] = []
  const save = async (...said: unknown[]) => {
    saved.push(said)
  }
  render(<PictureButton name="use-by-day" title="Use by day" pictures={() => [PICTURE]} save={save} />)
  await user.click(screen.getByRole('button', { name: 'PNG of Use by day' }))
  expect(saved).toEqual([['use-by-day', [PICTURE]]])
  expect(await screen.findByText('use-by-day.png was saved')).toBeTruthy()
})
