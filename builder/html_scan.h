// A reader of the HTML this program writes: tag after tag, nothing allocated, no tree.
//
// In: a page. Out: each start tag with its attributes, as views into the page. Comments and end tags are passed over,
// and the inside of script, style, title and textarea is handed out as text. It follows no error recovery of browsers:
// what verify and serve ask of a page (links, ids, titles) needs none on pages of our own making.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace reperes {

struct HtmlAttribute {
  std::string_view name;   // as written
  std::string_view value;  // as written: entities stand; `decode_entities` reads them
};

struct HtmlTag {
  std::string_view name;   // as written
  std::size_t offset = 0;  // of its `<`
  std::vector<HtmlAttribute> attributes;
  std::string_view text;  // of script, style, title, textarea

  bool is(std::string_view lower_case_name) const;
  const HtmlAttribute* attribute(std::string_view lower_case_name) const;
};

class HtmlScanner {
 public:
  explicit HtmlScanner(std::string_view html) : html_(html) {}
  bool next(HtmlTag& tag);  // the next start tag; false at the end

 private:
  std::string_view html_;
  std::size_t at_ = 0;
};

bool equal_ignoring_case(std::string_view text, std::string_view lower_case);

// `&amp;` `&lt;` `&gt;` `&quot;` `&apos;` and numeric references; anything else stays as written.
std::string decode_entities(std::string_view text);

// Every address an element points at: href, src, action, poster, data, srcset, meta refresh. Views into the page.
void collect_addresses(const HtmlTag& tag, std::vector<std::string_view>& addresses);

// A page of the top folder that answers at any depth (404.html): « assets/site.css » becomes « /assets/site.css » when
// `root` is « / ». Scripts find the root in `data-racine`.
std::string with_rooted_addresses(const std::string& html, std::string_view root);

// « https://exemple.fr/reperes/ » → « /reperes/ ».
std::string_view path_of_url(std::string_view url);

}  // namespace reperes
