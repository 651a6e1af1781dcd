// What other filters would leave: the twin of facets.cpp.

class Facets {
  constructor(described, documents) {
    this.labels = described.map(({ facet, label, values }) => ({ facet, label, values }));
    this.cells = described.map(facet => facet.cells.map(cell => cell.map(at => facet.values[at][0])));
    this.columns = described.map(({ runs }) => {  // by fiche, which cell
      const record = new Record(runs), lengths = record.each(r => r.number());
      const column = new Uint32Array(documents);
      let end = 0;
      for (const length of lengths) column.fill(record.number(), end, end += length);
      return column;
    });
  }
  // For a fiche, which filter refuses it: none (0), several (-1), one: its slot + 1 (beyond all slots: unknown).
  refusal(filters) {
    const asked = Object.keys(filters).filter(facet => filters[facet].length).map(facet => {
      const slot = this.labels.findIndex(label => label.facet === facet);
      if (slot < 0) return { slot: this.labels.length, passes: () => false };
      const passing = this.cells[slot].map(cell => cell.some(value => filters[facet].includes(value)));
      return { slot, passes: document => passing[this.columns[slot][document]] };
    });
    return document => {
      let refusing = 0;
      for (const { slot, passes } of asked) if (!passes(document)) refusing = refusing ? -1 : slot + 1;
      return refusing;
    };
  }
  // What each value would give, the filters of the other facets applied.
  count(documents, refusal) {
    const refusing = documents.map(refusal), counts = [];
    this.labels.forEach(({ facet, values }, slot) => {
      const held = new Uint32Array(this.cells[slot].length), column = this.columns[slot], numbers = new Map();
      for (let i = 0; i < documents.length; ++i)
        if (refusing[i] === 0 || refusing[i] === slot + 1) ++held[column[documents[i]]];
      this.cells[slot].forEach((cell, at) => {
        for (const value of cell) numbers.set(value, (numbers.get(value) || 0) + held[at]);
      });
      for (const [value, label] of values)
        if (numbers.get(value)) counts.push({ facet, value, label, count: numbers.get(value) });
    });
    return counts;
  }
}
