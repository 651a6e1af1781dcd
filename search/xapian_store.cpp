#include <xapian.h>

#include <cassert>
#include <cmath>
#include <set>

#include "search/store.h"

namespace reperes::search {
namespace {

constexpr unsigned order_slot = 1000;               // beyond those that documents number themselves
constexpr useconds_t timeout_ms = 10000;            // for a server to say something
constexpr Xapian::docid documents_max = 2'000'000;  // what a damaged count may not make us set aside memory for

constexpr const char* unreadable = "l'index de recherche est abîmé";
constexpr const char* unwritable = "l'index de recherche n'a pas pu être écrit";
constexpr const char* rebuild = "reconstruisez le site : reperes build";

// Which server an error of the network speaks of: « remote:tcp(127.0.0.1:4711) » → « 127.0.0.1:4711 ».
std::string server_of(const Xapian::Error& error) {
  const std::string& context = error.get_context();
  const auto open = context.find('('), close = context.rfind(')');
  return open == std::string::npos || close < open ? context : context.substr(open + 1, close - open - 1);
}

// Runs `work`; an exception of the library becomes a Damaged with `sentence`.
template <typename Work>
auto guarded(const char* sentence, Work work) {
  try {
    return work();
  } catch (const Xapian::NetworkError& error) {
    throw Damaged("le serveur d'index « " + server_of(error) + " » ne répond pas",
                  "vérifiez que xapian-tcpsrv y tourne et que le port est le bon");
  } catch (const Xapian::DatabaseVersionError&) {
    throw Damaged("l'index de recherche vient d'une autre version de Xapian", rebuild);
  } catch (const Xapian::Error& error) {
    const char* system = error.get_error_string();
    throw Damaged(std::string(sentence) + (system ? std::string(" (") + system + ")" : ""), rebuild);
  }
}

Xapian::Query to_query(const Formula& formula) {
  if (formula.kind == Formula::Kind::term) {
    const Xapian::Query term(formula.term);
    return formula.factor == 1
               ? term
               : Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, term, static_cast<double>(formula.factor));
  }
  std::vector<Xapian::Query> parts;
  for (const Formula& part : formula.parts) {
    assert(formula.kind != Formula::Kind::best || part.kind == Formula::Kind::term);
    const Xapian::Query query = to_query(part);
    if (query.empty()) {
      if (formula.kind == Formula::Kind::all) return Xapian::Query();
      continue;
    }
    parts.push_back(query);
  }
  const auto op = formula.kind == Formula::Kind::sum    ? Xapian::Query::OP_OR
                  : formula.kind == Formula::Kind::best ? Xapian::Query::OP_MAX
                                                        : Xapian::Query::OP_AND;
  const Xapian::Query joined(op, parts.begin(), parts.end());
  if (formula.factor == 1 || joined.empty()) return joined;
  return Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, joined, static_cast<double>(formula.factor));
}

}  // namespace

Formula Formula::leaf(std::string term, std::int64_t factor) {
  Formula formula;
  formula.kind = Kind::term;
  formula.term = std::move(term);
  formula.factor = factor;
  return formula;
}

Formula Formula::of(Kind kind, std::vector<Formula> parts) {
  Formula formula;
  formula.kind = kind;
  formula.parts = std::move(parts);
  return formula;
}

// --- writing
// ---------------------------------------------------------------------------------------------------------------

struct StoreWriter::Inside {
  Xapian::WritableDatabase database;
};

StoreWriter::StoreWriter(const std::string& folder) : inside_(std::make_unique<Inside>()) {
  guarded(unwritable, [&] {
    inside_->database = Xapian::WritableDatabase(
        folder, Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC);
  });
}

StoreWriter::~StoreWriter() = default;

void StoreWriter::add(const StoredDocument& stored) {
  guarded(unwritable, [&] {
    Xapian::Document document;
    document.set_data(stored.data);
    for (const auto& [term, number] : stored.terms) document.add_term(term, number);
    for (const auto& [slot, text] : stored.values)
      if (!text.empty()) document.add_value(slot, text);
    if (!stored.order.empty()) document.add_value(order_slot, stored.order);
    inside_->database.add_document(document);
  });
}

void StoreWriter::set_metadata(const std::string& key, const std::string& value) {
  guarded(unwritable, [&] { inside_->database.set_metadata(key, value); });
}

void StoreWriter::commit() {
  guarded(unwritable, [&] {
    inside_->database.commit();
    inside_->database.close();
  });
}

// --- reading
// ---------------------------------------------------------------------------------------------------------------

struct Store::Inside {
  Xapian::Database database;            // all parts as one
  std::vector<Xapian::Database> parts;  // metadata belong to a part
  bool remote = false;                  // a part answers from elsewhere

  // A number that the library gave: a damaged database may give any.
  Xapian::docid checked(Xapian::docid document) const {
    if (document == 0 || document > database.get_lastdocid()) throw Damaged(unreadable, rebuild);
    return document;
  }
};

