import type { Page } from '@playwright/test'

/** Words that stand on other words, each pair in a line. */
export async function findOverlaps(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    /** Letters may reach this much into the line beside them. */
    const SLACK = 4
    const texts: { element: Element; words: string; box: DOMRect }[] = []
    // What lies under a dialog or a popover is meant to.
    const top = [...document.querySelectorAll('dialog[open], :popover-open')].at(-1) ?? document.body
    const walker = document.createTreeWalker(top, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const words = node.textContent?.trim() ?? ''
      const element = node.parentElement
      if (words === '' || !element) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      for (const box of range.getClientRects()) {
        const seen = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
        if (box.width > SLACK && seen && (element.contains(seen) || seen.contains(element))) texts.push({ element, words, box })
      }
    }
    const pairs = new Set<string>()
    for (const [index, a] of texts.entries())
      for (const b of texts.slice(index + 1)) {
        if (a.element.contains(b.element) || b.element.contains(a.element)) continue
        // What floats over the page lies on what is under it.
        if (findFloat(a.element) !== findFloat(b.element)) continue
        const wide = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left)
        const high = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top)
        // What has no room is drawn under its own frame: only what both show counts.
        if (wide > SLACK && high > SLACK && !isClipped(a) && !isClipped(b))
          pairs.add(`“${a.words.slice(0, 40)}” on “${b.words.slice(0, 40)}”`)
      }
    return [...pairs].map((pair) => `overlapping: ${pair}`)

    function findFloat(element: Element): Element | null {
      for (let each: Element | null = element; each; each = each.parentElement) if (getComputedStyle(each).position === 'fixed') return each
      return null
    }

    function isClipped({ element, box }: { element: Element; box: DOMRect }): boolean {
      for (let each: Element | null = element; each; each = each.parentElement) {
        const { overflowX, overflowY, display } = getComputedStyle(each)
        if (display === 'inline' || (overflowX === 'visible' && overflowY === 'visible')) continue
        const frame = each.getBoundingClientRect()
        if (box.right > frame.right + 1 || box.left < frame.left - 1 || box.bottom > frame.bottom + 1 || box.top < frame.top - 1)
          return true
      }
      return false
    }
  })
}
