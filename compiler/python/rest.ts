/** All of the language that is not among its basics: loaded when a script needs it, or has ended with an error. */

import "./types/rest/index.js";

export { whole } from "./code/rest/whole.js";
export { builtins } from "./modules/rest/builtins.js";
export { notebookText } from "./notebook.js";
export { showException, showMessage, showSyntaxError } from "./traceback.js";
