#!/bin/bash
# Writes the template of every sentence that the program can say: template.sh SOURCE_FOLDER FILE.
# Files come in the order of their names, so that the same sources give the same template.
set -euo pipefail
out=$(realpath "$2")
cd "$1"
template() {
    xgettext --output="$out" --language=C --from-code=UTF-8 --no-location --add-comments=LANGUAGE \
        --package-name=equiplace --keyword "$@"
}
find models input output solver -name '*.c' -o -name '*.h' -o -name '*.def' | LC_ALL=C sort |
    template --files-from=- --keyword=_ --keyword=N_ --keyword=P_:1,2 --keyword=C_:1c,2 \
        --keyword=EQP_COMMAND:4 --keyword=EQP_COMMAND_OPTION:4 --keyword=EQP_COMMON_OPTION:3 \
        --keyword=EQP_COLUMN:11 --keyword=EQP_RESULT:6 --keyword=EQP_RESULT_COLUMN:7 \
        --keyword=EQP_OPTION:7
# Units and headings of columns, which stand in the same rows; it warns of those that have none.
for place in 5 6; do
    template --join-existing --keyword=EQP_RESULT_COLUMN:$place output/tables/results.def 2>/dev/null
done
sed -i '/^"POT-Creation-Date: /d' "$out"
