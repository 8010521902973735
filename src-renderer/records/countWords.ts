import { formatCount } from '../ui/formatCount.ts'

/** `1 payment`, `1,204 payments` */
export function countWords(count: number, word: string): string {
  return `${formatCount(count)} ${word}${count === 1 ? '' : 's'}`
}
