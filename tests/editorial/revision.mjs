// What the base gives to revise: enough of it, well formed, its questions silent on their answers, its wrong answers
// wrong by everything that the fiches say.

import './revision/form.mjs';
import './revision/roles.mjs';
import './revision/names.mjs';
import './revision/by_hand.mjs';
import './revision/exams.mjs';
