/** A client in the comparison of the README. */
export interface Compared {
  readonly name: string;
  /** Of a browser's bundle that sends one PATCH, minified and with gzip. */
  readonly bytes: number;
  /** What becomes of a PATCH that meets a fault, by the fault. */
  readonly behaviour: Readonly<Record<string, string>>;
}

/** The comparison as a table in Markdown. */
export function tableOf(clients: readonly Compared[]): string {
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

/** The table that a README has. */
export function tableIn(readme: string): string | undefined {
  return between.exec(readme)?.[0];
}

/** The README with another table. */
export function withTable(readme: string, table: string): string {
  return readme.replace(between, () => table);
}
