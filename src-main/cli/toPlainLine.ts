/** Control characters in a name could rewrite the terminal, or end its line. */
const CONTROL = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

/** What somebody else wrote, as one line of a terminal. */
export function toPlainLine(text: string): string {
  return text.replace(CONTROL, '�')
}
