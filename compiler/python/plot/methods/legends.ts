/** Methods of axes for their legend. */

import type { Axes } from "../axes.js";
import { hasLabel, Legend, type Labelled, type LegendEntry } from "../legend.js";
import { PlotTuple, type Methods } from "../objects.js";
import type { Keywords } from "../signature.js";
import { dictionary, isNone, itemsOf, text } from "../values.js";

/** Artists with labels, in matplotlib's order: single ones before those in containers. */
function labelledArtists(axes: readonly Axes[]): Labelled[] {
  return axes.flatMap(({ artists, containers }) =>
    [...artists, ...containers].filter((artist) => hasLabel(artist) && artist.legendSample),
  );
}

/** What `legend(…)` is about: handles and labels, either, or none. */
export function legendEntries(
  axes: readonly Axes[],
  args: unknown[],
  handles: unknown,
  labels: unknown,
): LegendEntry[] {
  const named = args.length === 1 ? [undefined, args[0]] : args.length >= 2 ? args : [handles, labels];
  const isGiven = !isNone(named[0]);
  const artists = isGiven ? (itemsOf(named[0]).flat() as Labelled[]) : labelledArtists(axes);
  if (isNone(named[1])) return artists.map((artist) => ({ artist, label: artist.label }));
  const all = isGiven ? artists : unlabelled(axes);
  return itemsOf(named[1])
    .slice(0, all.length)
    .map((label, i) => ({ artist: all[i], label: text(label) }));
}

/** All that may get a label. */
function unlabelled(axes: readonly Axes[]): Labelled[] {
  return axes.flatMap(({ artists, containers }) => {
    const parts = new Set(containers.flatMap((container) => container.artists));
    return [...artists.filter((artist) => artist.legendSample && !parts.has(artist)), ...containers];
  });
}

/** Keywords of legends under one name; of `prop` only the size counts. */
export function legendKeywords(kwargs: Keywords): Keywords {
  const full = new Map([...kwargs].map(([key, value]) => [key === "ncol" ? "ncols" : key, value]));
  const size = dictionary(full.get("prop")).get("size");
  full.delete("prop");
  return isNone(size) ? full : full.set("fontsize", size);
}

function makeLegend(axes: Axes, args: unknown[], kwargs: Keywords): Legend {
  const options = legendKeywords(kwargs);
  const [handles, labels] = [options.get("handles"), options.get("labels")];
  options.delete("handles");
  options.delete("labels");
  const entries = legendEntries([axes], args, handles, labels);
  if (entries.length === 0 && isNone(handles))
    axes.figure.host.warn(
      "No artists with labels found to put in legend.  Note that artists whose label start with an underscore are ignored " +
        "when legend() is called with no argument.",
    );
  const legend = new Legend(entries).with(options);
  legend.axes = axes;
  axes.legend = legend;
  return legend;
}

export const legendMethods: Methods<Axes> = {
  legend: ["*args, **kwargs", (axes, { args, kwargs }) => makeLegend(axes, args, kwargs)],
  get_legend: ["", ({ legend }) => legend ?? null],
  get_legend_handles_labels: [
    "",
    (axes) => {
      const artists = labelledArtists([axes]);
      return new PlotTuple([artists, artists.map(({ label }) => label)]);
    },
  ],
};
