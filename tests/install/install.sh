#!/bin/sh
# Installs a build into an empty folder and uses it as another project would: by the CMake package, by
# pkg-config, from Python, and by the program.
#   install.sh BUILD COMPILER STUDY SANITIZED
set -eu
build=$1 compiler=$2 study=$3 sanitized=$4
here=$(cd "$(dirname "$0")" && pwd)
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

# Runs a command and shows what it said only where it fails.
quietly() {
    "$@" >"$place/log" 2>&1 || { cat "$place/log"; exit 1; }
}

quietly cmake --install "$build" --prefix "$place/usr"
quietly "$place/usr/bin/equiplace" solve "$study" --quiet

# A prefix that was moved keeps its languages, man pages and completion.
mv "$place/usr" "$place/moved"
"$place/moved/bin/equiplace" solve "$study" --quiet --lang fr | grep -q 'Aucun besoin' || {
    echo 'the installed program does not speak French'
    exit 1
}
for file in man/man1/equiplace.1 man/fr/man1/equiplace.1 bash-completion/completions/equiplace; do
    [ -s "$place/moved/share/$file" ] || { echo "share/$file is not installed"; exit 1; }
done
mv "$place/moved" "$place/usr"

# Every header that is installed compiles alone, and all of them together, as C11 and as C++.
headers=$place/usr/include/equiplace
find "$headers" -name '*.h' | sort >"$place/headers"
[ "$(wc -l <"$place/headers")" -le 14 ] || { echo 'more headers are installed than the door needs'; exit 1; }
sed 's/.*/#include "&"/' "$place/headers" >"$place/all.h"
echo "$place/all.h" >>"$place/headers"
while read -r header; do
    printf '#include "%s"\nextern int anything;\n' "$header" >"$place/alone.c"
    quietly "$compiler" -std=c11 -Wall -Wextra -Werror -pedantic -fsyntax-only -I "$headers" "$place/alone.c"
    quietly c++ -std=c++11 -Wall -Wextra -Werror -pedantic -fsyntax-only -I "$headers" -x c++ "$place/alone.c"
done <"$place/headers"

LD_LIBRARY_PATH=$(dirname "$(find "$place/usr" -name libequiplace.so)")
export LD_LIBRARY_PATH
quietly cmake -S "$here/project" -B "$place/build" -DCMAKE_C_COMPILER="$compiler" -DCMAKE_PREFIX_PATH="$place/usr"
quietly cmake --build "$place/build"
by_package=$("$place/build/consumer" "$study")

PKG_CONFIG_PATH=$(dirname "$(find "$place/usr" -name equiplace.pc)")
export PKG_CONFIG_PATH
# The flags are words to split.
# shellcheck disable=SC2046
quietly "$compiler" $(pkg-config --cflags equiplace) "$here/consumer.c" $(pkg-config --libs equiplace) -o "$place/consumer"
by_pkg_config=$("$place/consumer" "$study")

case $by_package in
*'100 % of the budgets: V 23.893832'*) ;;
*) echo "expected a value of 23.893832, got: $by_package"; exit 1 ;;
esac
[ "$by_pkg_config" = "$by_package" ] || { echo "by pkg-config: $by_pkg_config"; exit 1; }

# Python has no room for the sanitizers' runtime.
[ "$sanitized" = ON ] || {
    by_python=$(python3 "$here/sweep_budgets.py" "$LD_LIBRARY_PATH/libequiplace.so" "$study")
    [ "$by_python" = "$by_package" ] || { echo "by Python: $by_python"; exit 1; }
}
