#include "builder/render_feeds.h"

#include "builder/render_fiche.h"
#include "builder/render_news.h"
#include "builder/text.h"

namespace reperes {
namespace {

constexpr std::size_t feed_entries_max = 50;
constexpr const char* xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

std::string element(std::string_view name, std::string_view text) {
  return "<" + std::string(name) + ">" + html_escape(text) + "</" + std::string(name) + ">\n";
}

// Feeds want an instant; fiches know a day.
std::string instant(Date date) {
  return iso_date(date) + "T00:00:00Z";
}

std::string sitemap(const Settings& settings, const std::vector<std::string>& paths) {
  std::string text = std::string(xml) + "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
  for (const std::string& path : paths) text += "<url>" + element("loc", settings.url + path) + "</url>\n";
  return text + "</urlset>\n";
}

std::string atom(const Site& site) {
  const Settings& settings = site.settings();
  const Indexes indexes = recently_verified(site, feed_entries_max);
  const Date updated = indexes.empty() ? site.catalogue.today : *site.fiche(indexes.front()).verified;
  const std::string own = html_escape(settings.url + "nouveautes.atom");
  std::string text = std::string(xml) + "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"fr\">\n";
  text += element("title", settings.name + " – " + site.theme.words.say("nouveautes.titre"));
  text += element("id", settings.url + "nouveautes.atom") + element("updated", instant(updated));
  text += "<link rel=\"self\" href=\"" + own + "\"/>\n";
  text += "<link href=\"" + html_escape(settings.url + "nouveautes.html") + "\"/>\n";
  text += "<author>" + element("name", settings.organisation.empty() ? settings.name : settings.organisation) +
          "</author>\n";
  for (std::size_t index : indexes) {
    const Fiche& fiche = site.fiche(index);
    const std::string address = settings.url + site.catalogue.path_of(fiche);
    text += "<entry>\n" + element("title", typography(fiche.title)) + element("id", address);
    text += "<link href=\"" + html_escape(address) + "\"/>\n" + element("updated", instant(*fiche.verified));
    text += element("summary", typography(fiche.summary)) + "</entry>\n";
  }
  return text + "</feed>\n";
}

std::string opensearch(const Settings& settings) {
  std::string text = std::string(xml) + "<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n";
  text += element("ShortName", settings.name.substr(0, 16)) + element("Description", settings.tagline);
  text += element("Language", "fr") + element("InputEncoding", "UTF-8");
  text +=
      "<Url type=\"text/html\" template=\"" + html_escape(settings.url + "recherche.html?q={searchTerms}") + "\"/>\n";
  return text + "</OpenSearchDescription>\n";
}

}  // namespace

void add_feeds(const Site& site, const std::vector<std::string>& paths, Pages& pages) {
  const Settings& settings = site.settings();
  if (settings.url.empty()) return;
  pages["sitemap.xml"] = sitemap(settings, paths);
  pages["robots.txt"] = "User-agent: *\nAllow: /\nSitemap: " + settings.url + "sitemap.xml\n";
  pages["nouveautes.atom"] = atom(site);
  pages["recherche.opensearch.xml"] = opensearch(settings);
}

}  // namespace reperes
