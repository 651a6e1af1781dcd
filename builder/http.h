// A small HTTP server for this machine: cpp-httplib behind a wall, asked for nothing but GET and HEAD.
//
// In: an address, a port and a function from request to response. Out: answers. Everything the library is known to do
// badly is refused before it can be asked: bodies, other methods, several ranges, foreign hosts, floods of headers. It
// is a preview and kiosk server: more slow clients than threads still hold it up, so it must not face the Internet.

#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace reperes {

struct HttpRequest {
  std::string path;           // decoded; starts with `/`, holds no NUL and no backslash
  std::string page;           // the `page` parameter of the query
  std::string question;       // its `q` parameter
  std::string if_none_match;  // as sent
  std::string range, if_range;
  bool accepts_gzip = false;
  bool same_site = true;  // false when the browser says that another site asks
};

struct HttpResponse {
  int status = 200;
  std::string type;                         // Content-Type
  std::shared_ptr<const std::string> body;  // may be null
  std::size_t offset = 0;                   // where the answered part of the body starts
  std::size_t length = std::string::npos;   // and how long it is
  std::vector<std::pair<std::string, std::string>> headers;
};

class HttpServer {
 public:
  // Binds at once; port 0 takes any free one. Throws Failure: taken, forbidden, not an address of this machine.
  HttpServer(const std::string& address, int port, std::function<HttpResponse(const HttpRequest&)> answer);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  int port() const;
  std::string url() const;  // « http://127.0.0.1:8080/ »
  void start();             // answers on threads of its own; what came before waits in the queue
  void stop();              // takes no more requests, ends those under way

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace reperes
