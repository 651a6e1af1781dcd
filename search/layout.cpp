#include "search/layout.h"

#include "search/record.h"

namespace reperes::search::layout {
namespace {

// Every list is packed as its length and its elements, each by `put`; and read back by `get`.
template <typename Value, typename Put>
std::string pack_each(const std::vector<Value>& values, Put put) {
  RecordWriter out;
  out.number(values.size());
  for (const Value& value : values) put(out, value);
  return out.take();
}

template <typename Value, typename Get>
std::vector<Value> unpack_each(RecordReader& in, Get get) {
  std::vector<Value> values;
  for (std::uint64_t left = in.number(); left > 0 && !in.done(); --left) values.push_back(get(in));
  return values;
}

void put_texts(RecordWriter& out, const std::vector<std::string>& texts) {
  out.number(texts.size());
  for (const std::string& text : texts) out.text(text);
}

std::vector<std::string> get_texts(RecordReader& in) {
  return unpack_each<std::string>(in, [](RecordReader& r) { return r.text(); });
}

}  // namespace

std::string pack_document(const Document& d) {
  RecordWriter out;
  out.text(d.id).text(d.kind).text(d.url).text(d.title).text(d.summary).text(d.state);
  out.number(static_cast<std::uint64_t>(d.urgency)).number(d.historical ? 1 : 0);
  out.number(d.names.size());
  for (const Name& name : d.names) out.text(name.text).number(static_cast<std::uint64_t>(name.kind)).text(name.note);
  out.number(d.sections.size());
  for (const Section& section : d.sections) out.text(section.anchor).text(section.title).text(section.text);
  return out.take();
}

Document unpack_document(std::string_view bytes) {
  RecordReader in(bytes);
  Document d;
  d.id = in.text();
  d.kind = in.text();
  d.url = in.text();
  d.title = in.text();
  d.summary = in.text();
  d.state = in.text();
  d.urgency = static_cast<int>(in.number());
  d.historical = in.number() != 0;
  d.names = unpack_each<Name>(in, [](RecordReader& r) {
    Name name;
    name.text = r.text();
    name.kind = static_cast<NameKind>(r.number() % 6);
    name.note = r.text();
    return name;
  });
  d.sections = unpack_each<Section>(in, [](RecordReader& r) {
    Section section;
    section.anchor = r.text();
    section.title = r.text();
    section.text = r.text();
    return section;
  });
  return d;
}

std::string pack_rows(const std::vector<Row>& rows) {
  return pack_each(rows, [](RecordWriter& out, const Row& row) {
    out.text(row.term).text(row.relation).text(row.note);
    put_texts(out, row.expansions);
  });
}

std::vector<Row> unpack_rows(std::string_view bytes) {
  RecordReader in(bytes);
  return unpack_each<Row>(in, [](RecordReader& r) {
    Row row;
    row.term = r.text();
    row.relation = r.text();
    row.note = r.text();
    row.expansions = get_texts(r);
    return row;
  });
}

std::string pack_meanings(const std::vector<Meaning>& meanings) {
  return pack_each(meanings, [](RecordWriter& out, const Meaning& m) {
    out.text(m.sigle).text(m.expansion).text(m.domain).text(m.status).text(m.see);
  });
}

std::vector<Meaning> unpack_meanings(std::string_view bytes) {
  RecordReader in(bytes);
  return unpack_each<Meaning>(in, [](RecordReader& r) {
    Meaning m;
    m.sigle = r.text();
    m.expansion = r.text();
    m.domain = r.text();
    m.status = r.text();
    m.see = r.text();
    return m;
  });
}

std::string pack_labels(const std::vector<FacetLabel>& labels) {
  return pack_each(labels, [](RecordWriter& out, const FacetLabel& label) {
    out.text(label.facet).text(label.label).number(label.values.size());
    for (const auto& [slug, text] : label.values) out.text(slug).text(text);
  });
}

std::vector<FacetLabel> unpack_labels(std::string_view bytes) {
  RecordReader in(bytes);
  return unpack_each<FacetLabel>(in, [](RecordReader& r) {
    FacetLabel label;
    label.facet = r.text();
    label.label = r.text();
    label.values = unpack_each<std::pair<std::string, std::string>>(r, [](RecordReader& rr) {
      std::string slug = rr.text();
      return std::pair{slug, rr.text()};
    });
    return label;
  });
}

std::string pack_list(const std::vector<std::string>& texts) {
  RecordWriter out;
  put_texts(out, texts);
  return out.take();
}

std::vector<std::string> unpack_list(std::string_view bytes) {
  RecordReader in(bytes);
  return get_texts(in);
}

}  // namespace reperes::search::layout
