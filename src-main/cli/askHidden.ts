import type { ReadStream } from 'node:tty'

const ENTER = new Set(['\r', '\n', '\u0004'])
const INTERRUPT = '\u0003'
const ERASE = new Set(['\u007f', '\b'])

/** Asks on a terminal without showing what is typed. Ctrl C ends the program, as it does elsewhere. */
export function askHidden(input: ReadStream, write: (text: string) => void, question: string): Promise<string> {
  write(question)
  input.setRawMode(true)
  input.setEncoding('utf8')
  input.resume()
  return new Promise((resolve) => {
    let typed = ''
    const end = () => {
      input.off('data', onText)
      input.setRawMode(false)
      input.pause()
      write('\n')
    }
    const onText = (text: string) => {
      for (const character of text) {
        if (ENTER.has(character)) {
          end()
          resolve(typed)
          return
        }
        if (character === INTERRUPT) {
          end()
          process.kill(process.pid, 'SIGINT')
          return
        }
        typed = ERASE.has(character) ? typed.slice(0, -1) : typed + character
      }
    }
    input.on('data', onText)
  })
}
