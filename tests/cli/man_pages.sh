#!/bin/bash
# The man pages: groff reads them without a warning, and every command and option of --help is there.
#   man_pages.sh FOLDER PROGRAM
set -euo pipefail
folder=$1 program=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0

complain() {
    echo "$*"
    failed=1
}

for page in "$folder/man1/equiplace.1" "$folder/fr/man1/equiplace.1"; do
    language=en
    [[ $page == */fr/* ]] && language=fr
    warnings=$(groff -man -Tutf8 -K utf8 -ww -rLL=200n -P -cbou "$page" 2>&1 >"$scratch/shown")
    [ -z "$warnings" ] || complain "$page: $warnings"
    sed -i 's/‐/-/g' "$scratch/shown"
    "$program" --man --lang "$language" | cmp -s - "$page" || complain "$page is not what the program says"
    "$program" --help | sed -n 's/^  \([a-z]\+\( [a-z]\+\)*\) [A-Z].*/\1/p' >"$scratch/commands"
    [ "$(wc -l <"$scratch/commands")" -ge 10 ] || complain 'commands are missing in --help'
    while read -r command; do
        grep -q "^ *$command " "$scratch/shown" || complain "$page: no $command"
        # shellcheck disable=SC2086
        "$program" $command --help | grep -o '^  --[a-z-]*' | while read -r option; do
            grep -q -- "^ *$option" "$scratch/shown" || echo "$page: no $option of $command"
        done >"$scratch/missing"
        [ ! -s "$scratch/missing" ] || complain "$(cat "$scratch/missing")"
    done <"$scratch/commands"
done
grep -q 'CODE DE SORTIE' "$scratch/shown" || complain 'the French page is not in French'
[ $failed = 0 ] && echo 'the man pages are whole'
exit $failed
