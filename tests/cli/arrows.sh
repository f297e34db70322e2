#!/bin/bash
# The house's arrows: which room includes headers of which room, and which file may include a
# library's header. Usage: arrows.sh SOURCE_FOLDER. Prints each offence; 1 when there is one, or when
# an offence planted in a copy goes unseen.
set -euo pipefail

# rooms NAME FOLDER ALLOWED: every #include "room/..." of the folder leads to a room of ALLOWED.
rooms() {
    local name=$1 folder=$2 allowed=$3 found
    if found=$(grep -rnE '#include "[a-z_]+/' --include='*.c' --include='*.h' $folder |
        grep -vE "#include \"($allowed)/"); then
        echo "$name may include $allowed only:"
        echo "$found"
        return 1
    fi
}

# library HEADER ALLOWED: <HEADER> is included by the files matching ALLOWED, and by at least one.
library() {
    local header=$1 allowed=$2 users
    if ! users=$(grep -rlE "#include <$header" --include='*.c' --include='*.h' models input output solver); then
        echo "nothing includes <$header>: is this check out of date?"
        return 1
    fi
    if users=$(grep -vE "^($allowed)" <<<"$users"); then
        echo "<$header> is included only in $allowed, but also in:"
        echo "$users"
        return 1
    fi
}

check() {
    local failed=0
    cd "$1"
    rooms models models 'models' || failed=1
    rooms input input 'input|models' || failed=1
    rooms output output 'output|models' || failed=1
    rooms solver "$(ls -d solver/*/ | grep -vE '/(requests|program|server)/$' | tr '\n' ' ')" 'solver|models' || failed=1
    rooms requests solver/requests 'solver|models|input|output' || failed=1
    rooms program solver/program 'solver|models|input|output' || failed=1
    library 'glpk\.h>' 'solver/lp/engine_glpk\.c$' || failed=1
    library 'csv\.h>' 'input/tables/csv_reader\.c$' || failed=1
    library 'omp\.h>' 'solver/' || failed=1
    library 'jansson\.h>' '(output/files/json|input/tables/outlines_read)\.c$' || failed=1
    library 'nettle/' '(input|output)/' || failed=1
    library 'sqlite3\.h>' 'output/store/database\.c$' || failed=1
    library 'xlsxwriter\.h>' 'output/workbook/book_parts\.h$' || failed=1
    library 'zlib\.h>' 'output/workbook/book_check\.c$' || failed=1
    library 'mpi\.h>' 'solver/program/processes_mpi\.c$' || failed=1
    return $failed
}

# Each planted line must be found.
planted() {
    local copy line file
    copy=$(mktemp -d)
    while read -r file line; do
        rm -rf "${copy:?}"/*
        cp -r "$1"/{models,input,output,solver} "$copy"
        echo "$line" >>"$copy/$file"
        if (check "$copy") >/dev/null; then
            echo "unseen in $file: $line"
            rm -rf "$copy"
            return 1
        fi
    done <<'LINES'
models/study/study.h #include "input/tables/reader.h"
input/tables/reader.h #include "solver/stages/stages.h"
output/tables/plan_tables.h #include "input/tables/reader.h"
solver/stages/stages.h #include "output/tables/plan_tables.h"
solver/stages/stages.h #include "input/tables/reader.h"
models/programme/lp.c #include <glpk.h>
solver/stages/stages.c #include <glpk.h>
input/tables/reader.c #include <csv.h>
models/programme/lp.c #include <omp.h>
input/tables/reader.c #include <jansson.h>
models/study/study.c #include <nettle/sha2.h>
output/store/store.c #include <sqlite3.h>
output/workbook/workbook.c #include <xlsxwriter.h>
output/files/file.c #include <zlib.h>
solver/program/message.c #include <mpi.h>
LINES
    rm -rf "$copy"
}

source=$(cd "$1" && pwd)
(check "$source") && planted "$source" && echo "the arrows hold"
