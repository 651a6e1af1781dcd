#include "builder/render_reviser.h"

namespace reperes {

std::string render_reviser(const Site& site, const RevisionPacks& packs, Faults& faults) {
  const PageHead head = simple_head(site, "reviser", std::string(revise_page));
  ValueMap data = frame(site, head);
  data["titre"] = typography(head.title);
  data["intro"] = typography(head.description);
  data["index_revision"] = packs.index;
  ValueList sentences;
  for (const auto& [key, sentence] : site.theme.words.group("reviser."))
    sentences.push_back(ValueMap{{"cle", key}, {"phrase", sentence}});
  data["phrases"] = std::move(sentences);
  return render_page(site, "reviser", std::move(data), faults);
}

std::string revise_href(const Site& site, std::size_t index, std::string_view from_path) {
  if (!site.revised.contains(index)) return {};
  const Fiche& fiche = site.fiche(index);
  const std::string set = (fiche.kind == Kind::ue ? "#ue=" : "#fiche=") + fiche.id;
  return link_to(from_path, revise_page) + set;
}

}  // namespace reperes
