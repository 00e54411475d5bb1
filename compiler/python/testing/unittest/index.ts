/** `unittest`: cases, suites, and what runs and reports them. */

import type { Library } from "../../modules/library.js";
import { cases } from "./cases.js";
import { results } from "./results.js";
import { runner } from "./runner.js";
import { suites } from "./suites.js";

export const unittest: Library = { source: [results, cases, suites, runner].join("") };
