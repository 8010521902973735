import { type ChartPicture, type Face, layOutPicture, type PictureLayout } from './chartPicture.ts'

/** Charts that stand below each other, in one picture. @param measure how wide a text is in a face */
export function layOutPictures(pictures: readonly ChartPicture[], measure: (text: string, face: Face) => number): PictureLayout {
  const whole: PictureLayout = { width: 0, height: 0, marks: [] }
  for (const picture of pictures) {
    const { width, height, marks } = layOutPicture(picture, measure)
    whole.marks.push(...marks.map((mark) => ({ ...mark, y: mark.y + whole.height })))
    whole.width = Math.max(whole.width, width)
    whole.height += height
  }
  return whole
}
