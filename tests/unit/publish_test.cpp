// Publishing: whole or not at all, only over what is ours, and readable by others.

#include "builder/publish.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <sstream>

#include "builder/failure.h"
#include "tests/support/catch.h"
#include "tests/support/scratch.h"

namespace reperes {
namespace {

namespace fs = std::filesystem;

void publish(const fs::path& output, const Pages& pages) {
  Publication publication(output);
  publication.write(pages, "1.0");
  fs::create_directory(publication.staging() / database_folder);
  std::ofstream(publication.staging() / database_folder / "postlist.glass") << pages.begin()->second;
  publication.exchange();
}

std::string failure_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const Failure& failure) {
    return failure.what();
  }
  return "";
}

// A site whose every file says the same word.
Pages site(const std::string& word, int files) {
  Pages pages;
  for (int i = 0; i < files; ++i) pages["d" + std::to_string(i % 7) + "/" + std::to_string(i) + ".html"] = word;
  return pages;
}

// The word that the whole published site says, database included; anything else fails the test.
std::string word_of(const fs::path& output) {
  auto manifest = read_manifest(output);
  REQUIRE(compare_with_manifest(output, manifest).empty());
  auto word = text_of(output / database_folder / "postlist.glass");
  for (const auto& [name, entry] : manifest.files) REQUIRE(text_of(output / name) == word);
  return word;
}

std::size_t names_in(const fs::path& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

}  // namespace

TEST_CASE("a site is published, then replaced whole") {
  Scratch scratch;
  auto output = scratch.path / "site" / "www";
  publish(output, {{"index.html", "un"}, {"metiers/K1801.html", "un"}});
  REQUIRE(word_of(output) == "un");
  REQUIRE(read_manifest(output).release == "1.0");
  REQUIRE(read_manifest(output).files.at("index.html").size == 2);
  publish(output, {{"index.html", "deux"}});
  REQUIRE(word_of(output) == "deux");
  REQUIRE_FALSE(fs::exists(output / "metiers"));
  REQUIRE(names_in(scratch.path / "site") == 1);  // nothing is left beside it
}

TEST_CASE("the same pages give the same manifest") {
  Scratch scratch;
  publish(scratch.path / "a", site("x", 20));
  publish(scratch.path / "b", site("x", 20));
  REQUIRE(text_of(scratch.path / "a" / manifest_name) == text_of(scratch.path / "b" / manifest_name));
}

TEST_CASE("everybody may read the site, whatever the umask") {
  Scratch scratch;
  auto old = ::umask(0077);
  publish(scratch.path / "www", {{"a/b.html", "x"}});
  ::umask(old);
  struct stat info {};
  for (const char* folder : {"www", "www/a", "www/.xapian"}) {
    REQUIRE(::stat((scratch.path / folder).c_str(), &info) == 0);
    REQUIRE((info.st_mode & 0777) == 0755);
  }
  for (const char* file : {"www/a/b.html", "www/.xapian/postlist.glass", "www/.reperes.json"}) {
    REQUIRE(::stat((scratch.path / file).c_str(), &info) == 0);
    REQUIRE((info.st_mode & 0777) == 0644);
  }
}

TEST_CASE("a folder that is not ours is never replaced") {
  Scratch scratch;
  auto photos = scratch.path / "photos";
  fs::create_directories(photos);
  std::ofstream(photos / "lettre.txt") << "à moi";
  auto output = photos;
  SECTION("without a marker") {}
  SECTION("with a marker of somebody else") {
    std::ofstream(photos / manifest_name) << "{}";
  }
  SECTION("with a marker that is not JSON") {
    std::ofstream(photos / manifest_name) << "[";
  }
  SECTION("with a bottomless marker") {
    std::ofstream(photos / manifest_name) << std::string(100000, '[');
  }
  SECTION("through a link") {
    fs::create_directory_symlink(photos, scratch.path / "www");
    output = scratch.path / "www";
  }
  REQUIRE(failure_of([&] { publish(output, {{"index.html", "x"}}); }) != "");
  REQUIRE(text_of(photos / "lettre.txt") == "à moi");
  REQUIRE_FALSE(fs::exists(photos / "index.html"));
}

TEST_CASE("outputs that make no sense are refused") {
  Scratch scratch;
  auto content = scratch.path / "fiches" / "content";
  fs::create_directories(content);
  REQUIRE(failure_of([] { Publication("/"); }) == "le site ne peut pas remplacer /");
  const std::string home = std::getenv("HOME") ? std::getenv("HOME") : "/";
  ::setenv("HOME", scratch.path.c_str(), 1);
  REQUIRE(failure_of([&] { Publication(scratch.path / "."); }) != "");
  ::setenv("HOME", home.c_str(), 1);
  REQUIRE(failure_of([&] { Publication(content, content); }).find("dossier des fiches") != std::string::npos);
  REQUIRE(failure_of([&] { Publication(content / ".." / "content", content); }).find("dossier des fiches") !=
          std::string::npos);
  REQUIRE(failure_of([&] { Publication(content.parent_path(), content); }).find("dossier des fiches") !=
          std::string::npos);
  REQUIRE(failure_of([&] { Publication(content / "site", content); }) == "");
  std::ofstream(scratch.path / "lettre.txt") << "à moi";
  REQUIRE(failure_of([&] { Publication(scratch.path / "lettre.txt"); }).find("n'est pas un dossier") !=
          std::string::npos);
  REQUIRE(failure_of([&] { Publication(scratch.path / "lettre.txt" / "www"); }) != "");
}

