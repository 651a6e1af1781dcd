#include "builder/catalogue.h"

#include <algorithm>
#include <filesystem>
#include <numeric>
#include <set>
#include <tuple>

#include "builder/curriculum.h"

namespace reperes {

namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);

std::string a_kind(const KindInfo& info) {
  const bool feminine =
      info.kind == Kind::institution || info.kind == Kind::notion || info.kind == Kind::ue || info.kind == Kind::page;
  return (feminine ? "une " : "un ") + fold(info.label);
}

struct Assembler {
  Catalogue catalogue;
  Faults& faults;
  std::set<std::string> hidden;   // ids of fiches that exist but are not in this build
  std::set<std::string> doubled;  // ids already reported as taken twice: links to them say nothing more
  std::vector<std::string> known_ids;
  std::vector<bool> linked;

  void error(std::string code, Place at, std::string message, std::string hint = {}) {
    faults.push_back({std::move(code), Severity::error, std::move(at), std::move(message), std::move(hint), {}});
  }
  void warning(std::string code, Place at, std::string message, std::string hint = {}) {
    faults.push_back({std::move(code), Severity::warning, std::move(at), std::move(message), std::move(hint), {}});
  }

  void take(std::vector<Fiche> fiches, Audience audience) {
    for (auto& fiche : fiches) {
      const bool visible = fiche.audience <= audience && fiche.state != EditorialState::draft &&
                           fiche.state != EditorialState::withdrawn;
      if (visible) catalogue.fiches.push_back(std::move(fiche));
      else hidden.insert(fiche.id);
    }
    std::sort(catalogue.fiches.begin(), catalogue.fiches.end(), [](const Fiche& a, const Fiche& b) {
      return std::tie(a.kind, a.id, a.path) < std::tie(b.kind, b.id, b.path);
    });
  }

