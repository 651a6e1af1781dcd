// Suggestions below a search field (home, header): a combobox over a plain form, which goes on working without them.
// Loaded once such a field is entered, perhaps after the first letters.
(function () {
  "use strict";
  const { make, words } = window.ReperesPage;
  const { ask, leaveWords, openEngine, pageOf, sentence, typographic } = window.ReperesPage.search;
  const suggestionsMax = 6;
  const lettersMin = 2;

  function suggestBelow(form) {
    const field = form.querySelector("input[name=q]");
    const listId = field.id + "-suggestions";
    const list = make("ul", {
      class: "suggestions",
      role: "listbox",
      id: listId,
      "aria-label": words.suggestions,
    });
    const notice = make("span", { class: "invisible", role: "status" });
    list.hidden = true;
    (field.closest(".champ") || form).append(list, notice);
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-expanded", "false");
    field.setAttribute("aria-controls", listId);
    field.setAttribute("aria-autocomplete", "list");
    let turn = 0; // of questions: only the last one's answer is shown
    let chosen = -1; // rank of the option under the arrows, -1 for the field itself

    function close() {
      list.hidden = true;
      chosen = -1;
      field.setAttribute("aria-expanded", "false");
      field.removeAttribute("aria-activedescendant");
    }

    // One step below the last option, or above the first, is the field.
    function choose(rank) {
      const options = [...list.children];
      chosen = rank < -1 ? options.length - 1 : rank >= options.length ? -1 : rank;
      options.forEach((option, i) => option.setAttribute("aria-selected", String(i === chosen)));
      if (chosen < 0) {
        field.removeAttribute("aria-activedescendant");
      } else {
        field.setAttribute("aria-activedescendant", options[chosen].id);
        options[chosen].scrollIntoView({ block: "nearest" });
      }
    }

    function option(name, className, address, choose, ...children) {
      const attributes = { role: "option", id: listId + "-" + name, "aria-selected": "false", class: className };
      const made = make("li", attributes, ...children);
      made.addEventListener("click", () => {
        if (choose) choose();
        location.href = address;
      });
      return made;
    }

    function show(answer, text) {
      const options = answer.hits.map((hit, rank) => {
        const title = make("strong", {}, typographic(hit.title));
        const kind = make("span", {}, words["genre-" + hit.kind] || hit.kind);
        const leave = () => leaveWords(hit, answer.typed);
        return option(rank, "suggestion genre-" + hit.kind, pageOf(hit), leave, title, kind);
      });
      const all = form.action.split("?")[0] + "?q=" + encodeURIComponent(text);
      options.push(option("tout", "suggestion suggestion-tout", all, null, sentence("voir-tout", { texte: text })));
      list.replaceChildren(...options);
      chosen = -1;
      list.hidden = false;
      field.setAttribute("aria-expanded", "true");
      notice.textContent = sentence("n-suggestions", { n: options.length });
    }

    function suggest() {
      const text = field.value.trim();
      const mine = ++turn;
      if (text.length < lettersMin) return close();
      ask(text, { limit: suggestionsMax, offset: 0, filters: {} }).then((answer) => {
        if (mine === turn && document.activeElement === field) show(answer, text);
      }, close);
    }

    field.addEventListener("input", suggest);
    field.addEventListener("keydown", (event) => {
      if (list.hidden) return;
      if (event.key === "Escape") close();
      else if (event.key === "ArrowDown") choose(chosen + 1);
      else if (event.key === "ArrowUp") choose(chosen - 1);
      else if (event.key === "Enter" && chosen >= 0) list.children[chosen].click();
      else return;
      event.preventDefault();
    });
    list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
    field.addEventListener("blur", close);
    if (document.activeElement === field && field.value) suggest();
  }

  document.querySelectorAll("form.chercher").forEach(suggestBelow);
  openEngine().catch(() => {});
})();
