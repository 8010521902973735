import type { Face, Mark, PictureLayout } from './chartPicture.ts'

/** Of a canvas, what painting needs. */
export type Brushes = Pick<CanvasRenderingContext2D, 'fillStyle' | 'strokeStyle' | 'lineWidth' | 'font' | 'textAlign' | 'textBaseline'> &
  Pick<
    CanvasRenderingContext2D,
    'fillRect' | 'fillText' | 'save' | 'restore' | 'beginPath' | 'rect' | 'clip' | 'moveTo' | 'lineTo' | 'stroke'
  >

/** How the page looks now: its colours by token, and its faces. */
export interface Looks {
  colour: (token: string) => string
  face: (face: Face) => string
}

const STRIPE = 5

export function paintPicture(brushes: Brushes, { width, height, marks }: PictureLayout, looks: Looks): void {
  brushes.fillStyle = looks.colour('--surface')
  brushes.fillRect(0, 0, width, height)
  for (const mark of marks) paintMark(brushes, mark, looks)
}

function paintMark(brushes: Brushes, mark: Mark, looks: Looks): void {
  brushes.fillStyle = looks.colour(mark.colour)
  switch (mark.kind) {
    case 'box':
      brushes.fillRect(mark.x, mark.y, mark.width, mark.height)
      if (mark.isHatched) hatch(brushes, mark, looks)
      // A thin line of the page's colour, so that what is stacked stays apart.
      else if (mark.height > 2) paintSeam(brushes, mark, looks)
      return
    case 'rule':
      // On half a pixel a line would be two pale ones.
      brushes.fillRect(mark.x, Math.round(mark.y), mark.width, 1)
      return
    case 'text':
      brushes.font = looks.face(mark.face)
      brushes.textAlign = mark.align
      brushes.textBaseline = 'alphabetic'
      brushes.fillText(mark.text, mark.x, mark.y)
  }
}

type Box = Extract<Mark, { kind: 'box' }>

function paintSeam(brushes: Brushes, { x, y, width }: Box, looks: Looks): void {
  brushes.fillStyle = looks.colour('--surface')
  brushes.fillRect(x, y, width, 1)
}

/** Stripes of the page's colour over the box: as on the page, where the colours come round again. */
function hatch(brushes: Brushes, { x, y, width, height }: Box, looks: Looks): void {
  brushes.save()
  brushes.beginPath()
  brushes.rect(x, y, width, height)
  brushes.clip()
  brushes.strokeStyle = looks.colour('--surface')
  brushes.lineWidth = 2
  brushes.beginPath()
  for (let at = x - height; at < x + width; at += STRIPE) {
    brushes.moveTo(at, y + height)
    brushes.lineTo(at + height, y)
  }
  brushes.stroke()
  brushes.restore()
}