TEST_CASE("an empty folder is free to take, a linked output is followed") {
  Scratch scratch;
  fs::create_directories(scratch.path / "vrai");
  fs::create_directory_symlink("vrai", scratch.path / "www");
  publish(scratch.path / "www", {{"index.html", "un"}});
  REQUIRE(fs::is_symlink(scratch.path / "www"));
  REQUIRE(word_of(scratch.path / "vrai") == "un");
}

TEST_CASE("two builds at a time: the second is told") {
  Scratch scratch;
  auto output = scratch.path / "www";
  Publication first(output);
  REQUIRE(failure_of([&] { Publication second(output); }).find("une autre construction") == 0);
  first.write({{"index.html", "un"}}, "1.0");
  first.exchange();
  REQUIRE(text_of(output / "index.html") == "un");
}

TEST_CASE("what is not exchanged leaves nothing behind") {
  Scratch scratch;
  auto output = scratch.path / "www";
  publish(output, site("un", 3));
  {
    Publication publication(output);
    publication.write(site("deux", 3), "1.0");
  }
  REQUIRE(word_of(output) == "un");
  REQUIRE(names_in(scratch.path) == 1);
}

TEST_CASE("a page cannot stand outside the site") {
  Scratch scratch;
  for (const char* name : {"../x.html", "/x.html", "a/../x.html", ".xapian/x", "a//b", ""}) {
    Publication publication(scratch.path / "www");
    REQUIRE(failure_of([&] { publication.write({{name, "x"}}, "1.0"); }) != "");
  }
  REQUIRE(names_in(scratch.path) == 0);
}

TEST_CASE("a folder that cannot be written is told in one sentence") {
  if (::geteuid() == 0) {
    WARN("skipped: root writes everywhere");
    return;
  }
  Scratch scratch;
  fs::permissions(scratch.path, fs::perms::owner_read | fs::perms::owner_exec);
  REQUIRE(failure_of([&] { publish(scratch.path / "www", site("un", 3)); }).find("permission refusée") !=
          std::string::npos);
  fs::permissions(scratch.path, fs::perms::owner_all);
}

TEST_CASE("a write that fails half-way is told in one sentence and leaves the old site") {
  Scratch scratch;
  auto output = scratch.path / "www";
  publish(output, site("un", 3));
  // A limit on file size fails in the middle of a write, as a full disk does.
  auto child = ::fork();
  if (child == 0) {
    ::signal(SIGXFSZ, SIG_IGN);
    struct rlimit limit = {1000, 1000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    auto sentence = failure_of([&] { publish(output, {{"index.html", std::string(5000, 'x')}}); });
    ::_exit(sentence.find("impossible d'écrire ") == 0 ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  REQUIRE(status == 0);
  REQUIRE(word_of(output) == "un");
  REQUIRE(names_in(scratch.path) == 1);
}

TEST_CASE("a manifest tells what changed since") {
  Scratch scratch;
  auto output = scratch.path / "www";
  publish(output, {{"a.html", "a"}, {"b.html", "b"}, {"c.html", "c"}});
  std::ofstream(output / "a.html") << "A";
  fs::remove(output / "b.html");
  std::ofstream(output / "d.html") << "d";
  fs::remove(output / "c.html");
  fs::create_symlink("a.html", output / "c.html");
  REQUIRE(compare_with_manifest(output, read_manifest(output)) ==
          std::vector<std::string>{"a.html a changé depuis la publication", "b.html manque", "c.html manque",
                                   "d.html ne fait pas partie du site"});
}

TEST_CASE("manifests that lie are refused") {
  REQUIRE(parse_manifest(manifest_to_json({"1.0 \"x\"", {{"a.html", {3, "ff"}}}})).release == "1.0 \"x\"");
  for (const char* json : {"", "[]", "{}", R"({"site":"Repères","format":2,"release":"1","files":{}})",
                           R"({"site":"Repères","format":1,"release":"1","files":{"../a":{"size":1,"hash":"f"}}})",
                           R"({"site":"Repères","format":1,"release":"1","files":{".xapian/a":{"size":1,"hash":"f"}}})",
                           R"({"site":"Repères","format":1,"release":"1","files":{"a":{"size":"x","hash":"f"}}})"})
    REQUIRE(failure_of([&] { parse_manifest(json); }) != "");
}

// Killed at any moment, a build leaves the old site or the new one. The moments are spread over the whole of a build
// by a growing delay; what is checked afterwards does not depend on when the kill fell.
TEST_CASE("kill -9 at any moment leaves the old site or the new one") {
  Scratch scratch;
  auto output = scratch.path / "site" / "www";
  const int files = 60;
  const auto one = site("un", files), two = site("deux", files);
  publish(output, one);
  auto start = std::chrono::steady_clock::now();
  publish(output, two);
  auto whole = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start);
  int killed = 0;
  const int rounds = 80;
  for (int round = 0; round < rounds; ++round) {
    auto child = ::fork();
    if (child == 0) {
      try {
        publish(output, round % 2 ? one : two);
        ::_exit(0);
      } catch (...) {
        ::_exit(1);
      }
    }
    ::usleep(static_cast<useconds_t>(whole.count() * round / rounds));
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    if (WIFSIGNALED(status))
      ++killed;
    else
      REQUIRE(status == 0);
    auto word = word_of(output);
    REQUIRE((word == "un" || word == "deux"));
  }
  REQUIRE(killed > 0);
  publish(output, one);
  REQUIRE(word_of(output) == "un");
  REQUIRE(names_in(output.parent_path()) == 1);  // what the killed ones left is cleaned
}

}  // namespace reperes
