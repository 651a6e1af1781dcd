// The preview's half in the page: asks the server whether this page is still the same, reloads it when it is not, and
// shows the faults of the last build over it. Only `reperes serve` adds this script; nothing of it is in the published
// site.

(function () {
  'use strict';

  var script = document.currentScript;
  var page = script.getAttribute('data-page');
  var address = '/.reperes/etat.json?page=' + encodeURIComponent(location.pathname);
  var delay = 700;
  var shown = ''; // what the panel shows, as JSON
  var closed = ''; // what the reader closed: it stays closed until the faults change
  var panel = null;
  var before = null; // where the focus was

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  function place(fault) {
    var text = fault.file;
    if (fault.line) text += ':' + fault.line;
    if (fault.line && fault.column) text += ':' + fault.column;
    return text;
  }

  // « ^~~~ » under the words meant; an excerpt shown in a fixed-width font.
  function carets(fault) {
    var line = '';
    for (var i = 1; i < fault.column; i++) line += ' ';
    line += '^';
    for (var j = 1; j < fault.length; j++) line += '~';
    return line;
  }

  function close() {
    if (!panel) return;
    panel.remove();
    panel = null;
    closed = shown;
    if (before && document.contains(before)) before.focus();
  }

  function show(state) {
    var faults = state.faults;
    var errors = faults.length + (state.hidden || 0);
    var title = state.failure ? 'La construction n’a pas pu se faire' : errors > 1 ? errors + ' erreurs' : 'Une erreur';

    if (panel) panel.remove();
    else before = document.activeElement;
    panel = element('div', 'reperes-live');
    panel.setAttribute('role', 'alertdialog');
    panel.setAttribute('aria-labelledby', 'reperes-live-title');
    panel.setAttribute('aria-describedby', 'reperes-live-text');

    var head = element('div', 'reperes-live-head');
    var heading = element('h2', '', title);
    heading.id = 'reperes-live-title';
    var button = element('button', '', 'Fermer');
    button.type = 'button';
    button.addEventListener('click', close);
    head.append(heading, button);
    var text = element(
      'p',
      '',
      state.site
        ? 'La page montre le dernier site sans erreur. Elle se rechargera dès que tout sera corrigé.'
        : 'Le site apparaîtra dès que tout sera corrigé.',
    );
    text.id = 'reperes-live-text';
    panel.append(head, text);

    if (state.failure) {
      panel.append(element('p', 'reperes-live-message', state.failure.message));
      if (state.failure.hint) panel.append(element('p', 'reperes-live-hint', state.failure.hint));
    }
    var list = element('ol', '');
    faults.forEach(function (fault) {
      var item = element('li');
      item.append(
        element('p', 'reperes-live-place', place(fault)),
        element('p', 'reperes-live-message', fault.message),
      );
      if (fault.excerpt) {
        var excerpt = element('pre', '', fault.excerpt + (fault.column ? '\n' + carets(fault) : ''));
        excerpt.tabIndex = 0; // a long line is scrolled with the keyboard too
        item.append(excerpt);
      }
      if (fault.hint) item.append(element('p', 'reperes-live-hint', fault.hint));
      list.append(item);
    });
    if (faults.length) panel.append(list);
    if (state.hidden) panel.append(element('p', '', 'Et ' + state.hidden + ' de plus, à lire dans le terminal.'));

    document.body.append(panel);
    button.focus();
  }

  function look(state) {
    if (state.page !== page) {
      location.reload();
      return;
    }
    var key = state.faults.length || state.failure ? JSON.stringify([state.faults, state.failure]) : '';
    if (key === shown) return;
    shown = key;
    if (!key) {
      closed = '';
      if (panel) close();
    } else if (key !== closed) {
      show(state);
    }
  }

  function ask() {
    fetch(address, { cache: 'no-store' })
      .then(function (answer) {
        return answer.json();
      })
      .then(function (state) {
        delay = 700;
        look(state);
      })
      .catch(function () {
        delay = 2000; // the server is gone: ask less often until it is back
      })
      .then(function () {
        setTimeout(ask, document.hidden ? 3000 : delay);
      });
  }

  document.addEventListener('keydown', function (event) {
    if (event.key === 'Escape' && panel) close();
  });
  document.addEventListener('visibilitychange', function () {
    if (!document.hidden) delay = 700;
  });

  var style = document.createElement('link');
  style.rel = 'stylesheet';
  style.href = '/.reperes/live.css';
  document.head.append(style);
  ask();
})();
