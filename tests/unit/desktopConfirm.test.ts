import { EventEmitter } from 'node:events'
import { describe, expect, test } from 'vitest'
import { answerConfirm, type ConfirmBox } from '../../src-main/desktop/answerConfirm.ts'
import { createConfirm } from '../../src-main/desktop/createConfirm.ts'
import type { ConfirmQuestion } from '../../src-main/desktop/isConfirmMessage.ts'
import { isToLook } from '../../src-main/desktop/isToLook.ts'

const REFUND = { title: 'Refund a payment in full?', detail: 'Lantern Works\nUSD 20.00\nStripe', yes: 'Go on' }

/** The two processes, without the processes. @param press the button that somebody presses, by its place */
function connect(press: (box: ConfirmBox) => Promise<number>) {
  const main = new EventEmitter()
  const boxes: ConfirmBox[] = []
  const show = async (box: ConfirmBox) => {
    boxes.push(box)
    return { response: await press(box) }
  }
  const confirm = createConfirm({
    on: (event, listener) => main.on(event, listener),
    postMessage: (question: ConfirmQuestion) => void answerConfirm(show, question).then((data) => main.emit('message', { data })),
  })
  return { main, boxes, confirm }
}

describe('a question to whoever sits here', () => {
  test('is agreed to by its own button alone', async () => {
    const { boxes, confirm } = connect(async ({ buttons }) => buttons.indexOf('Go on'))
    expect(await confirm(REFUND)).toBe(true)
    expect(boxes).toEqual([
      {
        ...{ type: 'question', buttons: ['Cancel', 'Go on'], defaultId: 0, cancelId: 0, noLink: true },
        ...{ message: REFUND.title, detail: REFUND.detail },
      },
    ])
  })

  test.each<[string, (box: ConfirmBox) => Promise<number>]>([
    ['Enter', async ({ defaultId }) => defaultId],
    ['Escape', async ({ cancelId }) => cancelId],
    ['a box that could not be shown', () => Promise.reject(new Error('the window is gone'))],
  ])('is answered with no by %s', async (_, press) => {
    expect(await connect(press).confirm(REFUND)).toBe(false)
  })

  test('has its own answer, whichever comes first', async () => {
    const pressed = new Map<string, (button: number) => void>()
    const { confirm } = connect(({ message }) => new Promise((resolve) => pressed.set(message, resolve)))
    const answers = Promise.all(['first', 'second'].map((title) => confirm({ ...REFUND, title })))
    pressed.get('second')?.(1)
    pressed.get('first')?.(0)
    expect(await answers).toEqual([false, true])
  })

  test('is not answered by what the main process says of other things', async () => {
    const pressed: ((button: number) => void)[] = []
    const { main, confirm } = connect(() => new Promise((resolve) => pressed.push(resolve)))
    let answer: boolean | null = null
    const asked = confirm(REFUND).then((isAgreed) => {
      answer = isAgreed
    })
    main.emit('message', { data: { kind: 'keychain', id: 1, text: 'x' } })
    main.emit('message', { data: 'stop' })
    await new Promise((resolve) => setImmediate(resolve))
    expect(answer).toBeNull()
    pressed[0]?.(1)
    await asked
    expect(answer).toBe(true)
  })

  test('shows no name in disguise: none turns its direction or begins a line', async () => {
    const { boxes, confirm } = connect(async () => 0)
    await confirm({ ...REFUND, title: 'Refund \u202e00.02 DSU\u0007?' })
    expect(boxes[0]?.message).toBe('Refund  00.02 DSU ?')
  })
})

test.each([
  [['electron', '.', '--look'], {}, true],
  [['tierdesk'], { TIERDESK_LOOK: '1' }, true],
  [['tierdesk'], { TIERDESK_LOOK: '0' }, false],
  [['tierdesk', '--lookout'], {}, false],
  [['tierdesk'], {}, false],
])('with %j and %j it is opened to look: %s', (argv, environment, expected) => {
  expect(isToLook(argv, environment)).toBe(expected)
})
