// Runs before the page is shown: applies the colours the reader chose, so that the page never flashes, and says that
// scripts run, so that nothing moves when the others come.
(function () {
  "use strict";
  document.documentElement.dataset.scripts = ""; // what needs them may be seen
  try {
    const choice = localStorage.getItem("reperes.theme");
    if (choice === "sombre" || choice === "clair") document.documentElement.dataset.theme = choice;
  } catch (refused) {
    // No storage: the page follows the system.
  }
})();
