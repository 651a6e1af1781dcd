// Why a fiche answers: the twin of `reasons` in query.cpp.

const nameKinds = ['title', 'sigle', 'alias', 'old_name', 'appellation', 'question'];

function reasonOfName([text, kind, note]) {
  switch (nameKinds[kind]) {
    case 'alias': return 'aussi appelé « ' + text + ' »';
    case 'old_name': return 'ancien nom : « ' + text + ' »' + (note === '' ? '' : ', ' + note);
    case 'appellation': return 'appellation : « ' + text + ' »';
    case 'question': return 'on nous demande aussi : « ' + text + ' »';
    default: return '';
  }
}

function reasonOfRow({ row, target }) {
  const expansion = row.expansions[target];
  if (row.relation === 'ancien_nom') {
    if (row.note.startsWith('depuis')) return row.term + " s'appelle " + expansion + ' ' + row.note;
    return row.term + " s'appelle aujourd'hui " + expansion + (row.note === '' ? '' : ' (' + row.note + ')');
  }
  if (row.relation === 'sigle') return row.term + ' : ' + expansion;
  return '« ' + row.term + ' » mène à « ' + expansion + ' »';
}

function reasons(title, names, plan, { analyser, stops }) {
  const keyOf = text => stops.keyStems(analyser.analyse(text)).join(' ');
  const keys = text => spokenForms(analyser, text).map(keyOf);
  const asked = new Set(plan.names.map(name => name.key)), titles = new Set(keys(title));
  const own = new Set(titles), told = new Set();
  const why = [];
  const add = reason => { if (reason !== '' && why.length < 2 && !why.includes(reason)) why.push(reason); };
  for (const name of names)
    for (const key of keys(name[0])) {
      own.add(key);
      if (!asked.has(key) || titles.has(key)) continue;
      add(reasonOfName(name));
      told.add(key);
    }
  for (const e of plan.expansions)
    if (worthSaying(e.row) && own.has(e.key) && !told.has(keyOf(e.row.term))) add(reasonOfRow(e));
  return why;
}
