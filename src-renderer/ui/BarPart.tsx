import type { BarShapeProps } from 'recharts'

interface BarPartProps extends Pick<BarShapeProps, 'x' | 'y' | 'width' | 'height'> {
  fill: string
}

/** One part of a bar. What hangs below zero comes with a height below zero. */
export function BarPart({ x, y, width, height, fill }: BarPartProps) {
  if (height === 0) return null
  // However little it is, it is not nothing.
  const size = Math.max(1, Math.abs(height))
  const top = height > 0 ? y + height - size : y + height
  return (
    <g shapeRendering="crispEdges">
      <rect x={x} y={top} width={width} height={size} fill={fill} />
      {/* A thin line of the page's colour, so that what is stacked stays apart. */}
      {size > 2 && <rect x={x} y={top} width={width} height={1} fill="var(--surface)" />}
    </g>
  )
}