  // One id, one fiche: also once case is folded, since disks and visitors fold it.
  void index_ids() {
    std::map<std::string, std::size_t> folded;
    std::vector<std::size_t> order(catalogue.fiches.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return catalogue.fiches[a].path < catalogue.fiches[b].path; });
    std::set<std::size_t> doubles;
    for (const auto index : order) {
      const auto& fiche = catalogue.fiches[index];
      const auto [entry, fresh] = folded.emplace(fold(fiche.id), index);
      if (fresh) continue;
      doubles.insert(index);
      doubled.insert(fiche.id);
      error("id-en-double", fiche.id_place,
            "l'identifiant " + in_quotes(fiche.id) + " est déjà celui de " + catalogue.fiches[entry->second].shown,
            "renommez l'une des deux fiches");
    }
    for (auto index = doubles.rbegin(); index != doubles.rend(); ++index)
      catalogue.fiches.erase(catalogue.fiches.begin() + static_cast<std::ptrdiff_t>(*index));
    for (std::size_t i = 0; i < catalogue.fiches.size(); ++i) {
      catalogue.by_id.emplace(catalogue.fiches[i].id, i);
      known_ids.push_back(catalogue.fiches[i].id);
    }
    std::map<std::string, std::size_t> owners;  // folded ids and former ids, as files are told apart
    for (std::size_t i = 0; i < catalogue.fiches.size(); ++i) owners.emplace(fold(catalogue.fiches[i].id), i);
    for (std::size_t i = 0; i < catalogue.fiches.size(); ++i) {
      const auto& fiche = catalogue.fiches[i];
      for (std::size_t n = 0; n < fiche.former_ids.size(); ++n) {
        const auto& former = fiche.former_ids[n];
        const auto [owner, fresh] = owners.emplace(fold(former), i);
        if (fresh) catalogue.by_id.emplace(former, i);
        else
          error("id-en-double", fiche.former_places[n],
                "l'ancien identifiant " + in_quotes(former) + " est déjà pris par " +
                    catalogue.fiches[owner->second].shown,
                "retirez-le de l'une des deux fiches");
      }
    }
  }

  // The index a reference leads to, or `none` with a fault.
  std::size_t resolve(const std::string& id, const Place& place) {
    if (const auto found = catalogue.by_id.find(id); found != catalogue.by_id.end()) return found->second;
    if (doubled.contains(id)) return none;
    if (hidden.contains(id)) {
      warning("lien-masque", place, "la fiche " + in_quotes(id) + " n'est pas publiée ici : le lien est retiré",
              "elle est en brouillon, retirée, ou réservée à d'autres lecteurs");
      return none;
    }
    const auto near = nearest(id, known_ids);
    error("lien-inconnu", place, "aucune fiche " + in_quotes(id),
          near.empty() ? "" : "vouliez-vous dire " + in_quotes(near) + " ?");
    return none;
  }

  void add_tie(std::size_t at, Tie tie) {
    auto& ties = catalogue.ties[at];
    for (auto& known : ties)
      if (known.relation == tie.relation && known.other == tie.other && known.inverse == tie.inverse) {
        if (known.relation->name == "etapes" && known.condition != tie.condition) continue;  // a step may come twice
        if (known.days == 0) known.days = tie.days;
        if (known.note.empty()) known.note = tie.note;
        return;
      }
    ties.push_back(std::move(tie));
  }

  void relate() {
    catalogue.ties.resize(catalogue.fiches.size());
    linked.resize(catalogue.fiches.size());
    for (std::size_t i = 0; i < catalogue.fiches.size(); ++i)
      for (const auto& reference : catalogue.fiches[i].references) {
        const auto* relation = model().relation(reference.relation);
        if (!relation) continue;
        linked[i] = true;  // even to nowhere: that fault is enough
        const auto target = resolve(reference.id, reference.place);
        if (target == none) continue;
        const std::size_t from = reference.reversed ? target : i, to = reference.reversed ? i : target;
        const auto& far = catalogue.fiches[target];
        const bool fits = (reference.reversed ? relation->from : relation->to).has(far.kind) &&
                          (!relation->same_kind || catalogue.fiches[i].kind == far.kind);
        if (!fits) {
          warning("lien-mal-place", reference.place,
                  in_quotes(relation->name) + " ne mène pas vers " + a_kind(model().kind(far.kind)) + " : " +
                      in_quotes(reference.id),
                  relation->same_kind ? "les deux fiches doivent être du même genre"
                                      : "utilisez « voir » pour un simple renvoi");
          continue;
        }
        if (from == to) {
          if (relation->name == "rome_parent") continue;  // ROME lets a parent name itself
          warning("lien-a-soi", reference.place, "la fiche renvoie à elle-même", "");
          continue;
        }
        linked[target] = true;
        add_tie(from, {relation, false, to, reference.days, reference.condition, reference.note});
        add_tie(to, {relation, !relation->symmetric, from, reference.days, reference.condition,
                     relation->symmetric ? reference.note : ""});
      }
  }

  // What an exam asks about stays only where it is a fiche of this build.
  void settle_exams() {
    for (auto& fiche : catalogue.fiches)
      for (auto& part : fiche.exam) {
        std::vector<std::string> known;
        std::vector<Place> places;
        for (std::size_t i = 0; i < part.fiches.size(); ++i) {
          const auto target = resolve(part.fiches[i], part.fiche_places[i]);
          if (target == none) continue;
          known.push_back(catalogue.fiches[target].id);
          places.push_back(part.fiche_places[i]);
        }
        part.fiches = std::move(known);
        part.fiche_places = std::move(places);
      }
  }

  void check_links() {
    for (std::size_t i = 0; i < catalogue.fiches.size(); ++i) {
      auto& fiche = catalogue.fiches[i];
      for (const auto& link : fiche.body.links) {
        if (link.external) continue;
        if (link.image) {
          check_image(fiche, link);
          continue;
        }
        if (!link.id.empty()) linked[i] = true;  // even to nowhere: that fault is enough
        const auto target = link.id.empty() ? i : resolve(link.id, link.place);
        if (target == none) continue;
        if (target != i) linked[target] = true;
        if (link.anchor.empty()) continue;
        std::vector<std::string> anchors;
        for (const auto& section : catalogue.fiches[target].body.sections)
          if (!section.anchor.empty()) anchors.push_back(section.anchor);
        if (std::find(anchors.begin(), anchors.end(), link.anchor) != anchors.end()) continue;
        const auto near = nearest(link.anchor, anchors);
        error("ancre-inconnue", link.place,
              "la fiche " + in_quotes(catalogue.fiches[target].id) + " n'a pas de section " +
                  in_quotes("#" + link.anchor),
              !near.empty()     ? "vouliez-vous dire " + in_quotes("#" + near) + " ?"
              : anchors.empty() ? ""
                                : "ses sections : " + join(anchors, ", "));
      }
    }
  }

  void check_image(const Fiche& fiche, const Link& link) {
    const auto folder = std::filesystem::path(fiche.path).parent_path();
    const auto path = (folder / link.target).lexically_normal().generic_string();
    const auto& assets = catalogue.assets;
    if (std::any_of(assets.begin(), assets.end(), [&](const SourceFile& asset) { return asset.path == path; })) return;
    std::vector<std::string> known;
    for (const auto& asset : assets) known.push_back(asset.path);
    const auto near = nearest(path, known);
    error("image-inconnue", link.place, "aucune image " + in_quotes(path) + " dans le dossier de contenu",
          near.empty() ? "" : "vouliez-vous dire " + in_quotes(near) + " ?");
  }

  // Depth first, with a way of its own instead of the stack's: a chain may be as long as the content.
  void check_cycles() {
    for (const auto& relation : model().relations) {
      if (!relation.acyclic) continue;
      std::vector<int> seen(catalogue.fiches.size());  // 0 new, 1 on the way, 2 done
      for (std::size_t start = 0; start < catalogue.fiches.size(); ++start) {
        if (seen[start] != 0) continue;
        std::vector<std::pair<std::size_t, std::size_t>> way = {{start, 0}};  // fiche, and its next tie to follow
        seen[start] = 1;
        while (!way.empty()) {
          auto& [at, next] = way.back();
          if (next == catalogue.ties[at].size()) {
            seen[at] = 2;
            way.pop_back();
            continue;
          }
          const auto& tie = catalogue.ties[at][next++];
          if (tie.relation != &relation || tie.inverse) continue;
          if (seen[tie.other] == 1) {
            report_cycle(relation, way, tie.other);
          } else if (seen[tie.other] == 0) {
            seen[tie.other] = 1;
            way.emplace_back(tie.other, 0);
          }
        }
      }
    }
  }

  void report_cycle(const Relation& relation, const std::vector<std::pair<std::size_t, std::size_t>>& way,
                    std::size_t back_to) {
    constexpr std::size_t names_shown = 8;
    std::vector<std::string> names;
    auto step = std::find_if(way.begin(), way.end(), [&](const auto& stop) { return stop.first == back_to; });
    for (; step != way.end(); ++step) names.push_back(catalogue.fiches[step->first].id);
    if (names.size() > names_shown) {
      names.resize(names_shown);
      names.push_back("…");
    }
    names.push_back(catalogue.fiches[back_to].id);
    error("cycle", place_of_reference(way.back().first, relation.name),
          in_quotes(relation.name) + " tourne en rond : " + join(names, " → "), "retirez l'un de ces liens");
  }

  Place place_of_reference(std::size_t index, std::string_view relation) const {
    for (const auto& reference : catalogue.fiches[index].references)
      if (reference.relation == relation) return reference.place;
    return {catalogue.fiches[index].shown, 0, 0, 0};
  }

  void check_orphans() {
    if (catalogue.fiches.size() < 2) return;
    for (std::size_t i = 0; i < catalogue.fiches.size(); ++i) {
      const auto& fiche = catalogue.fiches[i];
      const bool listed_elsewhere =
          fiche.kind == Kind::page || fiche.kind == Kind::parcours || fiche.kind == Kind::contact;
      if (!linked[i] && !listed_elsewhere)
        warning("orpheline", {fiche.shown, 0, 0, 0},
                "aucune fiche ne renvoie à " + in_quotes(fiche.id) + ", et elle ne renvoie à aucune",
                "reliez-la par « relations » ou par un lien dans un texte");
    }
  }

  // A plain « voir » says nothing more where a real relation stands; then the reader's order.
  void sort_ties() {
    std::vector<std::string> titles;
    for (const auto& fiche : catalogue.fiches) titles.push_back(fold(fiche.title));
    const auto& relations = model().relations;
    for (auto& ties : catalogue.ties) {
      std::set<std::size_t> related;
      for (const auto& tie : ties)
        if (tie.relation->name != "voir") related.insert(tie.other);
      std::erase_if(ties, [&](const Tie& tie) { return tie.relation->name == "voir" && related.contains(tie.other); });
      const auto rank = [&](const Tie& tie) { return (tie.relation - relations.data()) * 2 + (tie.inverse ? 1 : 0); };
      std::stable_sort(ties.begin(), ties.end(), [&](const Tie& a, const Tie& b) {
        if (rank(a) != rank(b)) return rank(a) < rank(b);
        const bool ordered = !a.inverse && (a.relation->name == "etapes" || a.relation->name == "mobilite");
        return !ordered && titles[a.other] < titles[b.other];
      });
    }
  }

  void judge_freshness() {
    for (const auto& fiche : catalogue.fiches) {
      Freshness freshness = Freshness::unverified;
      const int months = model().kind(fiche.kind).recheck_months;
      if (fiche.state == EditorialState::historical) freshness = Freshness::historical;
      else if (fiche.valid_until && *fiche.valid_until < catalogue.today) freshness = Freshness::stale;
      else if (!fiche.verified) freshness = Freshness::unverified;
      else if (add_months(*fiche.verified, 2 * months) < catalogue.today) freshness = Freshness::stale;
      else if (add_months(*fiche.verified, months) < catalogue.today) freshness = Freshness::due;
      else freshness = Freshness::fresh;
      catalogue.freshness.push_back(freshness);
      if (freshness == Freshness::due || freshness == Freshness::stale) {
        const bool expired = fiche.valid_until && *fiche.valid_until < catalogue.today;
        faults.push_back({freshness == Freshness::due ? "a-reverifier" : "perime", Severity::note,
                          fiche.place_of(expired ? "valable_jusqu_au" : "verifie_le"),
                          expired ? "n'est plus valable depuis le " + french_date(*fiche.valid_until)
                                  : "vérifiée le " + french_date(*fiche.verified) + ", à revoir tous les " +
                                        std::to_string(months) + " mois",
                          "", ""});
      }
    }
  }

  // Which fiche each meaning of a sigle names, and which sigles need a page of their own.
  void settle_sigles(std::vector<Sigle> sigles) {
    std::map<std::string, std::size_t> by_name;   // folded title, alias → fiche
    std::multimap<std::string, std::size_t> by_sigle;
    const auto key = [](std::string_view name) { return replace_all(fold(name), "’", "'"); };
    for (std::size_t i = 0; i < catalogue.fiches.size(); ++i) {
      const auto& fiche = catalogue.fiches[i];
      by_name.emplace(key(fiche.title), i);
      if (!fiche.sigle.empty()) by_sigle.emplace(key(fiche.sigle), i);
    }
    for (std::size_t i = 0; i < catalogue.fiches.size(); ++i) {
      for (const auto& alias : catalogue.fiches[i].aliases) by_name.emplace(key(alias), i);
      for (const auto& old : catalogue.fiches[i].old_names) by_name.emplace(key(old.name), i);
    }
    std::map<std::string, Sigle> table;
    for (auto& sigle : sigles) {
      auto& entry = table.emplace(key(sigle.sigle), Sigle{sigle.sigle, slug(sigle.sigle), {}, false}).first->second;
      for (auto& meaning : sigle.meanings) entry.meanings.push_back(std::move(meaning));
    }
    for (auto& [name, sigle] : table) {
      for (auto& meaning : sigle.meanings) {
        auto found = by_name.find(key(meaning.text));
        if (found == by_name.end() && !meaning.see.empty()) found = by_name.find(key(meaning.see));
        if (found != by_name.end()) meaning.fiche = found->second;
        else if (const auto [first, last] = by_sigle.equal_range(name);
                 std::distance(first, last) == 1 && sigle.meanings.size() == 1)
          meaning.fiche = first->second;
        else if (const auto replaced = by_sigle.find(key(meaning.see));
                 !meaning.see.empty() && replaced != by_sigle.end())
          meaning.fiche = replaced->second;
      }
    }
    for (std::size_t i = 0; i < catalogue.fiches.size(); ++i) {
      const auto& fiche = catalogue.fiches[i];
      if (fiche.sigle.empty()) continue;
      auto& entry = table.emplace(key(fiche.sigle), Sigle{fiche.sigle, slug(fiche.sigle), {}, false}).first->second;
      const bool known = std::any_of(entry.meanings.begin(), entry.meanings.end(),
                                     [&](const Sigle::Meaning& m) { return m.fiche == i; });
      if (!known)
        entry.meanings.push_back({fiche.title, fiche.domaines.empty() ? "" : fiche.domaines.front(), "",
                                  fiche.state == EditorialState::historical, i});
    }
    for (auto& [name, sigle] : table) {
      sigle.has_page = sigle.meanings.size() > 1 || sigle.meanings.front().fiche == none;
      catalogue.sigles.push_back(std::move(sigle));
    }
  }
};

}  // namespace

