// How near two words are: the twin of correct.cpp.

const lettersOf = word => /^[a-z]*$/.test(word) ? word : Array.from(word);

function editDistance(left, right, limit) {
  const a = lettersOf(left), b = lettersOf(right);
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before = [], above = [], row = [];
  for (let j = 0; j <= b.length; ++j) above.push(j);
  for (let i = 1; i <= a.length; ++i) {
    row = [i];
    let least = i;
    for (let j = 1; j <= b.length; ++j) {
      row[j] = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j], before[j - 2] + 1);
      if (row[j] < least) least = row[j];
    }
    if (least > limit) return limit + 1;
    before = above;
    above = row;
  }
  return Math.min(above[b.length], limit + 1);
}
