// Copying to a key: only what changed, nothing half done, only over what is ours; and what a check says of it.

#include "builder/export/usb_key.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <functional>

#include "builder/digest.h"
#include "builder/export/usb_files.h"
#include "builder/failure.h"
#include "tests/support/catch.h"
#include "tests/support/scratch.h"

namespace reperes {
namespace {

namespace fs = std::filesystem;
using Paths = std::vector<std::string>;

std::string failure_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const Failure& failure) {
    return failure.what();
  }
  return "";
}

Pages with_sums(Pages files) {
  Sums sums;
  for (const auto& [path, bytes] : files) sums[path] = sha256_hex(bytes);
  files[key_sums] = sums_to_text(sums);
  return files;
}

// A site whose pages each name their style and a page of the same edition: « un », « deux »…
Pages edition(const std::string& word, int pages) {
  Pages files;
  const std::string style = "reperes/assets/site-" + word + ".css";
  files[style] = word;
  files[key_launcher] = style + "\nreperes/index.html\n" + word;
  files["reperes/index.html"] = style + "\nreperes/d0/0-" + word + ".html\n" + word;
  for (int i = 0; i < pages; ++i) {
    const std::string folder = "reperes/d" + std::to_string(i % 5) + "/";
    files[folder + std::to_string(i) + ".html"] = style + "\nreperes/index.html\n" + word;
    files[folder + std::to_string(i) + "-" + word + ".html"] = style + "\nreperes/index.html\n" + word;
  }
  return with_sums(files);
}

// Every page that stands is whole, of one edition, and finds its style; once the key opens, the page it leads to.
void require_readable(const fs::path& key) {
  if (!fs::exists(key / "reperes")) return;
  for (const auto& entry : fs::recursive_directory_iterator(key)) {
    if (entry.path().extension() != ".html") continue;
    const auto text = text_of(entry.path());
    const auto first = text.find('\n'), second = text.find('\n', first + 1);
    INFO(entry.path() << ": " << text);
    REQUIRE(second != std::string::npos);
    const auto word = text.substr(second + 1);
    REQUIRE((word == "un" || word == "deux"));
    REQUIRE(text_of(key / text.substr(0, first)) == word);
    if (fs::exists(key / key_launcher)) REQUIRE(fs::exists(key / text.substr(first + 1, second - first - 1)));
  }
}

}  // namespace

TEST_CASE("a key is written once, then only what changed") {
  Scratch scratch;
  const auto key = scratch.path / "cle";
  auto files = with_sums({{"Ouvrir.html", "o"}, {"reperes/index.html", "a"}, {"reperes/x/b.html", "b"}});
  REQUIRE(write_usb_key(files, key).written == 4);
  REQUIRE(check_usb_key(key).intact());
  REQUIRE(write_usb_key(files, key).written == 0);
  files = with_sums({{"Ouvrir.html", "o"}, {"reperes/index.html", "A"}, {"reperes/c.html", "c"}});
  const auto copy = write_usb_key(files, key);
  REQUIRE(copy.written == 3);  // index.html, c.html and the list
  REQUIRE(copy.removed == 1);
  REQUIRE_FALSE(fs::exists(key / "reperes/x"));
  REQUIRE(check_usb_key(key).intact());
  REQUIRE_FALSE(fs::exists(key / "aide/en-cours"));
}

TEST_CASE("a check names what is missing, altered and in excess; a copy mends it") {
  Scratch scratch;
  const auto key = scratch.path / "cle";
  const auto files = with_sums({{"Ouvrir.html", "o"}, {"reperes/a.html", "a"}, {"reperes/b.html", "b"}});
  write_usb_key(files, key);
  std::ofstream(key / "reperes/a.html") << "A";
  fs::remove(key / "reperes/b.html");
  std::ofstream(key / "reperes/c.html") << "c";
  std::ofstream(key / "lettre.txt") << "à moi";
  fs::create_directories(key / "System Volume Information");
  std::ofstream(key / "System Volume Information/x") << "Windows";
  const auto state = check_usb_key(key);
  REQUIRE(state.altered == Paths{"reperes/a.html"});
  REQUIRE(state.missing == Paths{"reperes/b.html"});
  REQUIRE(state.unexpected == Paths{"reperes/c.html"});
  REQUIRE(state.others == Paths{"lettre.txt"});
  REQUIRE(write_usb_key(files, key).written == 3);
  REQUIRE(text_of(key / "lettre.txt") == "à moi");
  REQUIRE(text_of(key / "reperes/c.html") == "c");
  fs::remove(key / "reperes/c.html");
  REQUIRE(check_usb_key(key).intact());
  std::ofstream(key / key_sums) << "abîmé";
  REQUIRE(failure_of([&] { check_usb_key(key); }).find("SHA256SUMS est abîmé") == 0);
  REQUIRE(write_usb_key(files, key).written == 1);
  REQUIRE(check_usb_key(key).intact());
}

