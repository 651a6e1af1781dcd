// `reperes serve`: build, show the site on this machine, rebuild and reload the page when content or theme changes.
//
// A preview and kiosk server, not an Internet server: only GET and HEAD, only the files of the manifest, no bodies,
// strict hosts and headers (the reasons stand beside each refusal in serve.cpp). Pages on the disk are never changed:
// what the preview adds to a page (live reload, the faults of the last build) is added while serving. cpp-httplib is
// behind this header and nowhere else.

#pragma once

#include <iosfwd>
#include <string>

#include "builder/build.h"

namespace reperes {

struct ServeOptions {
  BuildOptions build;
  std::string address = "127.0.0.1";
  int port = 8080;     // 0: any free one
  bool watch = true;   // rebuild on a change, reload the page, show faults in it
  bool poll = false;   // look at the files every second instead of asking the kernel (USB, network folders)
  bool kiosk = false;  // serve what is published: never rebuilds, adds nothing to the pages
  bool open = false;   // show the site in the desktop's browser
  std::string index;   // an index, or a list of several: asked at index_path, answers as `reperes search --json` does
};

inline constexpr const char* index_path = "/.reperes/recherche.json";  // ?q=QUESTION

// Runs until SIGINT or SIGTERM; the exit status. Throws Failure: port busy or forbidden, no content and no site.
// `out` gets the address, `err` the faults and one line for each build.
int serve(const ServeOptions& options, std::ostream& out, std::ostream& err);

}  // namespace reperes
