#!/bin/bash
# Writes the template of every sentence that the program can say: template.sh SOURCE_FOLDER FILE.
# Files come in the order of their names, so that the same sources give the same template.
set -euo pipefail
cd "$1"
find models input output solver -name '*.c' -o -name '*.h' -o -name '*.def' | LC_ALL=C sort |
    xgettext --files-from=- --output=- --language=C --from-code=UTF-8 --no-location --add-comments=LANGUAGE \
        --package-name=equiplace --keyword \
        --keyword=_ --keyword=N_ --keyword=P_:1,2 --keyword=C_:1c,2 \
        --keyword=EQP_COMMAND:4 --keyword=EQP_COMMAND_OPTION:4 --keyword=EQP_COMMON_OPTION:3 --keyword=EQP_COLUMN:11 --keyword=EQP_OPTION:7 |
    sed '/^"POT-Creation-Date: /d' >"$2"