namespace {

Xapian::Database open_part(const Place& place) {
  const std::string name = "« " + name_of(place) + " »";
  try {
    if (place.folder.empty()) return Xapian::Remote::open(place.host, place.port, timeout_ms, timeout_ms);
    return Xapian::Database(place.folder, Xapian::DB_BACKEND_GLASS);
  } catch (const Xapian::DatabaseNotFoundError&) {
    throw Damaged(name + " ne contient pas d'index de recherche", rebuild);
  } catch (const Xapian::DatabaseVersionError&) {
    throw Damaged("l'index " + name + " vient d'une autre version de Xapian", rebuild);
  } catch (const Xapian::DatabaseError&) {
    throw Damaged("l'index " + name + " est abîmé ou illisible", rebuild);
  }
}

}  // namespace

Store::Store(const std::vector<Place>& places) : inside_(std::make_unique<Inside>()) {
  guarded(unreadable, [&] {
    for (const Place& place : places) {
      inside_->parts.push_back(open_part(place));
      inside_->database.add_database(inside_->parts.back());
      inside_->remote = inside_->remote || place.folder.empty();
    }
    if (inside_->database.get_lastdocid() > documents_max) throw Damaged(unreadable, rebuild);
  });
}

Store::Store(const std::string& folder) : Store(std::vector{Place{.folder = folder, .host = "", .port = 0}}) {}

Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

std::uint32_t Store::holders(const std::string& term) const {
  return guarded(unreadable, [&] { return inside_->database.get_termfreq(term); });
}

std::uint64_t Store::occurrences(const std::string& term) const {
  return guarded(unreadable, [&] { return static_cast<std::uint64_t>(inside_->database.get_collection_freq(term)); });
}

std::uint32_t Store::last_document() const {
  return guarded(unreadable, [&] { return inside_->database.get_lastdocid(); });
}

std::vector<std::string> Store::terms(const std::string& prefix) const {
  return guarded(unreadable, [&] {
    const Xapian::Database& database = inside_->database;
    return std::vector<std::string>(database.allterms_begin(prefix), database.allterms_end(prefix));
  });
}

std::vector<Posting> Store::postings(const std::string& term) const {
  return guarded(unreadable, [&] {
    std::vector<Posting> found;
    const Xapian::Database& database = inside_->database;
    for (auto at = database.postlist_begin(term); at != database.postlist_end(term); ++at)
      found.push_back({inside_->checked(*at), at.get_wdf()});
    return found;
  });
}

std::string Store::data(std::uint32_t document) const {
  return guarded(unreadable, [&] { return inside_->database.get_document(document).get_data(); });
}

std::vector<std::vector<std::string>> Store::columns(unsigned count) const {
  return guarded(unreadable, [&] {
    const Xapian::Database& database = inside_->database;
    std::vector found(count, std::vector<std::string>(database.get_lastdocid() + 1));
    if (inside_->remote) {
      // A stream of values would ask the server once a value: here once a document.
      for (auto at = database.postlist_begin(""); at != database.postlist_end(""); ++at) {
        const Xapian::Document document = database.get_document(*at);
        for (auto value = document.values_begin(); value != document.values_end(); ++value)
          if (value.get_valueno() < count) found[value.get_valueno()][inside_->checked(*at)] = *value;
      }
      return found;
    }
    for (unsigned slot = 0; slot < count; ++slot)
      for (auto at = database.valuestream_begin(slot); at != database.valuestream_end(slot); ++at)
        found[slot][inside_->checked(at.get_docid())] = *at;
    return found;
  });
}

std::string Store::metadata(const std::string& key) const {
  return guarded(unreadable, [&] {
    for (const Xapian::Database& part : inside_->parts)
      if (std::string found = part.get_metadata(key); !found.empty()) return found;
    return std::string();
  });
}

std::vector<std::string> Store::metadata_of_parts(const std::string& key) const {
  return guarded(unreadable, [&] {
    std::vector<std::string> found;
    for (const Xapian::Database& part : inside_->parts) found.push_back(part.get_metadata(key));
    return found;
  });
}

std::vector<std::string> Store::metadata_keys(const std::string& prefix) const {
  return guarded(unreadable, [&] {
    std::set<std::string> keys;
    for (const Xapian::Database& part : inside_->parts)
      keys.insert(part.metadata_keys_begin(prefix), part.metadata_keys_end(prefix));
    return std::vector<std::string>(keys.begin(), keys.end());
  });
}

std::vector<Match> Store::matches(const Formula& formula) const {
  return guarded(unreadable, [&] {
    std::vector<Match> found;
    const Xapian::Query query = to_query(formula);
    if (query.empty()) return found;
    Xapian::Enquire enquire(inside_->database);
    enquire.set_query(query);
    // The numbers are stored ready-made; this weighting passes them through. The stock classes run on remote servers
    // too.
    enquire.set_weighting_scheme(Xapian::TfIdfWeight("nnn"));
    enquire.set_sort_by_relevance_then_value(order_slot, false);
    const auto all = inside_->database.get_doccount();
    // Check-at-least = all: with less, 1.4 loses documents of OR queries and may crash on OP_MAX.
    const Xapian::MSet set = enquire.get_mset(0, all, all);
    found.reserve(set.size());
    for (auto at = set.begin(); at != set.end(); ++at)
      found.push_back({inside_->checked(*at), static_cast<std::int64_t>(std::llround(at.get_weight()))});
    return found;
  });
}

std::string store_version() {
  return Xapian::version_string();
}

}  // namespace reperes::search
