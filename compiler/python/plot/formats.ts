/** Format strings of `plot`: "r--o". */
import { ValueError } from "../../ir/errors.js";
import { asColor } from "./colors.js";
import { markerNames } from "./markers.js";

export interface LineFormat {
  color?: string;
  marker?: string;
  linestyle?: string;
}

const lineStyles = ["--", "-.", "-", ":"];

export function parseFormat(format: string): LineFormat {
  const isMarker = markerNames.has(format);
  if (!isMarker && !/^[\d.]+$/.test(format) && asColor(format)) return { color: format };
  const found: LineFormat = {};
  const set = (key: keyof LineFormat, value: string): void => {
    if (found[key] !== undefined) throw invalid(format, `two ${key} symbols`);
    found[key] = value;
  };
  for (let at = 0; at < format.length;) {
    const rest = format.slice(at);
    const style = lineStyles.find((sign) => rest.startsWith(sign));
    const cycle = /^C\d+/.exec(rest)?.[0];
    if (style) set("linestyle", style);
    else if (rest[0] === " ") set("linestyle", "None");
    else if (markerNames.has(rest[0])) set("marker", rest[0]);
    else if (cycle) set("color", cycle);
    else if ("bgrcmykw".includes(rest[0])) set("color", rest[0]);
    else
      throw invalid(
        format,
        rest[0] === "C" ? "'C' must be followed by a number" : `unrecognized character '${rest[0]}'`,
      );
    at += (style ?? cycle ?? " ").length;
  }
  if (found.marker !== undefined) found.linestyle ??= "None";
  return found;
}

function invalid(format: string, why: string): Error {
  return new ValueError(`'${format}' is not a valid format string (${why})`);
}
