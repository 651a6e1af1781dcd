#include "builder/serve.h"

#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <optional>
#include <ostream>
#include <thread>
#include <utility>

#include "builder/failure.h"
#include "builder/http.h"
#include "builder/live/live.h"
#include "builder/publish.h"
#include "builder/search_command.h"
#include "builder/site_files.h"
#include "builder/text.h"
#include "builder/watch.h"

namespace reperes {

namespace {

// An editor that saves writes two or three files within a few milliseconds; a copied folder, hundreds within a second.
constexpr int quiet_ms = 80, quiet_at_most_ms = 1500;
constexpr int look_again_ms = 1000;
constexpr std::size_t question_bytes_max = 1000;

// What the threads that answer may see: replaced whole by the one that builds.
class Shown {
 public:
  void set_site(std::shared_ptr<const Site> site) {
    std::lock_guard lock(mutex_);
    site_ = std::move(site);
  }
  void set_faults(Faults faults, std::optional<Failure> failure) {
    std::lock_guard lock(mutex_);
    faults_ = std::make_shared<const Faults>(std::move(faults));
    failure_ = std::move(failure);
  }
  std::shared_ptr<const Site> site() const {
    std::lock_guard lock(mutex_);
    return site_;
  }
  std::string state_json(const std::string& page) const {
    std::lock_guard lock(mutex_);
    return live_state_json(site_ ? site_->hash_of(page) : waiting_page_hash, site_ != nullptr, *faults_, failure_);
  }

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const Site> site_;
  std::shared_ptr<const Faults> faults_ = std::make_shared<const Faults>();
  std::optional<Failure> failure_;
};

HttpResponse plain(int status, std::string type, std::string body) {
  HttpResponse response;
  response.status = status;
  response.type = std::move(type);
  response.body = std::make_shared<const std::string>(std::move(body));
  response.headers = {{"Cache-Control", "no-store"}};
  add_document_headers(response, "x.html");
  return response;
}

// Opened for each question: an index is read by one thread, and a replica moves on.
HttpResponse answer_question(const std::string& index, const std::string& question) {
  const auto json = content_type("x.json");
  const auto refused = [&](int status, const std::string& sentence) {
    return plain(status, json, "{\"erreur\":\"" + json_string(sentence) + "\"}\n");
  };
  if (trim(question).empty() || question.size() > question_bytes_max || find_invalid_utf8(question))
    return refused(400, "une question de 1 à 1000 octets en UTF-8, dans le paramètre q");
  try {
    return plain(200, json, search_json(index, question));
  } catch (const Failure& failure) {
    return refused(503, failure.what());
  }
}

HttpResponse answer(const HttpRequest& request, const Shown& shown, bool live, const std::string& index) {
  if (!index.empty() && request.path == index_path) return answer_question(index, request.question);
  if (live && request.path.starts_with("/.reperes/")) {
    // What is wrong with the content is nobody's business but this page's.
    if (!request.same_site) return plain(403, "text/plain; charset=utf-8", "Réservé à cette page.\n");
    if (request.path == "/.reperes/live.js") return plain(200, content_type("live.js"), std::string(live_script()));
    if (request.path == "/.reperes/live.css") return plain(200, content_type("live.css"), std::string(live_style()));
    if (request.path == "/.reperes/etat.json")
      return plain(200, content_type("etat.json"), shown.state_json(request.page));
  }
  if (auto site = shown.site()) return site->answer(request);
  return plain(503, content_type("x.html"), live_waiting_page());
}

// SIGINT and SIGTERM as something that can be waited for; what was blocked before is restored.
class Signals {
 public:
  Signals() {
    sigset_t wanted;
    sigemptyset(&wanted);
    for (int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&wanted, signal);
    pthread_sigmask(SIG_BLOCK, &wanted, &before_);
    number_ = ::signalfd(-1, &wanted, SFD_CLOEXEC | SFD_NONBLOCK);
  }
  ~Signals() {
    signalfd_siginfo info;
    while (number_ >= 0 && ::read(number_, &info, sizeof info) > 0) {
    }  // taken here, so that restoring the mask does not deliver it
    if (number_ >= 0) ::close(number_);
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;
  int descriptor() const { return number_; }
  const sigset_t& before() const { return before_; }

 private:
  sigset_t before_{};
  int number_ = -1;
};

// Waits for a signal (true), for `other` to be readable, or for the time to pass.
bool wait_for_signal(const Signals& signals, int other, int milliseconds) {
  std::array<pollfd, 2> waiting = {{{signals.descriptor(), POLLIN, 0}, {other, POLLIN, 0}}};
  ::poll(waiting.data(), waiting.size(), milliseconds);
  return (waiting[0].revents & POLLIN) != 0;
}

// Which publication stands at the output: another build may have replaced it.
struct Stamp {
  dev_t device = 0;
  ino_t inode = 0;
  std::int64_t seconds = 0, nanoseconds = 0;
  bool operator==(const Stamp&) const = default;
};

Stamp stamp_of(const std::filesystem::path& output) {
  struct stat info {};
  if (::stat((output / manifest_name).c_str(), &info) != 0) return {};
  return {info.st_dev, info.st_ino, info.st_mtim.tv_sec, info.st_mtim.tv_nsec};
}

std::string counted(std::size_t count, const char* one, const char* many) {
  return std::to_string(count) + " " + (count > 1 ? many : one);
}

void open_browser(const std::string& url, const Signals& signals) {
  std::string program = "xdg-open", address = url;
  std::array<char*, 3> arguments = {program.data(), address.data(), nullptr};
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setsigmask(&attributes, &signals.before());
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  pid_t child = 0;
  if (::posix_spawnp(&child, program.c_str(), nullptr, &attributes, arguments.data(), environ) == 0)
    std::thread([child] { ::waitpid(child, nullptr, 0); }).detach();
  posix_spawnattr_destroy(&attributes);
}

// Builds, tells the terminal, and keeps what is shown up to date.
class Preview {
 public:
  Preview(const ServeOptions& options, Shown& shown, std::ostream& err)
      : options_(options), shown_(shown), err_(err), live_(options.watch && !options.kiosk) {}

