#!/bin/bash
# The house as CONTRIBUTING.md draws it: each wing of the code stands in its table with exactly the wings that its
# files include, every one of them above it; no circle of files (a file is its .c and its .h, with the parts that
# they share); no file over 800 lines but those named here. Usage: house.sh SOURCE_FOLDER. Prints each offence; 1
# when there is one, or when an offence planted in a copy goes unseen.
set -euo pipefail
longest=800
long='solver/lp/gub.c'

# Every include of ours as "FILE INCLUDED", without endings; of headers, or with `h|def` of tables of declarations too.
includes() {
    grep -roE "#include \"(models|input|solver|output)/[a-z_/]+\.($1)\"" --include='*.c' --include='*.h' models input solver output |
        sed -E 's/\.[ch]:#include "/ /; s/\.[a-z]+"$//'
}

# The wings that each wing includes, as "WING a, b", in the order of their names; "WING" alone where it sees none.
seen_by_code() {
    {
        find models input solver output -name '*.[ch]' | sed -E 's,/[a-z_]+\.[ch]$,,;s,.*,& &,'
        includes 'h|def' | sed -E 's,/[a-z_]+ , ,; s,/[a-z_]+$,,'
    } | LC_ALL=C sort -u | awk '
        { if (!($1 in seen)) seen[$1] = "" }
        $1 != $2 { seen[$1] = seen[$1] (seen[$1] ? ", " : " ") $2 }
        END { for (wing in seen) print wing seen[wing] }'
}

# The rows of the table: "WING a, b".
seen_by_table() {
    sed -nE 's/^\| `((models|input|solver|output)[a-z_/]*)` \|.*\| ([^|]*) \|$/\1 \3/p' CONTRIBUTING.md | tr -d '`'
}

check() {
    local failed=0 found
    cd "$1"
    if ! found=$(diff <(seen_by_table | sed 's/ *$//' | LC_ALL=C sort) <(seen_by_code | LC_ALL=C sort)); then
        printf 'CONTRIBUTING.md (<) and the includes (>) differ:\n%s\n' "$found"
        failed=1
    fi
    found=$(seen_by_table | awk '{ above[$1] = 1; for (i = 2; i <= NF; i++) { sub(",", "", $i); if (!($i in above)) print $1 " sees " $i ", which is not above it" } }')
    [ -z "$found" ] || { echo "$found"; failed=1; }
    found=$(includes h | sed -E 's/_parts( |$)/\1/g' | awk '$1 != $2' | tsort 2>&1 >/dev/null || true)
    [ -z "$found" ] || { printf 'a circle of files:\n%s\n' "$found"; failed=1; }
    found=$(find models input solver output -name '*.[ch]' -print0 | xargs -0 wc -l |
        awk -v longest=$longest -v long="$long" '$2 != "total" && $1 > longest && index(" " long " ", " " $2 " ") == 0 { print $2 " has " $1 " lines" }')
    [ -z "$found" ] || { printf 'too long a file:\n%s\n' "$found"; failed=1; }
    return $failed
}

# planted FILE LINE: seen in a copy.
planted() {
    echo "$2" >>"$copy/$1"
    if (check "$copy") >/dev/null; then
        echo "unseen in $1: $2"
        return 1
    fi
    cp "$source/$1" "$copy/$1"
}

source=$(cd "$1" && pwd)
(check "$source")
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp -r "$source"/{models,input,output,solver,CONTRIBUTING.md} "$copy"
planted models/base/error.h '#include "models/study/study.h"'
planted solver/lp/engine.h '#include "solver/stages/stages.h"'
planted models/base/memory.h '#include "models/base/names.h"'
planted CONTRIBUTING.md '| `models/nowhere` | | |  |'
planted models/base/memory.c "$(printf 'int x;\n%.0s' {1..800})"
echo 'the house is as it is drawn'
