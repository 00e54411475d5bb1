/** `argparse`: what a command line says, as options and positional arguments. */

import type { Library } from "../library.js";
import { actions } from "./actions.js";
import { parser } from "./parser.js";
import { reading } from "./reading.js";

export const argparse: Library = { source: [actions, parser, reading].join("") };
