/** The row in hand of a list, and what its keys do. */
export interface RowCursor {
  id: string | null
  onMove: (id: string) => void
  onOpen: (id: string) => void
  onEnter: (id: string) => void
}
