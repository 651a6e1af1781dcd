#!/usr/bin/env bash
# Every header compiles alone. Arguments: the compiler, then the include folders it needs (-I…).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

find builder search tests -name '*.h' -not -path '*/node_modules/*' -print0 |
  xargs -0 -P "$(nproc)" -I HEADER "$@" -std=c++20 -DREPERES_RELEASE='""' -I. -Wall -Wextra -Werror -fsyntax-only \
    -x c++ -include HEADER /dev/null
