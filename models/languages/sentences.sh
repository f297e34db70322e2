#!/bin/bash
# Whether every sentence of the sources is one that a catalogue can translate: sentences.sh
# SOURCE_FOLDER. A text of two words, or of a word and a value, stands within _() or its kin (or in a
# row of a .def table that template.sh names). Prints those that do not; ends with 1 where there is
# one, or where one planted beside the sources goes unseen.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
source_folder=$(realpath "$1")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

looks_said='[A-Za-z]{2,}[,:;.)]? [(]?[a-z]{2,}|%[-+0-9.*]*l*[sdufgx] [a-z]{2,}|[A-Za-z]{3,}[:,]? %[-+0-9.*]*l*[sdufgx]'

# What looks said and is for no person: each line is a pattern of TEXT, tab, places.
cat >"$scratch/unsaid" <<'END'
	.*output/store/
	input/generate/
	output/export/
	solver/program/man\.c
^ --[a-z]+ %
^%s--draws %llu --seed %llu
^equiplace:? %s	.
^AAAAAAACEEEE
^Project-Id-Version
^(no plan beyond|ruled out|not bought|held at today's fair rates)	.
^the texts of the language %s are not where the program lies
END
# In this order: SQL; names in studies that are made up; formats of others; commands as they are
# typed, the program's name, letters; words of JSON; what is said where there are no texts.

# texts TEMPLATE: a line for each, TEXT, tab, the places where it stands.
texts() {
    awk '
        function end_text() { if (text != "") print text "\t" places; text = "" }
        /^#: / { places = places substr($0, 4) " " }
        /^msg/ { end_text() }
        /^$/ { end_text(); places = "" }
        /^(msg[a-z_]+ )?"/ { sub(/^[^"]*"/, ""); sub(/"$/, ""); text = text $0 }
        END { end_text() }' "$1"
}

# unwrapped FOLDER: prints the texts in its rooms that look said and are not among the known.
unwrapped() {
    local rooms
    cd "$1"
    rooms=$(ls -d models input output solver 2>/dev/null || true)
    # shellcheck disable=SC2086
    find $rooms -name '*.[ch]' | LC_ALL=C sort |
        xgettext --extract-all --language=C --from-code=UTF-8 --files-from=- \
            --output="$scratch/all.pot" 2>/dev/null
    texts "$scratch/all.pot" | grep -E "$looks_said" | grep -vEf "$scratch/unsaid" |
        awk -F '\t' 'NR == FNR { known[$1]; next } !($1 in known)' "$scratch/known" -
}

"$here/template.sh" "$source_folder" "$scratch/equiplace.pot"
texts "$scratch/equiplace.pot" >"$scratch/known"

failed=0
found=$(unwrapped "$source_folder") || true
if [ -n "$found" ]; then
    printf 'said in one language only; write _("…") and add it to the catalogues:\n%s\n' "$found"
    failed=1
fi

mkdir "$scratch/models"
cat >"$scratch/models/planted.c" <<'END'
eqp_status one(eqp_error *error) {
    eqp_error_set(error, EQP_ERROR_DATA, "%u places without a home", 3u);
    return eqp_error_set(error, EQP_ERROR_DATA, _("out of memory; close other programs or solve a smaller study"));
}
END
planted=$(unwrapped "$scratch") || true
if [ "$(wc -l <<<"$planted")" != 1 ] || [[ $planted != *'places without a home'* ]]; then
    echo 'unseen: a planted sentence that nobody can translate'
    failed=1
fi
[ $failed = 0 ] && echo 'every sentence can be translated'
exit $failed
