#!/bin/sh
# Installs a build into an empty folder and uses it as another project would: by the CMake package, by
# pkg-config, and by the program.
#   install.sh BUILD COMPILER STUDY
set -eu
build=$1 compiler=$2 study=$3
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

quietly cmake -S "$here/project" -B "$place/build" -DCMAKE_C_COMPILER="$compiler" -DCMAKE_PREFIX_PATH="$place/usr"
quietly cmake --build "$place/build"
by_package=$("$place/build/consumer" "$study")

PKG_CONFIG_PATH=$(dirname "$(find "$place/usr" -name equiplace.pc)")
export PKG_CONFIG_PATH
# The flags are words to split.
# shellcheck disable=SC2046
quietly "$compiler" $(pkg-config --cflags equiplace) "$here/consumer.c" $(pkg-config --libs equiplace) -o "$place/consumer"
by_pkg_config=$("$place/consumer" "$study")

[ "$by_package" = "plan.csv 23.917750" ] && [ "$by_pkg_config" = "$by_package" ] || {
    echo "expected \"plan.csv 23.917750\"; CMake package: \"$by_package\", pkg-config: \"$by_pkg_config\""
    exit 1
}
