/** Gives the built-in classes the methods that are among the basics. */

import "./object.js";
import "./numbers.js";
import "./strings.js";
import "./lists.js";
import "./dicts.js";
import "./iterators.js";
