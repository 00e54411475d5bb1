/** What a script writes. An instruction that waits runs again; what it has written before, it does not write again. */

type Stream = "stdout" | "stderr";

export class Output {
  /** By the instruction that runs. */
  private readonly written: string[] = [];
  /** How much of that it has come to, if it runs again. */
  private repeated = 0;
  private isRepeating = false;

  constructor(private readonly target: { readonly write: (text: string, stream: Stream) => void }) {}

  /** Whether the text is new. */
  write(text: string, stream: Stream): boolean {
    if (this.written[this.repeated] === text) {
      this.repeated++;
      return false;
    }
    this.written.push(text);
    this.repeated = this.written.length;
    this.target.write(text, stream);
    return true;
  }

  /** An instruction begins. */
  begin(): void {
    if (this.written.length > 0 && !this.isRepeating) this.written.length = this.repeated = 0;
    this.isRepeating = false;
  }

  /** The instruction will begin again. */
  repeat(): void {
    this.repeated = 0;
    this.isRepeating = true;
  }

  /** The instruction does not begin again after all. */
  end(): void {
    this.written.length = this.repeated = 0;
    this.isRepeating = false;
  }
}
