import type { ReactNode } from 'react'
import { cx } from './cx'

export type Column<Row> = {
  key: string
  header: string
  cell: (row: Row) => ReactNode
  numeric?: boolean
}

export type TableProps<Row> = {
  /** Says what the table holds; spoken, and shown unless hidden. */
  caption: string
  hideCaption?: boolean
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
}

/** Rows of data. The first column names the row. Wide tables scroll inside their own box. */
export function Table<Row>({ caption, hideCaption = false, columns, rows, rowKey }: TableProps<Row>) {
  return (
    <section
      aria-label={caption}
      className="overflow-x-auto rounded-box border border-hairline bg-surface"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls sideways must be reachable by keyboard
      tabIndex={0}
    >
      <table className="w-full border-collapse text-left text-15">
        <caption className={hideCaption ? 'sr-only' : 'px-4 pt-3 pb-1 text-left text-13 text-muted'}>{caption}</caption>
        <thead>
          <tr className="border-hairline border-b text-13 text-muted">
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={cx('whitespace-nowrap px-4 py-2.5 font-medium', column.numeric && 'text-right')}
              >
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className="border-hairline border-b last:border-b-0">
              {columns.map((column, index) => {
                const Cell = index === 0 ? 'th' : 'td'
                return (
                  <Cell
                    key={column.key}
                    scope={index === 0 ? 'row' : undefined}
                    className={cx(
                      'px-4 py-3 align-middle font-normal',
                      index === 0 && 'font-medium',
                      column.numeric && 'text-right',
                    )}
                  >
                    {column.cell(row)}
                  </Cell>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
