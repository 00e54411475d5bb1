/** Gives the built-in classes their other methods. */

import "./object.js";
import "./numbers.js";
import "./conversions.js";
import "./powers.js";
import "./complex.js";
import "./strings.js";
import "./lists.js";
import "./dicts.js";
import "./sets.js";
import "./functions.js";
import "./exceptions.js";
import "./generics.js";
