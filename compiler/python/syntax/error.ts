/** Where something stands in a script: lines from 1, columns in UTF-8 bytes from 0, as CPython counts. */
export interface Position {
  readonly lineno?: number;
  readonly col_offset?: number;
  readonly end_lineno?: number;
  readonly end_col_offset?: number;
}

export type SyntaxKind = "SyntaxError" | "IndentationError" | "TabError";

/** A script that is no Python, or Python that is not supported. */
export class PythonSyntaxError extends Error {
  constructor(
    message: string,
    readonly position: Position,
    readonly kind: SyntaxKind = "SyntaxError",
    /** What is shown in the place of the line: the inside of an f-string. */
    readonly shown?: string,
  ) {
    super(message);
  }
}
