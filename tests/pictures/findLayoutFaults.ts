import type { Page } from '@playwright/test'

/** What is wrong with how a page is laid out, each in a line: text that is cut off, and what stands beyond the window. */
export async function findLayoutFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    // A pixel more or less is rounding.
    const SLACK = 1.5
    const faults = new Set<string>()
    const layers = [...document.querySelectorAll('dialog[open], :popover-open')]
    const top = layers.at(-1) ?? document.body
    if (document.documentElement.scrollWidth > document.documentElement.clientWidth) faults.add('the page scrolls sideways')

    const walker = document.createTreeWalker(top, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const words = node.textContent?.trim() ?? ''
      const element = node.parentElement
      if (words === '' || !element || isUnseen(element)) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      const box = range.getBoundingClientRect()
      if (box.width === 0 || box.height === 0) continue
      const fault = findCut(element, box)
      if (fault) faults.add(`${fault}: “${words.slice(0, 60)}” in ${describe(element)}`)
    }
    for (const field of top.querySelectorAll<HTMLElement>('input, select, textarea, button, svg')) {
      const box = field.getBoundingClientRect()
      if (box.width > 0 && !isUnseen(field) && box.right > innerWidth + SLACK && !isInScroller(field, 'x'))
        faults.add(`beyond the window: ${describe(field)}`)
    }
    return [...faults]

    function findCut(from: Element, box: DOMRect): string | null {
      let isScrolledX = false
      let isScrolledY = false
      let isLaidOut = false
      for (let each: Element | null = from; each && each !== document.documentElement; each = each.parentElement) {
        const style = getComputedStyle(each)
        const frame = each.getBoundingClientRect()
        const isInline = style.display === 'inline' || style.display === 'contents'
        if (
          !isInline &&
          !isScrolledX &&
          style.overflowX !== 'visible' &&
          (box.right > frame.right + SLACK || box.left < frame.left - SLACK)
        ) {
          if (style.overflowX === 'auto' || style.overflowX === 'scroll') isScrolledX = true
          else if (isLaidOut || (style.textOverflow !== 'ellipsis' && style.webkitLineClamp === 'none')) return 'cut off'
          else return from.closest('[title], [aria-label]') || each.querySelector('[title]') ? null : 'cut off without a title'
        }
        if (
          !isInline &&
          !isScrolledY &&
          style.overflowY !== 'visible' &&
          (box.bottom > frame.bottom + SLACK || box.top < frame.top - SLACK)
        ) {
          if (style.overflowY === 'auto' || style.overflowY === 'scroll') isScrolledY = true
          else return each.matches('body') ? null : 'cut off below'
        }
        // An ellipsis is drawn for words in a line, not for boxes.
        if (!isInline) isLaidOut = true
        if (style.position === 'fixed') break
      }
      return !isScrolledX && (box.right > innerWidth + SLACK || box.left < -SLACK) ? 'beyond the window' : null
    }

    function isInScroller(from: Element, axis: 'x' | 'y'): boolean {
      for (let each = from.parentElement; each; each = each.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(each)
        if (['auto', 'scroll'].includes(axis === 'x' ? overflowX : overflowY)) return true
      }
      return false
    }

    /** For ears alone, or not there at all. */
    function isUnseen(element: Element): boolean {
      if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return true
      for (let each: Element | null = element; each; each = each.parentElement) {
        const { clip, clipPath } = getComputedStyle(each)
        if (clipPath === 'inset(50%)' || clip !== 'auto') return true
      }
      return false
    }

    function describe(element: Element): string {
      const path: string[] = []
      for (let each: Element | null = element; each && path.length < 3; each = each.parentElement) {
        const name = [...each.classList].map((name) => name.replace(/^_|_[^_]*_\d+$/g, '')).join('.')
        path.unshift(`${each.tagName.toLowerCase()}${name ? `.${name}` : ''}`)
      }
      return path.join(' > ')
    }
  })
}
