import { toSearchTerms } from '../../domain/searchWords.ts'

/** What the search index is asked: each term must begin some word. Null when nothing that was typed can be found. */
export function toSearchMatch(search: string): string | null {
  const terms = toSearchTerms(search.normalize('NFKC'))
  return terms.length === 0 ? null : terms.map((term) => `"${term.replaceAll('"', '""')}"*`).join(' ')
}
