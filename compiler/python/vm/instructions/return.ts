import type { Frame } from "../frame.js";

export function returnValue(frame: Frame): void {
  frame.machine.finish(frame, frame.pop());
}
