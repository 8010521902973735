import { useState } from 'react'
import { Button } from './Button.tsx'
import type { ChartPicture } from './chartPicture.ts'
import { Hidden } from './Hidden.tsx'
import { savePicture } from './savePicture.ts'

interface PictureButtonProps {
  /** Of the file, without an ending. */
  name: string
  /** What the chart is called, for who does not see beside which one this stands. */
  title: string
  /** Asked for when it is pressed; several stand below each other in the file. */
  pictures: () => readonly ChartPicture[]
  /** How it is saved; a test has no canvas. */
  save?: (name: string, pictures: readonly ChartPicture[]) => Promise<void>
}

/** Saves a chart as a picture. */
export function PictureButton({ name, title, pictures, save = savePicture }: PictureButtonProps) {
  const [said, setSaid] = useState('')

  async function press() {
    setSaid('')
    try {
      await save(name, pictures())
      setSaid(`${name}.png was saved`)
    } catch (error) {
      setSaid('The picture could not be saved')
      throw error
    }
  }

  return (
    <>
      <Button isSmall look="ghost" icon="download" label={`PNG of ${title}`} onPress={() => void press()}>
        PNG
      </Button>
      <Hidden isLive>{said}</Hidden>
    </>
  )
}
