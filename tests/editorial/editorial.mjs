// What is asked of the base that ships, fiche by fiche and as a whole: its form, its truth, its names, its ties, its
// French.
//
// In: content/, the real binary, hunspell. Out: a fault names file and line; the figures of the base are printed
// whatever happens.

import './form.mjs';
import './truth.mjs';
import './names.mjs';
import './ties.mjs';
import './french.mjs';
