/** A client in the README's comparison. */
export interface Compared {
  readonly name: string;
  /** The size of a browser bundle that sends one PATCH, minified and with gzip. */
  readonly bytes: number;
  /** The result of a PATCH that meets a fault, by the fault. */
  readonly behaviour: Readonly<Record<string, string>>;
}

/** The comparison as a table in Markdown. */
export function formatTable(clients: readonly Compared[]): string {
  const rows = [
    ["", ...clients.map(({ name }) => name)],
    ["---", ...clients.map(() => "---")],
    ["bytes", ...clients.map(({ bytes }) => bytes.toLocaleString("en"))],
    ...Object.keys(clients[0]?.behaviour ?? {}).map((fault) => [
      fault,
      ...clients.map(({ behaviour }) => behaviour[fault]),
    ]),
  ];
  return rows.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

const between = /(?<=<!-- written by the bench -->\n\n)[\s\S]*?(?=\n\n<!-- end -->)/;

/** The comparison's table in a README. */
export function extractTable(readme: string): string | undefined {
  return between.exec(readme)?.[0];
}

/** The README with a new table. */
export function replaceTable(readme: string, table: string): string {
  return readme.replace(between, () => table);
}
