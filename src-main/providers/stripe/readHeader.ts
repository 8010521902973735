/** The SDK gives a plain object with its errors and, over fetch, a `Headers` with its answers (23.1.0, though typed alike). */
export function readHeader(headers: Headers | Record<string, string> | undefined, name: string): string | null {
  if (headers === undefined) return null
  return headers instanceof Headers ? headers.get(name) : (headers[name] ?? null)
}
