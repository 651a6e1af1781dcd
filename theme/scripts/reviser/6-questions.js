// A card or a question on the page, by its type: what one sees, how one answers, what shows once it is answered.
//
// draw(item, lot, done) → { body, check, show, press }: `body` is laid below the question. Where one touch answers (one
// choice, true or false) done(isRight) is called; elsewhere check() gives true or false, or null as long as the answer
// is not whole (it then says what is missing and takes the focus there). show() marks right and wrong, by words as well
// as by colour. press(rank) is the key of a number. A card has none of it but its answer.
// All is set as text, never as HTML.
(function () {
  "use strict";
  const { make, say } = window.ReperesPage;
  const { session } = window.ReperesReviser;
  const phrases = {};
  for (const line of document.querySelector("[data-phrases]").content.children)
    phrases[line.dataset.cle] = line.textContent;
  const phrase = (key, values) => phrases[key].replace(/\{(\w+)\}/g, (whole, name) => values[name]);

  const isRight = (item, at) => item.b.includes(at);
  const sameAs = (one, other) => one.length === other.length && one.every((value) => other.includes(value));

  // « Vrai » always stands first; elsewhere the place gives nothing away.
  function places(item, lot) {
    const all = item.c.map((choice, at) => at);
    if (item.t !== "vrai-faux") return session.shuffled(all, lot);
    return all.sort((a, b) => (item.c[a] < item.c[b] ? 1 : -1));
  }

  function mark(line, right, chosen) {
    if (right) line.classList.add("juste");
    else if (chosen) line.classList.add("faux");
    const words = [];
    if (right) words.push(phrases["bonne-reponse"]);
    if (chosen) words.push(phrases["votre-reponse"]);
    if (words.length) line.append(make("span", { class: "marque" }, words.join(", ")));
  }

  function drawOne(item, lot, done) {
    let chosen = null;
    const order = places(item, lot);
    const buttons = order.map((at, rank) => {
      const key = make("span", { class: "touche", "aria-hidden": "true" }, String(rank + 1));
      const made = make("button", { type: "button", class: "choix-un" }, key, make("span", {}, item.c[at]));
      made.addEventListener("click", () => choose(at));
      return made;
    });
    const list = make("ul", { class: "choix-reponses" }, ...buttons.map((button) => make("li", {}, button)));
    function choose(at) {
      if (chosen !== null) return;
      chosen = at;
      done(isRight(item, at));
    }
    return {
      body: list,
      press: (rank) => rank < order.length && choose(order[rank]),
      show() {
        const lines = order.map((at) => {
          const line = make("li", { class: "choix-montre" }, make("span", {}, item.c[at]));
          mark(line, isRight(item, at), at === chosen);
          return line;
        });
        list.replaceChildren(...lines);
      },
    };
  }

  function drawMany(item, lot) {
    const order = places(item, lot);
    const boxes = order.map((at) => make("input", { type: "checkbox", id: "choix-" + at }));
    const lines = order.map((at, rank) => make("label", { for: "choix-" + at, class: "choix-coche" }, boxes[rank]));
    order.forEach((at, rank) => lines[rank].append(make("span", {}, item.c[at])));
    const list = make("ul", { class: "choix-reponses" }, ...lines.map((line) => make("li", {}, line)));
    const chosen = () => order.filter((at, rank) => boxes[rank].checked);
    return {
      body: list,
      press: (rank) => boxes[rank] && boxes[rank].click(),
      check() {
        if (chosen().length) return sameAs(chosen(), item.b);
        say(phrases["cochez"]);
        boxes[0].focus();
        return null;
      },
      show() {
        order.forEach((at, rank) => {
          boxes[rank].disabled = true;
          mark(lines[rank], isRight(item, at), boxes[rank].checked);
        });
      },
    };
  }

  function drawMatching(item, lot) {
    const rights = session.shuffled([...new Set(item.c.map(([, right]) => right))], lot);
    const rows = session.shuffled(item.c, lot).map(([left, right], rank) => {
      const choices = rights.map((text) => make("option", { value: text }, text));
      const field = make("select", { id: "paire-" + rank }, make("option", { value: "" }, phrases.choisir), ...choices);
      const line = make("li", { class: "paire" }, make("label", { for: field.id }, left), field);
      return { field, line, right };
    });
    return {
      body: make("ul", { class: "choix-reponses" }, ...rows.map(({ line }) => line)),
      check() {
        const empty = rows.find(({ field }) => !field.value);
        if (!empty) return rows.every(({ field, right }) => field.value === right);
        say(phrases.completez);
        empty.field.focus();
        return null;
      },
      show() {
        for (const { field, line, right } of rows) {
          const isGood = field.value === right;
          const words = isGood ? phrases.juste : phrase("c-etait", { reponse: right });
          field.disabled = true;
          line.classList.add(isGood ? "juste" : "faux");
          line.append(make("span", { class: "marque" }, words));
        }
      },
    };
  }

  const outlines = { monter: "M12 19V5m-6 6 6-6 6 6", descendre: "M12 5v14m-6-6 6 6 6-6" };

  function drawOrder(item, lot) {
    const steps = item.c.map((text, at) => ({ text, at }));
    let order = session.shuffled(steps, lot);
    if (order.every((step, rank) => step.at === rank)) order = [...order.slice(1), order[0]];
    const list = make("ol", { class: "choix-reponses choix-ordre" });
    function move(step, by, button) {
      const from = order.indexOf(step);
      if (!order[from + by]) return;
      order.splice(from + by, 0, ...order.splice(from, 1));
      lay();
      button.focus();
      say(phrase("rang", { texte: step.text, rang: from + by + 1, n: order.length }));
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
      check: () => order.every((step, rank) => step.at === rank),
      show() {
        const given = [...order];
        order = steps;
        lay();
        for (const step of steps) {
          const rank = given.indexOf(step);
          step.gestures.remove();
          step.line.classList.add(rank === step.at ? "juste" : "faux");
          const words = rank === step.at ? phrases.juste : phrase("vous-aviez-mis", { rang: rank + 1 });
          step.line.append(make("span", { class: "marque" }, words));
        }
      },
    };
  }

  const types = { qcm: drawOne, "vrai-faux": drawOne, multiple: drawMany, appariement: drawMatching, ordre: drawOrder };
  const draw = (item, lot, done) => types[item.t](item, lot, done);

  Object.assign(window.ReperesReviser, { questions: { draw, isKnown: ({ t }) => t in types, phrase, phrases } });
})();
