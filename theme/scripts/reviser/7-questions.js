// A question on the page, by its type: what one sees, how one answers, what shows once it is answered.
//
// draw(item, lot) → { body, given, give, lacking, show, press }: `body` is laid below the question and tells its
// changes (« change »); given() is the answer as it stands, give(answer) puts one; lacking() is { text, field } as long
// as something is to fill in; show() marks right and wrong, by words as well as by colour; press(rank) is the key of a
// number. Where one touch answers (one choice, true or false), drawTouch(item, lot, done) calls done(answer) instead.
// All is set as text, never as HTML.
(function () {
  "use strict";
  const { make } = window.ReperesPage;
  const { answers } = window.ReperesReviser;
  const phrases = {};
  for (const line of document.querySelector("[data-phrases]").content.children)
    phrases[line.dataset.cle] = line.textContent;
  const phrase = (key, values) => phrases[key].replace(/\{(\w+)\}/g, (whole, name) => values[name]);
  const plural = (name, n) => phrase(n < 2 ? name + ".un" : name + ".plusieurs", { n });

  let drawn = 0; // one page may hold a whole paper: ids of fields are never the same
  const keyOf = (rank) => make("span", { class: "touche", "aria-hidden": "true" }, String(rank + 1));

  function mark(line, right, chosen) {
    if (right) line.classList.add("juste");
    else if (chosen) line.classList.add("faux");
    const words = [];
    if (right) words.push(phrases["bonne-reponse"]);
    if (chosen) words.push(phrases["votre-reponse"]);
    if (words.length) line.append(make("span", { class: "correction" }, words.join(", ")));
  }

  function drawTouch(item, lot, done) {
    let chosen = null;
    const { rows } = answers.laid(item, lot);
    const buttons = rows.map((at, rank) => {
      const made = make("button", { type: "button", class: "choix-un" }, keyOf(rank), make("span", {}, item.c[at]));
      made.addEventListener("click", () => choose(at));
      return made;
    });
    const list = make("ul", { class: "choix-reponses" }, ...buttons.map((button) => make("li", {}, button)));
    function choose(at) {
      if (chosen !== null) return;
      chosen = at;
      done([at]);
    }
    return {
      body: list,
      press: (rank) => rank < rows.length && choose(rows[rank]),
      show() {
        const lines = rows.map((at) => {
          const line = make("li", { class: "choix-montre" }, make("span", {}, item.c[at]));
          mark(line, item.b.includes(at), at === chosen);
          return line;
        });
        list.replaceChildren(...lines);
      },
    };
  }

  function drawTicks(item, lot, type) {
    const { rows } = answers.laid(item, lot);
    const name = "choix-" + ++drawn;
    const boxes = rows.map((at) => make("input", { type, name, id: name + "-" + at }));
    const lines = rows.map((at, rank) =>
      make("label", { for: boxes[rank].id, class: "choix-coche" }, boxes[rank], make("span", {}, item.c[at])),
    );
    const given = () => rows.filter((at, rank) => boxes[rank].checked);
    return {
      body: make("ul", { class: "choix-reponses" }, ...lines.map((line) => make("li", {}, line))),
      press: (rank) => boxes[rank] && boxes[rank].click(),
      given,
      give: (answer) => rows.forEach((at, rank) => (boxes[rank].checked = answer.includes(at))),
      lacking: () => (given().length ? null : { text: phrases.cochez, field: boxes[0] }),
      show() {
        rows.forEach((at, rank) => {
          boxes[rank].disabled = true;
          mark(lines[rank], item.b.includes(at), boxes[rank].checked);
        });
      },
    };
  }

  function drawMatching(item, lot) {
    const { rows, rights } = answers.laid(item, lot);
    const name = "paire-" + ++drawn;
    const right = (at) => item.c[at][1];
    const pairs = rows.map((at) => {
      const choices = rights.map((one) => make("option", { value: String(one) }, right(one)));
      const field = make(
        "select",
        { id: name + "-" + at },
        make("option", { value: "-1" }, phrases.choisir),
        ...choices,
      );
      return {
        at,
        field,
        line: make("li", { class: "paire" }, make("label", { for: field.id }, item.c[at][0]), field),
      };
    });
    return {
      body: make("ul", { class: "choix-reponses" }, ...pairs.map(({ line }) => line)),
      given: () => item.c.map((pair, at) => Number(pairs.find((one) => one.at === at).field.value)),
      give: (answer) => pairs.forEach(({ at, field }) => (field.value = String(answer[at]))),
      lacking() {
        const empty = pairs.find(({ field }) => field.value === "-1");
        return empty ? { text: phrases.completez, field: empty.field } : null;
      },
      show() {
        for (const { at, field, line } of pairs) {
          const isGood = field.value !== "-1" && right(Number(field.value)) === right(at);
          const words = isGood ? phrases.juste : phrase("c-etait", { reponse: right(at) });
          field.disabled = true;
          line.classList.add(isGood ? "juste" : "faux");
          line.append(make("span", { class: "correction" }, words));
        }
      },
    };
  }

  const outlines = { monter: "M12 19V5m-6 6 6-6 6 6", descendre: "M12 5v14m-6-6 6 6 6-6" };

  function drawOrder(item, lot) {
    const steps = item.c.map((text, at) => ({ text, at }));
    let order = answers.laid(item, lot).rows.map((at) => steps[at]);
    const list = make("ol", { class: "choix-reponses choix-ordre" });
    function move(step, by, button) {
      const from = order.indexOf(step);
      if (!order[from + by]) return;
      order.splice(from + by, 0, ...order.splice(from, 1));
      lay();
      button.focus();
      window.ReperesPage.say(phrase("rang", { texte: step.text, rang: from + by + 1, n: order.length }));
      list.dispatchEvent(new Event("change", { bubbles: true }));
    }
    for (const step of steps) {
      const gestures = ["monter", "descendre"].map((name) => {
        const label = phrase(name, { texte: step.text });
        const made = make("button", { type: "button", class: "bouton", "aria-label": label });
        made.append(window.ReperesPage.drawing(outlines[name]));
        made.addEventListener("click", () => move(step, name === "monter" ? -1 : 1, made));
        return made;
      });
      step.gestures = make("span", { class: "etape-gestes" }, ...gestures);
      step.line = make("li", {}, make("span", { class: "etape-texte" }, step.text), step.gestures);
    }
    function lay() {
      list.replaceChildren(...order.map(({ line }) => line));
      order.forEach(({ gestures }, rank) => {
        gestures.firstChild.setAttribute("aria-disabled", String(rank === 0));
        gestures.lastChild.setAttribute("aria-disabled", String(rank === order.length - 1));
      });
    }
    lay();
    return {
      body: list,
      given: () => order.map(({ at }) => at),
      give(answer) {
        order = answer.map((at) => steps[at]);
        lay();
      },
      lacking: () => null,
      show() {
        const given = [...order];
        order = steps;
        lay();
        for (const step of steps) {
          const rank = given.indexOf(step);
          step.gestures.remove();
          step.line.classList.add(rank === step.at ? "juste" : "faux");
          const words = rank === step.at ? phrases.juste : phrase("vous-aviez-mis", { rang: rank + 1 });
          step.line.append(make("span", { class: "correction" }, words));
        }
      },
    };
  }

  const types = {
    qcm: (item, lot) => drawTicks(item, lot, "radio"),
    "vrai-faux": (item, lot) => drawTicks(item, lot, "radio"),
    multiple: (item, lot) => drawTicks(item, lot, "checkbox"),
    appariement: drawMatching,
    ordre: drawOrder,
  };
  const isOneTouch = ({ t }) => t === "qcm" || t === "vrai-faux";
  const isKnown = ({ t }) => t in types;
  const draw = (item, lot) => types[item.t](item, lot);

  Object.assign(window.ReperesReviser, {
    questions: { draw, drawTouch, isKnown, isOneTouch, phrase, phrases, plural },
  });
})();
