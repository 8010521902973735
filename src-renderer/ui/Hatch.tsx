/** Stripes of a colour and of the page. @param id by which they are filled with: `url(#id)` */
export function Hatch({ id, colour }: { id: string; colour: string }) {
  return (
    <pattern id={id} width={5} height={5} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width={5} height={5} fill="var(--surface)" />
      <rect width={3} height={5} fill={`var(${colour})`} />
    </pattern>
  )
}
