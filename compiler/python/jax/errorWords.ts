/** What JAX says in the messages of its exceptions, beside what the library does. */

import type { Told } from "../vm/errors.js";

const staticsOfCheckpoint =
  "\nConsider using the `static_argnums` parameter for `jax.remat` or `jax.checkpoint`. See the `jax.checkpoint` docstring and its example involving `static_argnums`:\n" +
  "https://docs.jax.dev/en/latest/_autosummary/jax.checkpoint.html\n";
const documentation = "See https://docs.jax.dev/en/latest/errors.html#jax.errors.";
/** Errors that say where JAX's documentation has more about them, and how that begins. */
const documented: Readonly<Record<string, string | undefined>> = {
  ConcretizationTypeError: `\n${documentation}`,
  NonConcreteBooleanIndexError: `\n${documentation}`,
  TracerArrayConversionError: documentation,
  TracerBoolConversionError: documentation,
  TracerIntegerConversionError: documentation,
  UnexpectedTracerError: documentation,
};

/** The message of the exception for an error of the library's. */
export function errorWords({ summary, name, context, origin }: Told): string {
  const lines = [
    summary,
    context,
    // Why a value that is being traced is not known.
    origin?.replace("was not available because", "was not available in Python because"),
    documented[name] && `${documented[name]}${name}`,
    origin?.includes("for checkpoint / remat.") ? staticsOfCheckpoint : undefined,
  ];
  return lines.filter((line) => line !== undefined).join("\n");
}
