/** Gives the built-in classes their methods. */

import "./object.js";
import "./numbers.js";
import "./complex.js";
import "./strings.js";
import "./lists.js";
import "./dicts.js";
import "./functions.js";
import "./exceptions.js";
import "./generics.js";
