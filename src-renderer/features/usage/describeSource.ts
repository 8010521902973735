const WORDS: Readonly<Record<string, string>> = { staff: 'By hand', file: 'A file', stripe: 'A Stripe meter' }

/** Who told it. A source that is not known by a word is called what it calls itself. */
export function describeSource(source: string): string {
  return WORDS[source] ?? source
}