std::string_view freshness_name(Freshness freshness) {
  switch (freshness) {
    case Freshness::fresh: return "a-jour";
    case Freshness::due: return "a-reverifier";
    case Freshness::stale: return "perime";
    case Freshness::historical: return "historique";
    case Freshness::unverified: return "a-verifier";
  }
  return "";
}

std::string_view freshness_label(Freshness freshness) {
  switch (freshness) {
    case Freshness::fresh: return "À jour";
    case Freshness::due: return "À revérifier";
    case Freshness::stale: return "Périmé";
    case Freshness::historical: return "Historique";
    case Freshness::unverified: return "À vérifier";
  }
  return "";
}

const Fiche* Catalogue::find(std::string_view id) const {
  const auto found = by_id.find(id);
  return found == by_id.end() ? nullptr : &fiches[found->second];
}

std::string Catalogue::path_of(const Fiche& fiche) const {
  return model().kind(fiche.kind).folder + "/" + fiche.id + ".html";
}

Catalogue assemble(std::vector<Fiche> fiches, std::vector<Sigle> sigles, std::vector<SourceFile> assets,
                   Settings settings, Audience audience, Date today, Faults& faults) {
  Assembler assembler{{}, faults, {}, {}, {}, {}};
  assembler.catalogue.settings = std::move(settings);
  assembler.catalogue.assets = std::move(assets);
  assembler.catalogue.today = today;
  assembler.take(std::move(fiches), audience);
  assembler.index_ids();
  assembler.relate();
  assembler.settle_exams();
  assembler.check_links();
  assembler.check_cycles();
  assembler.check_orphans();
  assembler.sort_ties();
  check_credits(assembler.catalogue, faults);
  assembler.judge_freshness();
  assembler.settle_sigles(std::move(sigles));
  return std::move(assembler.catalogue);
}

}  // namespace reperes
