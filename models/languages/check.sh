#!/bin/bash
# Whether the catalogues say everything that the program says: check.sh SOURCE_FOLDER. Every sentence
# of the sources is translated, none is in doubt (fuzzy) or out of use, every translation takes the
# values that its sentence gives. Ends with 1 where one is not, or where a fault planted in a copy
# goes unseen.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
template=$scratch/equiplace.pot
"$here/template.sh" "$1" "$template"

# Prints what is wrong with a catalogue; 1 where something is.
faults() {
    local found
    found=$(
        msgfmt --check-format --check-domain --output-file=/dev/null "$1" 2>&1
        msgattrib --only-fuzzy --no-wrap "$1" 2>&1
        msgattrib --only-obsolete --no-wrap "$1" 2>&1
        msgcmp "$1" "$template" 2>&1
    ) || true
    [ -z "$found" ] || { printf '%s\n' "$found"; return 1; }
}

# planted WHAT SED_SCRIPT: the fault is seen in a copy of a catalogue.
planted() {
    sed "$2" "$catalogue" >"$scratch/planted.po"
    if cmp -s "$catalogue" "$scratch/planted.po"; then
        echo "nothing could be planted: $1"
        return 1
    fi
    if faults "$scratch/planted.po" >/dev/null; then
        echo "unseen in $(basename "$catalogue"): $1"
        return 1
    fi
}

failed=0
for catalogue in "$here"/*.po; do
    if ! faults "$catalogue"; then
        echo "$(basename "$catalogue") is behind the sources: build the target 'languages', then translate what is new"
        failed=1
        continue
    fi
    first=$(msgattrib --no-wrap "$catalogue" | grep -n '^msgid "[^"]' | sed -n '1s/:.*//p')
    planted 'a sentence without translation' '0,/^msgstr "[^"].*"$/s/^msgstr "[^"].*"$/msgstr ""/' || failed=1
    planted 'a sentence that is not in the sources' '$a\\nmsgid "nobody says this"\nmsgstr "x"' || failed=1
    planted 'a value that is not taken' '/^msgstr ".*%s/s/%s/%d/' || failed=1
    planted 'a sentence in doubt' '0,/^#, c-format$/s/^#, c-format$/#, fuzzy, c-format/' || failed=1
done
[ $failed = 0 ] && echo 'the catalogues say everything'
exit $failed
