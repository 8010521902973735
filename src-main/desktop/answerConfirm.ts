import type { Question } from '../ports.ts'
import type { ConfirmAnswer, ConfirmQuestion } from './isConfirmMessage.ts'

/** What is used of the options of Electron's `dialog.showMessageBox`. */
export interface ConfirmBox {
  type: 'question'
  buttons: string[]
  defaultId: number
  cancelId: number
  noLink: true
  message: string
  detail: string
}

const CANCEL = 0
const YES = 1

/** Names are written by customers: none of them begins a line of its own, or turns the direction of what follows. */
const DISGUISES = /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

/** Asks in a box whose default, and whose Escape, is no. What could not be asked was not agreed to. */
export async function answerConfirm(
  show: (box: ConfirmBox) => Promise<{ response: number }>,
  { id, question }: ConfirmQuestion,
): Promise<ConfirmAnswer> {
  try {
    const { response } = await show(toBox(question))
    return { kind: 'confirm', id, isAgreed: response === YES }
  } catch {
    // The window went while it was asked.
    return { kind: 'confirm', id, isAgreed: false }
  }
}

function toBox({ title, detail, yes }: Question): ConfirmBox {
  return {
    type: 'question',
    buttons: ['Cancel', toLine(yes)],
    defaultId: CANCEL,
    cancelId: CANCEL,
    // Windows would make links of the buttons, of which none is the default.
    noLink: true,
    message: toLine(title),
    detail: detail.split('\n').map(toLine).join('\n'),
  }
}

function toLine(text: string): string {
  return text.replace(DISGUISES, ' ')
}
