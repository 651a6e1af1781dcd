// Runs before the page is shown: applies the colours the reader chose, so that the page never flashes.
(function () {
  "use strict";
  try {
    const choice = localStorage.getItem("reperes.theme");
    if (choice === "sombre" || choice === "clair") document.documentElement.dataset.theme = choice;
  } catch (refused) {
    // No storage: the page follows the system.
  }
})();