TEST_CASE("a folder that is not a key of ours stays as it is") {
  Scratch scratch;
  const auto photos = scratch.path / "photos";
  fs::create_directories(photos);
  const auto files = with_sums({{"Ouvrir.html", "o"}});
  SECTION("a letter") {
    std::ofstream(photos / "lettre.txt") << "à moi";
  }
  SECTION("somebody else's help") {
    fs::create_directories(photos / "aide");
    std::ofstream(photos / "aide/cle-usb.txt") << "à moi";
  }
  SECTION("a help folder that is a link") {
    fs::create_directory_symlink("/", photos / "aide");
  }
  REQUIRE(failure_of([&] { write_usb_key(files, photos); }).find("n'est pas vide") != std::string::npos);
  REQUIRE_FALSE(fs::exists(photos / "Ouvrir.html"));
  REQUIRE(failure_of([&] { check_usb_key(photos); }) != "");
}

TEST_CASE("what systems leave on a new key is no obstacle") {
  Scratch scratch;
  fs::create_directories(scratch.path / "System Volume Information");
  fs::create_directories(scratch.path / ".Trash-1000");
  REQUIRE(write_usb_key(with_sums({{"Ouvrir.html", "o"}}), scratch.path).written == 2);
  REQUIRE(check_usb_key(scratch.path).intact());
}

TEST_CASE("nothing is written or removed through a link") {
  Scratch scratch;
  const auto key = scratch.path / "cle", outside = scratch.path / "dehors";
  write_usb_key(with_sums({{"reperes/d/a.html", "a"}, {"reperes/d/b.html", "b"}}), key);
  fs::rename(key / "reperes/d", outside);
  fs::create_directory_symlink(outside, key / "reperes/d");
  write_usb_key(with_sums({{"reperes/c.html", "c"}}), key);
  REQUIRE(text_of(outside / "a.html") == "a");
  REQUIRE(failure_of([&] { write_usb_key(with_sums({{"reperes/d/n.html", "n"}}), key); }) != "");
  REQUIRE_FALSE(fs::exists(outside / "n.html"));
}

TEST_CASE("a list of fingerprints that leaves the folder is refused") {
  const std::string digest(64, 'a');
  REQUIRE(parse_sums(digest + "  reperes/a.html\n").size() == 1);
  for (const auto& line : {digest + "  ../a", digest + "  /a", digest + " *a", digest.substr(1) + "  a", digest + "  "})
    REQUIRE(failure_of([&] { parse_sums(line + "\n"); }) != "");
}

// Killed at any moment, a copy leaves pages that can be read, and the next one finishes it. The moments are spread over
// the whole of a copy by a growing delay; what is checked afterwards does not depend on when the kill fell.
TEST_CASE("kill -9 at any moment leaves a key that can be read, and the next copy mends") {
  Scratch scratch;
  const auto key = scratch.path / "cle";
  const auto one = edition("un", 40), two = edition("deux", 40);
  write_usb_key(one, key);
  const auto start = std::chrono::steady_clock::now();
  write_usb_key(two, key);
  const std::chrono::duration<double, std::micro> whole = std::chrono::steady_clock::now() - start;
  int killed = 0, halfway = 0;
  const int rounds = 80;
  for (int round = 0; round < rounds; ++round) {
    if (round % 8 == 0) fs::remove_all(key);  // a first copy too
    const auto child = ::fork();
    if (child == 0) {
      try {
        write_usb_key(round % 2 ? one : two, key);
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
    require_readable(key);
    if (fs::exists(key / "aide/cle-usb.txt")) halfway += check_usb_key(key).interrupted;
    if (round % 5 == 4) {
      write_usb_key(round % 2 ? one : two, key);
      REQUIRE(check_usb_key(key).intact());
    }
  }
  REQUIRE(killed > 0);
  REQUIRE(halfway > 0);
  write_usb_key(one, key);
  REQUIRE(check_usb_key(key).intact());
  std::size_t standing = 0;
  for (const auto& entry : fs::recursive_directory_iterator(key)) standing += entry.is_regular_file();
  REQUIRE(standing == one.size() + 1);  // and the marker: the killed ones left nothing
}

}  // namespace reperes
