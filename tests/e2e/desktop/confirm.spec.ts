import type { ElectronApplication } from '@playwright/test'
import { findPayment, openRefund } from '../askActions.ts'
import { type Business, expect, test } from '../openConsole.ts'

test.describe.configure({ mode: 'default', timeout: 90_000 })
test.use({ demo: 'made', goesTo: null })

interface Box {
  message: string
  detail: string
  buttons: string[]
  defaultId: number
  cancelId: number
}

const listBoxes = (app: ElectronApplication | null) => app?.evaluate(() => (globalThis as unknown as { asked: Box[] }).asked)
const answerWith = (app: ElectronApplication | null, button: number) =>
  app?.evaluate((_, answer) => void Object.assign(globalThis, { answer }), button)
const listStates = async ({ ask }: Business) => (await ask<{ items: { state: string }[] }>('actions')).items.map(({ state }) => state)

test('what moves money is asked by the system, with the amount, and no queues nothing', async ({ business, console: { app, page } }) => {
  const dialog = await openRefund(page, await findPayment(business))
  await dialog.getByLabel('Amount in USD').fill('1.00')
  await answerWith(app, 0)
  await dialog.getByRole('button', { name: 'Queue refund of US$1.00' }).click()
  await expect(dialog).toContainText('It was not confirmed. Nothing was queued.')
  expect(await listStates(business)).toEqual([])
  expect(await listBoxes(app)).toMatchObject([
    { detail: expect.stringContaining('USD 1.00'), buttons: ['Cancel', 'Go on'], defaultId: 0, cancelId: 0 },
  ])

  await answerWith(app, 1)
  await dialog.getByRole('button', { name: 'Queue refund of US$1.00' }).click()
  await expect(dialog).toBeHidden()
  expect(await listBoxes(app)).toHaveLength(2)
  expect(await listStates(business)).toHaveLength(1)
})
