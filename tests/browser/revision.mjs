// « Réviser »: sessions by keyboard and by touch, what is kept and what happens when it can't be, from a server, from
// file://, offline. The cards are the test's own, laid in place of those of a small site; the real ones come last.

import './revision/session.mjs';
import './revision/choice.mjs';
import './revision/kept.mjs';
import './revision/denied.mjs';
import './revision/everybody.mjs';
import './revision/shipped.mjs';
