import { invariant } from '../../src-shared/model/assert.ts'
import type { ChartPicture, Face } from './chartPicture.ts'
import { layOutPictures } from './layOutPictures.ts'
import { type Looks, paintPicture } from './paintPicture.ts'

/** Pixels of the file for one of the page. */
const SCALE = 2

const FACES: Record<Face, string> = { micro: '400 11px', body: '400 12px', label: '500 13px', title: '600 16px' }

/**
 * Saves charts, one below the other, as a PNG in the theme of the page.
 *
 * It is painted, not photographed: an image of the page's own elements would need what the page's policy forbids, and would lose its face.
 *
 * @param name without an ending
 */
export async function savePicture(name: string, pictures: readonly ChartPicture[]): Promise<void> {
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d')
  invariant(context, 'every browser that shows the console has a canvas')
  const looks = readLooks()
  // A face that no text of the page has used yet would be painted in another.
  await Promise.all(Object.keys(FACES).map((face) => document.fonts.load(looks.face(face as Face))))
  const measure = (text: string, face: Face) => {
    context.font = looks.face(face)
    return context.measureText(text).width
  }
  const layout = layOutPictures(pictures, measure)
  canvas.width = layout.width * SCALE
  canvas.height = layout.height * SCALE
  context.scale(SCALE, SCALE)
  paintPicture(context, layout, looks)
  const file = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  invariant(file, 'a canvas that has a size can be saved')
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = `${name}.png`
  link.click()
  URL.revokeObjectURL(link.href)
}

/** A token says both themes; only an element that stands in the page knows which one holds. */
function readLooks(): Looks {
  const family = getComputedStyle(document.documentElement).getPropertyValue('--font-sans')
  const known = new Map<string, string>()
  return {
    face: (face) => `${FACES[face]} ${family}`,
    colour: (token) => {
      const colour = known.get(token) ?? readColour(token)
      known.set(token, colour)
      return colour
    },
  }
}

function readColour(token: string): string {
  const probe = document.createElement('i')
  probe.style.color = `var(${token})`
  document.body.append(probe)
  const { color } = getComputedStyle(probe)
  probe.remove()
  return color
}
