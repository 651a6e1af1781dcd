// France Travail's ROME (4.0, and 3 as far as its files say the same) → one fiche of kind metier per code.
//
// In: the folder or ZIP archive of the open-data files, told apart by their headers. Out: metiers/<letter and 2
// digits>/<code>.md, or the hand-written fiche of that id wherever it stands below metiers/.

#pragma once

#include "builder/import/import.h"

namespace reperes {

// Throws Failure when a source cannot be read or is not the ROME.
ImportReport import_rome(const ImportOptions& options);

}  // namespace reperes
