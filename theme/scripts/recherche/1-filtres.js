// The filters of the search page: boxes by facet with live counts; what is chosen, as buttons that take it away.
//
// makeFilters(area, onChange) → { chosen, count, read, write, hold, show, empty }; the engine takes `chosen` as it is.
// `hold` keeps their place while the results are drawn, which come first; `show` fills it.
(function () {
  "use strict";
  const { make, words } = window.ReperesPage;
  const { sentence, typographic } = window.ReperesPage.search;
  const facetNames = ["kind", "domaine", "public", "territoire", "certification", "etat"];
  const visibleValues = 7; // the others unfold

  function button(className, text, action, name) {
    const made = make("button", { type: "button", class: className }, text);
    if (name) made.setAttribute("aria-label", name);
    made.addEventListener("click", action);
    return made;
  }

  function makeFilters(area, onChange) {
    const unfolded = new Set();
    let isOpen = matchMedia("(min-width: 56rem)").matches;

    const filters = {
      chosen: {},
      count: () => Object.values(filters.chosen).reduce((sum, values) => sum + values.length, 0),
      empty: () => area.replaceChildren(),
      hold: () => area.firstChild || area.append(box([])),
      read(parameters) {
        filters.chosen = {};
        for (const facet of facetNames) {
          const values = parameters.getAll(facet).filter(Boolean);
          if (values.length) filters.chosen[facet] = values;
        }
      },
      write(parameters) {
        for (const facet of facetNames)
          for (const value of filters.chosen[facet] || []) parameters.append(facet, value);
      },
      show,
    };

    function toggle(facet, value, wanted) {
      const left = (filters.chosen[facet] || []).filter((other) => other !== value);
      if (wanted) left.push(value);
      if (left.length) filters.chosen[facet] = left;
      else delete filters.chosen[facet];
      onChange();
    }

    // Every value of a facet with its count; what is chosen stays even when nothing is left under it.
    function entriesOf(facet, answer) {
      const entries = answer.facets.filter((entry) => entry.facet === facet);
      for (const value of filters.chosen[facet] || [])
        if (!entries.some((entry) => entry.value === value)) entries.push({ facet, value, label: value, count: 0 });
      return entries;
    }

    function row(entry) {
      const id = "f-" + entry.facet + "-" + entry.value;
      const box = make("input", { type: "checkbox", id });
      box.checked = (filters.chosen[entry.facet] || []).includes(entry.value);
      box.addEventListener("change", () => toggle(entry.facet, entry.value, box.checked));
      const count = make("span", { class: "nombre" }, String(entry.count));
      return make("label", { for: id, class: entry.count ? "" : "sans" }, box, typographic(entry.label), count);
    }

    function group(facet, entries) {
      const rows = entries.map(row);
      const made = make("fieldset", {}, make("legend", {}, words["facette-" + facet] || facet), ...rows);
      const isChosen = (label) => label.querySelector("input").checked;
      const folded = unfolded.has(facet) ? [] : rows.slice(visibleValues).filter((label) => !isChosen(label));
      if (folded.length < 2) return made;
      for (const label of folded) label.hidden = true;
      const more = button("lien-bouton", sentence("plus-de-valeurs", { n: folded.length }), () => {
        unfolded.add(facet);
        for (const label of folded) label.hidden = false;
        folded[0].querySelector("input").focus();
        more.remove();
      });
      made.append(more);
      return made;
    }

    function box(groups) {
      const number = filters.count();
      const title = words.filtrer + (number ? " (" + number + ")" : "");
      const made = make("details", {}, make("summary", {}, title), ...groups);
      made.open = isOpen;
      made.addEventListener("toggle", () => {
        isOpen = made.open;
      });
      return made;
    }

    function chosenButtons(answer) {
      const list = make("ul", { class: "filtres-actifs" });
      for (const facet of facetNames)
        for (const entry of entriesOf(facet, answer)) {
          if (!(filters.chosen[facet] || []).includes(entry.value)) continue;
          const name = typographic(entry.label);
          const away = () => toggle(facet, entry.value, false);
          list.append(make("li", {}, button("filtre-actif", name, away, sentence("retirer", { nom: name }))));
        }
      if (filters.count() > 1) {
        const all = () => {
          filters.chosen = {};
          onChange();
        };
        list.append(make("li", {}, button("filtre-actif filtre-tout", words["tout-retirer"], all)));
      }
      return list;
    }

    function show(answer) {
      const held = area.contains(document.activeElement) ? document.activeElement.id : "";
      const groups = [];
      for (const facet of facetNames) {
        const entries = entriesOf(facet, answer);
        if (entries.length > 1 || filters.chosen[facet]) groups.push(group(facet, entries));
      }
      area.replaceChildren(
        ...(filters.count() ? [chosenButtons(answer)] : []),
        ...(groups.length ? [box(groups)] : []),
      );
      const again = held && document.getElementById(held);
      if (again) again.focus();
    }

    return filters;
  }

  Object.assign(window.ReperesPage.search, { button, makeFilters });
})();
