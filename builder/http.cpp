#include "builder/http.h"

#include <arpa/inet.h>
#include <httplib.h>
#include <netdb.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <thread>

#include "builder/disk.h"
#include "builder/failure.h"
#include "builder/text.h"

namespace reperes {

namespace {

// Threads, not cores: each open connection holds one, and a browser opens six.
constexpr std::size_t threads = 32;
constexpr int seconds_to_read = 2, seconds_to_write = 10, seconds_idle = 2;
constexpr std::size_t requests_per_connection = 1000;
constexpr std::size_t headers_max = 100;

const httplib::Headers& security_headers() {
  static const httplib::Headers headers = {
      {"X-Content-Type-Options", "nosniff"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
  };
  return headers;
}

struct AddressList {
  addrinfo* first = nullptr;
  ~AddressList() {
    if (first) ::freeaddrinfo(first);
  }
};

// Why a port cannot be had: the library only says that it cannot. SO_REUSEADDR alone, as in share_nothing below.
void check_that_it_can_be_bound(const std::string& address, int port) {
  addrinfo wanted{};
  wanted.ai_socktype = SOCK_STREAM;
  wanted.ai_flags = AI_PASSIVE;
  AddressList list;
  if (::getaddrinfo(address.c_str(), std::to_string(port).c_str(), &wanted, &list.first) != 0 || !list.first)
    throw Failure("l'adresse « " + address + " » est inconnue", "essayez --address 127.0.0.1");
  int number = ::socket(list.first->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (number < 0) throw Failure("impossible d'ouvrir un port : " + disk_reason(errno));
  int yes = 1;
  ::setsockopt(number, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  int error = ::bind(number, list.first->ai_addr, list.first->ai_addrlen) == 0 ? 0 : errno;
  // A port in TIME_WAIT binds; one that somebody listens on binds too when we do not listen: so listen.
  if (error == 0 && port != 0 && ::listen(number, 1) != 0) error = errno;
  ::close(number);
  if (error == 0) return;
  auto shown = std::to_string(port);
  if (error == EADDRINUSE)
    throw Failure("le port " + shown + " est déjà pris",
                  "arrêtez l'autre programme, ou choisissez un autre port avec --port");
  if (error == EACCES)
    throw Failure("le port " + shown + " est réservé au système", "choisissez un port au-dessus de 1023 avec --port");
  if (error == EADDRNOTAVAIL)
    throw Failure("l'adresse " + address + " n'est pas une adresse de cette machine", "essayez --address 127.0.0.1");
  throw Failure("impossible d'écouter sur " + address + ", port " + shown + " : " + disk_reason(error));
}

bool is_loopback(const std::string& address) {
  return address.starts_with("127.") || address == "localhost" || address == "::1";
}

bool is_ip_literal(const std::string& host) {
  std::array<unsigned char, 16> bytes{};
  if (host.size() > 2 && host.front() == '[' && host.back() == ']')
    return ::inet_pton(AF_INET6, host.substr(1, host.size() - 2).c_str(), bytes.data()) == 1;
  return ::inet_pton(AF_INET, host.c_str(), bytes.data()) == 1;
}

// A page of another site whose name was made to lead here (DNS rebinding) sends its own name as Host. Names we know
// pass; so do plain addresses when others may ask at all, since no name leads to them.
bool is_known_host(std::string host, const std::string& address, int port) {
  auto colon = host.rfind(':');
  auto bracket = host.rfind(']');
  std::string host_port = "80";
  if (colon != std::string::npos && (bracket == std::string::npos || colon > bracket)) {
    host_port = host.substr(colon + 1);
    host.resize(colon);
  }
  std::transform(host.begin(), host.end(), host.begin(),
                 [](unsigned char c) { return static_cast<char>(c < 128 ? ::tolower(c) : c); });
  bool right_port = host_port == std::to_string(port);
  if (host == "127.0.0.1" || host == "localhost" || host == "[::1]" || host == address || host == "[" + address + "]")
    return right_port;
  if (is_loopback(address)) return false;
  if (is_ip_literal(host)) return true;  // behind a forwarded port the number may differ
  char name[256] = {};
  ::gethostname(name, sizeof name - 1);
  return right_port && (host == name || host == std::string(name) + ".local");
}

// The status that refuses a request, or 0. What stands here was seen to hurt with this library: see each line.
int refusal(const httplib::Request& request, const std::string& address, int port) {
  if (request.method != "GET" && request.method != "HEAD") return 405;
  // A body is never wanted: limits on it are ignored, and what follows a GET is taken for the next request (smuggling).
  if (request.has_header("Content-Length") || request.has_header("Transfer-Encoding") || request.has_header("Expect"))
    return 400;
  if (request.headers.size() > headers_max) return 431;
  if (request.get_header_value_count("Host") != 1) return 400;
  if (!is_known_host(request.get_header_value("Host"), address, port)) return 421;
  if (request.get_header_value_count("Range") > 1 || request.ranges.size() > 1)
    return 416;  // each range costs the whole file
  if (request.path.empty() || request.path.front() != '/' || request.target.empty() || request.target.front() != '/')
    return 400;
  if (request.path.find('\0') != std::string::npos || request.path.find('\\') != std::string::npos) return 400;
  return 0;
}

// « gzip », « br, gzip;q=0.5 », not « gzip;q=0 ».
bool accepts_gzip(const std::string& header) {
  for (const auto& part : split(header, ',')) {
    auto coding = trim(part.substr(0, part.find(';')));
    auto quality = part.find("q=");
    if (coding == "gzip")
      return quality == std::string::npos || part.substr(quality + 2).find_first_of("123456789") != std::string::npos;
  }
  return false;
}

HttpRequest read_request(const httplib::Request& request) {
  HttpRequest asked;
  asked.path = request.path;
  asked.page = request.get_param_value("page");
  asked.question = request.get_param_value("q");
  asked.if_none_match = request.get_header_value("If-None-Match");
  asked.range = request.get_header_value("Range");
  asked.if_range = request.get_header_value("If-Range");
  asked.accepts_gzip = accepts_gzip(request.get_header_value("Accept-Encoding"));
  auto from = request.get_header_value("Sec-Fetch-Site");
  auto origin = request.get_header_value("Origin");
  asked.same_site = (from.empty() || from == "same-origin" || from == "none") &&
                    (origin.empty() || origin == "http://" + request.get_header_value("Host"));
  return asked;
}

// A provider, not a body: the library would compress a body again, and cut it by the ranges we have already judged.
void write_response(const HttpResponse& answer, httplib::Response& response) {
  response.status = answer.status;
  for (const auto& [name, value] : answer.headers) response.set_header(name, value);
  auto whole = answer.body ? answer.body->size() : 0;
  auto offset = std::min(answer.offset, whole);
  auto length = std::min(answer.length, whole - offset);
  if (length == 0) {
    if (!answer.type.empty()) response.set_header("Content-Type", answer.type);
    return;
  }
  response.set_content_provider(
      length, answer.type, [body = answer.body, offset](std::size_t at, std::size_t count, httplib::DataSink& sink) {
        return sink.write(body->data() + offset + at, count);
      });
}

// The connection must end here: what the client sends next is not to be read as a request. A provider that gives up
// after its last byte is what makes this library close the socket.
void refuse(int status, httplib::Response& response) {
  response.status = status;
  response.set_header("Connection", "close");
  if (status == 405) response.set_header("Allow", "GET, HEAD");
  static const std::string sentence = "Requête refusée.\n";
  response.set_content_provider(sentence.size(), "text/plain; charset=utf-8",
                                [](std::size_t at, std::size_t count, httplib::DataSink& sink) {
                                  sink.write(sentence.data() + at, count);
                                  return false;
                                });
}

// Two programs on one port would share its visitors by chance: the library's own options allow that (SO_REUSEPORT).
void share_nothing(socket_t number) {
  int yes = 1;
  ::setsockopt(number, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
}

}  // namespace

struct HttpServer::Inside {
  httplib::Server server;
  std::string address;
  int port = 0;
  std::thread thread;
};

HttpServer::HttpServer(const std::string& address, int port, std::function<HttpResponse(const HttpRequest&)> answer)
    : inside_(std::make_unique<Inside>()) {
  check_that_it_can_be_bound(address, port);
  auto& server = inside_->server;
  inside_->address = address;
  server.new_task_queue = [] { return new httplib::ThreadPool(threads); };
  server.set_socket_options(share_nothing);
  server.set_tcp_nodelay(true);
  server.set_read_timeout(seconds_to_read);
  server.set_write_timeout(seconds_to_write);
  server.set_keep_alive_timeout(seconds_idle);
  server.set_keep_alive_max_count(requests_per_connection);
  server.set_payload_max_length(0);
  server.set_default_headers(security_headers());
  server.set_exception_handler(
      [](const httplib::Request&, httplib::Response& response, std::exception_ptr) { refuse(500, response); });
  server.set_pre_routing_handler(
      [this, answer = std::move(answer)](const httplib::Request& request, httplib::Response& response) {
        if (int status = refusal(request, inside_->address, inside_->port)) {
          // The library applies these on its own; they belong to the request object that it lends us.
          const_cast<httplib::Request&>(request).ranges.clear();
          refuse(status, response);
        } else {
          const_cast<httplib::Request&>(request).ranges.clear();
          try {
            write_response(answer(read_request(request)), response);
          } catch (...) {
            refuse(500, response);
          }
        }
        return httplib::Server::HandlerResponse::Handled;
      });
  if (port == 0) {
    inside_->port = server.bind_to_any_port(address);
    if (inside_->port <= 0) throw Failure("aucun port libre sur " + address);
  } else {
    inside_->port = port;
    if (!server.bind_to_port(address, port)) throw Failure("le port " + std::to_string(port) + " est déjà pris");
  }
}

HttpServer::~HttpServer() {
  stop();
}

int HttpServer::port() const {
  return inside_->port;
}

std::string HttpServer::url() const {
  const auto& address = inside_->address;
  auto host = address == "0.0.0.0" || address == "::"  ? "127.0.0.1"
              : address.find(':') != std::string::npos ? "[" + address + "]"
                                                       : address;
  return "http://" + host + ":" + std::to_string(inside_->port) + "/";
}

void HttpServer::start() {
  inside_->thread = std::thread([this] { inside_->server.listen_after_bind(); });
}

void HttpServer::stop() {
  if (!inside_->thread.joinable()) return;
  while (!inside_->server.is_running()) std::this_thread::yield();  // a stop before the first accept would be lost
  inside_->server.stop();
  inside_->thread.join();
}

}  // namespace reperes
