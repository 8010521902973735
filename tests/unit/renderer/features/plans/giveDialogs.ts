import { fireEvent } from '@testing-library/react'

/** Where the focus was when a dialog was opened. */
const openers = new WeakMap<HTMLDialogElement, Element | null>()

/** jsdom opens no dialog. What a browser does: the focus goes in, Esc and a form of the method `dialog` close, and it returns. */
export function giveDialogs() {
  Object.assign(HTMLDialogElement.prototype, {
    showModal(this: HTMLDialogElement) {
      openers.set(this, document.activeElement)
      this.open = true
    },
    close(this: HTMLDialogElement) {
      if (!this.open) return
      this.open = false
      const opener = openers.get(this)
      if (opener instanceof HTMLElement) opener.focus()
      fireEvent(this, new Event('close'))
    },
  })
  document.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') document.querySelector<HTMLDialogElement>('dialog[open]')?.close()
  })
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement
    if (form.getAttribute('method') !== 'dialog') return
    event.preventDefault()
    form.closest('dialog')?.close()
  })
}