  // True when it should be tried again soon: another build held the output.
  bool build_once(bool first) {
    try {
      auto result = build(options_.build);
      const char* no_colour = std::getenv("NO_COLOR");
      print_faults(err_, result.faults, !no_colour && ::isatty(STDERR_FILENO));
      tell(result, first);
      failed_ = has_errors(result.faults);
      shown_.set_faults(std::move(result.faults), std::nullopt);
    } catch (const OutputBusy& busy) {
      shown_.set_faults({}, busy);
      return true;
    } catch (const Failure& failure) {
      if (first) throw;  // no content, no place to write: there is nothing to wait for
      err_ << "reperes: " << failure.what() << '\n';
      if (!failure.hint().empty()) err_ << "aide: " << failure.hint() << '\n';
      failed_ = true;
      shown_.set_faults({}, failure);
    }
    err_.flush();
    show_published();
    return false;
  }

  // Reads what stands at the output, when it is not what is shown already.
  void show_published() {
    auto now = stamp_of(options_.build.output);
    if (now == published_ || now == Stamp{}) return;
    try {
      auto before = shown_.site();
      auto site = Site::read(options_.build.output, before.get(), live_);
      if (site->is_complete()) {
        published_ = now;
      } else if (std::exchange(incomplete_, now) != now) {
        err_ << (before ? "note: une copie est en cours ; elle sera montrée une fois entière"
                        : "note: ce site n'est pas entier ; il est montré tel quel en attendant la fin de sa copie")
             << std::endl;
      }
      if (site->is_complete() || !before) shown_.set_site(std::move(site));
    } catch (const Failure& failure) {
      err_ << "reperes: " << failure.what() << std::endl;
    }
  }

  bool failed() const { return failed_; }

 private:
  void tell(const BuildResult& result, bool first) {
    std::size_t errors = 0, warnings = 0;
    for (const auto& fault : result.faults) {
      errors += fault.severity == Severity::error;
      warnings += fault.severity == Severity::warning;
    }
    if (errors > 0) {
      err_ << counted(errors, "erreur", "erreurs") << " dans " << counted(result.fiches, "fiche", "fiches")
           << (shown_.site() || stamp_of(options_.build.output) != Stamp{}
                   ? "; le dernier site sans erreur reste en place\n"
                   : "; aucun site à montrer pour l'instant\n");
      return;
    }
    err_ << (first ? "site construit : " : "site reconstruit : ") << counted(result.fiches, "fiche", "fiches") << ", "
         << counted(result.pages, "page", "pages");
    if (warnings > 0) err_ << ", " << counted(warnings, "avertissement", "avertissements");
    err_ << '\n';
  }

  const ServeOptions& options_;
  Shown& shown_;
  std::ostream& err_;
  bool live_ = false, failed_ = false;
  Stamp published_, incomplete_;
};

bool is_for_kiosk(const Site& site) {
  HttpRequest home;
  home.path = "/";
  const HttpResponse response = site.answer(home);
  return response.body && response.body->find(" data-borne=") != std::string::npos;
}

std::vector<std::filesystem::path> watched(const BuildOptions& options) {
  std::vector<std::filesystem::path> folders = {options.content};
  folders.insert(folders.end(), options.themes.begin(), options.themes.end());
  folders.insert(folders.end(), options.vocabularies.begin(), options.vocabularies.end());
  return folders;
}

}  // namespace

int serve(const ServeOptions& options, std::ostream& out, std::ostream& err) {
  const bool live = options.watch && !options.kiosk;
  Signals signals;
  Shown shown;
  HttpServer server(options.address, options.port,
                    [&](const HttpRequest& request) { return answer(request, shown, live, options.index); });

  // Watching starts before the first build: what changes during it is seen.
  std::optional<Watcher> watcher;
  if (live) watcher.emplace(watched(options.build), std::vector{options.build.output}, options.poll);
  Preview preview(options, shown, err);
  bool again = options.kiosk ? false : preview.build_once(true);
  preview.show_published();
  if (!shown.site() && !live) {
    if (options.kiosk) read_manifest(options.build.output);  // says that there is no site
    return 1;
  }
  if (options.kiosk && !is_for_kiosk(*shown.site()))
    err << "note: ce site n'oublie pas ses visiteurs; pour une borne publique, compilez-le avec « build --kiosk »\n";
  server.start();
  out << "Repères est à l'adresse " << server.url() << " (Ctrl+C pour arrêter)" << std::endl;
  if (!options.index.empty()) try {
      search_json(options.index, "?");
    } catch (const Failure& failure) {
      err << "reperes: " << failure.what() << std::endl;  // a server that is away may come back
    }
  if (options.open) open_browser(server.url(), signals);

  while (true) {
    int descriptor = watcher ? watcher->descriptor() : -1;
    if (wait_for_signal(signals, descriptor, look_again_ms)) break;
    bool changed = watcher && watcher->changed();
    if (changed) {
      auto start = std::chrono::steady_clock::now();
      do {
        if (wait_for_signal(signals, watcher->descriptor(), quiet_ms)) return 0;
      } while (watcher->changed() &&
               std::chrono::steady_clock::now() - start < std::chrono::milliseconds(quiet_at_most_ms));
    }
    if (changed || again)
      again = preview.build_once(false);
    else
      preview.show_published();
  }
  server.stop();
  return 0;
}

}  // namespace reperes
