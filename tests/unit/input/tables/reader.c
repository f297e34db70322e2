#include "scratch.h"
#include "small_study.h"
#include "suite.h"

#include "input/tables/csv_reader.h"
#include "models/base/memory.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- dialects: the small study written in every way that a spreadsheet may choose ---- */

typedef struct {
    char delimiter;
    const char *line_end;
    int comma;        /* decimal comma */
    int mark;         /* byte order mark */
    int windows_1252; /* instead of UTF-8 */
    int quotes;       /* around every cell */
    int turned;       /* columns from last to first */
    const char *thousands;
} dialect;

/* Cells of a table that dialects write differently: names with signs and line ends, large and
 * broken numbers. */
static const char plain_zones[] = "zone,name,department,longitude,latitude,job_seekers\n"
                                  "9306,\"Marseille, ville\",13,5.4,43.3,60000\n"
                                  "04,\"Digne\nles Bains\",04,6.2,44.1,5000\n"
                                  "9302,Nice é œ €,06,7.26,43.7,40000\n";

typedef struct {
    const dialect *style;
    char *text; /* [capacity] */
    size_t used, capacity;
    int first_row;
} writer;

static void put(writer *out, char character) {
    assert(out->used < out->capacity);
    out->text[out->used++] = character;
}

static void put_text(writer *out, const char *text) {
    while (*text)
        put(out, *text++);
}

static int is_number(const char *text) {
    return *text && strspn(text, "0123456789.") == strlen(text) && *text != '0' && strlen(text) > 3;
}

/* Amounts with the dialect's decimal sign and thousands; years and ids have none to lose. */
static void put_number(writer *out, const char *text) {
    size_t whole = strcspn(text, ".");
    for (size_t i = 0; text[i]; i++) {
        if (i && i < whole && (whole - i) % 3 == 0)
            put_text(out, out->style->thousands);
        put(out, text[i] == '.' && out->style->comma ? ',' : text[i]);
    }
}

static void put_cell(writer *out, const char *text, int amount) {
    int quoted = out->style->quotes || strpbrk(text, "\"\n,;") != NULL;
    if (quoted)
        put(out, '"');
    if (amount && is_number(text))
        put_number(out, text);
    else if (amount && out->style->comma && strspn(text, "0123456789.") == strlen(text))
        for (; *text; text++)
            put(out, *text == '.' ? ',' : *text);
    else
        for (; *text; text++) {
            if (*text == '"')
                put(out, '"');
            if (*text == '\n')
                put_text(out, out->style->line_end);
            else
                put(out, *text);
        }
    if (quoted)
        put(out, '"');
}

static int is_amount(const char *header) {
    static const char amounts[] =
        "budget|longitude|latitude|job_seekers|need|priority|need_low|need_high|places|fill_rate|"
        "success_rate|hours|group_min|group_max|fit|price|share|min_places|max_places|value";
    return eqp_word_find(amounts, header) != EQP_NONE;
}

static char headers[32][32];

static int write_row(void *context, uint32_t line, const eqp_csv_cell *cells, uint32_t count) {
    writer *out = context;
    (void)line;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t at = out->style->turned ? count - 1 - i : i;
        if (out->first_row)
            snprintf(headers[at], sizeof headers[at], "%s", cells[at].text);
        if (i)
            put(out, out->style->delimiter);
        put_cell(out, cells[at].text, !out->first_row && is_amount(headers[at]));
    }
    put_text(out, out->style->line_end);
    out->first_row = 0;
    return 0;
}

static void never_broken(void *context, uint32_t line, uint32_t cell, const char *sentence) {
    (void)context;
    fprintf(stderr, "%u:%u: %s\n", line, cell, sentence);
    CU_FAIL("the small study is broken");
}

/* The few characters beyond ASCII that the small study has, as Windows-1252. */
static void to_windows_1252(writer *out) {
    static const struct {
        const char *utf_8;
        char byte;
    } characters[] = {{"é", '\xE9'}, {"œ", '\x9C'}, {"€", '\x80'}, {"\u00A0", '\xA0'}};
    size_t from = 0, to = 0;
    while (from < out->used) {
        size_t length = 0;
        for (size_t i = 0; i < sizeof characters / sizeof *characters && !length; i++)
            if (strncmp(out->text + from, characters[i].utf_8, strlen(characters[i].utf_8)) == 0) {
                length = strlen(characters[i].utf_8);
                out->text[to] = characters[i].byte;
            }
        if (!length)
            out->text[to] = out->text[from];
        from += length ? length : 1;
        to++;
    }
    out->used = to;
}

static eqp_table_text written_in(const dialect *style, const eqp_table_text *plain) {
    writer out = {style, NULL, 0, plain->size * 8 + 64, 1};
    eqp_csv_handler handler = {&out, write_row, never_broken, NULL};
    eqp_csv_reader *reader = eqp_csv_create(',', &handler);
    out.text = eqp_allocate(out.capacity, 1);
    CU_ASSERT_PTR_NOT_NULL_FATAL(reader);
    CU_ASSERT_PTR_NOT_NULL_FATAL(out.text);
    if (style->mark)
        put_text(&out, "\xEF\xBB\xBF");
    CU_ASSERT_EQUAL(eqp_csv_feed(reader, plain->bytes, plain->size), 0);
    CU_ASSERT_EQUAL(eqp_csv_finish(reader), 0);
    eqp_csv_free(reader);
    if (style->windows_1252)
        to_windows_1252(&out);
    return (eqp_table_text){plain->table, out.text, out.used};
}

static void read_in(const dialect *style, const small_study *plain, char digest[65]) {
    small_study texts = *plain;
    eqp_problems *problems = eqp_problems_create();
    eqp_study *study;
    for (size_t i = 0; i < plain->count; i++)
        texts.texts[i] = written_in(style, plain->texts + i);
    CU_ASSERT_EQUAL(eqp_study_read_texts(texts.texts, texts.count, &study, problems, NULL), EQP_OK);
    CU_ASSERT_EQUAL(eqp_problems_count(problems, EQP_PROBLEM_WARNING), 0);
    if (eqp_problems_count(problems, EQP_PROBLEM_ERROR))
        eqp_problems_print(problems, NULL, stderr);
    CU_ASSERT_PTR_NOT_NULL_FATAL(study);
    CU_ASSERT_STRING_EQUAL(study->zones.name[0], "Digne\nles Bains");
    CU_ASSERT_STRING_EQUAL(study->zones.name[1], "Nice é œ €");
    CU_ASSERT_STRING_EQUAL(eqp_study_id(study, EQP_SPACE_zone, 0), "04");
    memcpy(digest, study->digest, 65);
    eqp_study_free(study);
    eqp_problems_free(problems);
    for (size_t i = 0; i < texts.count; i++)
        eqp_free((void *)(uintptr_t)texts.texts[i].bytes);
}

static void every_dialect_is_the_same_study(void) {
    static const char delimiters[] = {',', ';', '\t'};
    static const char *const line_ends[] = {"\n", "\r\n"};
    static const char *const thousands[] = {"", " ", "\u00A0", "\u202F"};
    small_study plain = small_study_make();
    char expected[65], digest[65];
    int different = 0, dialects = 0;
    dialect style = {',', "\n", 0, 0, 0, 0, 0, ""};
    small_study_set(&plain, "zones", plain_zones);
    read_in(&style, &plain, expected);
    for (unsigned choice = 0; choice < 3 * 2 * 4 * 32; choice++) {
        unsigned rest = choice;
        style.delimiter = delimiters[rest % 3];
        rest /= 3;
        style.line_end = line_ends[rest % 2];
        rest /= 2;
        style.thousands = thousands[rest % 4];
        rest /= 4;
        style.comma = rest & 1;
        style.mark = rest >> 1 & 1;
        style.windows_1252 = rest >> 2 & 1;
        style.quotes = rest >> 3 & 1;
        style.turned = rest >> 4 & 1;
        /* A comma cannot be both; a byte order mark says UTF-8; Windows-1252 has no narrow space.
         */
        if ((style.comma && style.delimiter == ',') || (style.mark && style.windows_1252) ||
            (style.windows_1252 && strcmp(style.thousands, "\u202F") == 0))
            continue;
        read_in(&style, &plain, digest);
        different += strcmp(digest, expected) != 0;
        dialects++;
    }
    CU_ASSERT_EQUAL(different, 0);
    CU_ASSERT_EQUAL(dialects, 440);
}

static void values_of_parameters_and_scenarios_follow_the_dialect(void) {
    small_study texts = small_study_make();
    eqp_study *study;
    small_study_set(&texts, "parameters", "parameter;value\nbalance;0,25\ncurrency;CHF\n");
    small_study_set(&texts, "scenarios",
                    "scenario;parameter;target;change;value\ns;budget;;scale;110 %\n");
    study = small_study_read(&texts);
    CU_ASSERT_PTR_NOT_NULL_FATAL(study);
    CU_ASSERT_EQUAL(study->settings.balance, 0.25);
    CU_ASSERT_STRING_EQUAL(study->settings.currency, "CHF");
    CU_ASSERT_STRING_EQUAL(study->scenarios.value[0], "1.1");
    eqp_study_free(study);
}

static void ids_are_kept_as_written_but_for_outer_blanks(void) {
    small_study texts = small_study_make();
    eqp_study *study;
    small_study_set(&texts, "zones", "ZONE,Name\n9306,M\n 04 ,D\n\" 9302\u00A0\",N\n4,x\n1e3,y\n");
    small_study_set(&texts, "rules", NULL);
    small_study_set(&texts, "audiences", NULL);
    study = small_study_read(&texts);
    CU_ASSERT_PTR_NOT_NULL_FATAL(study);
    CU_ASSERT_STRING_EQUAL(eqp_study_id(study, EQP_SPACE_zone, 0), "04");
    CU_ASSERT_STRING_EQUAL(eqp_study_id(study, EQP_SPACE_zone, 1), "1e3");
    CU_ASSERT_STRING_EQUAL(eqp_study_id(study, EQP_SPACE_zone, 2), "4");
    CU_ASSERT_STRING_EQUAL(eqp_study_id(study, EQP_SPACE_zone, 3), "9302");
    CU_ASSERT_EQUAL(study->zones.count, 5);
    eqp_study_free(study);
}

/* ---- folders ---- */

static char folder[EQP_SCRATCH_PATH];

static void make_folder(void) {
    CU_ASSERT_EQUAL_FATAL(eqp_scratch_make(folder), 0);
}

static void path_in_folder(const char *table, char *path, size_t size) {
    snprintf(path, size, "%s/%s.csv", folder, table);
}

static void write_folder(const small_study *texts) {
    char path[1024];
    for (size_t i = 0; i < texts->count; i++) {
        FILE *file;
        path_in_folder(texts->texts[i].table, path, sizeof path);
        file = fopen(path, "wb");
        CU_ASSERT_PTR_NOT_NULL_FATAL(file);
        fwrite(texts->texts[i].bytes, 1, texts->texts[i].size, file);
        fclose(file);
    }
}

static void remove_folder(const small_study *texts) {
    char path[1024];
    for (size_t i = 0; i < texts->count; i++) {
        path_in_folder(texts->texts[i].table, path, sizeof path);
        unlink(path);
    }
    rmdir(folder);
}

static void a_folder_reads_like_its_texts(void) {
    small_study texts = small_study_make();
    eqp_problems *problems = eqp_problems_create();
    eqp_study *from_folder, *from_texts = small_study_read(&texts);
    eqp_error error = {0};
    make_folder();
    write_folder(&texts);
    CU_ASSERT_EQUAL(eqp_study_read(folder, &from_folder, problems, &error), EQP_OK);
    CU_ASSERT_PTR_NOT_NULL_FATAL(from_folder);
    CU_ASSERT_PTR_NOT_NULL_FATAL(from_texts);
    CU_ASSERT_STRING_EQUAL(from_folder->digest, from_texts->digest);
    eqp_study_free(from_folder);
    eqp_study_free(from_texts);
    eqp_problems_free(problems);
    remove_folder(&texts);
}

static void what_is_no_folder_cannot_be_read(void) {
    eqp_problems *problems = eqp_problems_create();
    eqp_study *study;
    eqp_error error = {0};
    CU_ASSERT_EQUAL(eqp_study_read(EQP_BINARY_DIR "/no such folder", &study, problems, &error),
                    EQP_ERROR_SYSTEM);
    CU_ASSERT_PTR_NULL(study);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.sentence, "no such folder\": No such file"));
    CU_ASSERT_EQUAL(eqp_study_read("/dev/null", &study, problems, &error), EQP_ERROR_SYSTEM);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.sentence, "Not a directory"));
    CU_ASSERT_EQUAL(eqp_problems_total(problems), 0);
    eqp_problems_free(problems);
}

static void expect_only(eqp_problems *problems, const char *file, const char *sentence) {
    CU_ASSERT_EQUAL_FATAL(eqp_problems_total(problems), 1);
    CU_ASSERT_EQUAL(eqp_problems_get(problems, 0)->severity, EQP_PROBLEM_ERROR);
    CU_ASSERT_STRING_EQUAL(eqp_problems_get(problems, 0)->file, file);
    CU_ASSERT_STRING_EQUAL(eqp_problems_get(problems, 0)->sentence, sentence);
}

static void a_folder_named_like_a_table_is_an_error(void) {
    small_study texts = small_study_make();
    eqp_problems *problems = eqp_problems_create();
    eqp_study *study;
    eqp_error error = {0};
    char path[1024];
    small_study_set(&texts, "mobility", NULL);
    make_folder();
    write_folder(&texts);
    path_in_folder("mobility", path, sizeof path);
    CU_ASSERT_EQUAL(mkdir(path, 0777), 0);
    CU_ASSERT_EQUAL(eqp_study_read(folder, &study, problems, &error), EQP_ERROR_DATA);
    CU_ASSERT_PTR_NULL(study);
    expect_only(problems, "mobility.csv", "this is a folder; a file is expected");
    rmdir(path);
    eqp_problems_free(problems);
    problems = eqp_problems_create();
    CU_ASSERT_EQUAL(mkfifo(path, 0777), 0);
    CU_ASSERT_EQUAL(eqp_study_read(folder, &study, problems, &error), EQP_ERROR_SYSTEM);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.sentence, "mobility.csv\": Connection timed out"));
    unlink(path);
    eqp_problems_free(problems);
    problems = eqp_problems_create();
    CU_ASSERT_EQUAL(symlink("nothing", path), 0);
    CU_ASSERT_EQUAL(eqp_study_read(folder, &study, problems, &error), EQP_ERROR_DATA);
    expect_only(problems, "mobility.csv", "this is a link to a file that is not there");
    unlink(path);
    eqp_problems_free(problems);
    remove_folder(&texts);
}

/* Reads a small study in which the table has another file name; "": nothing is said of it. */
static void expect_warnings(const char *table, const char *file, const char *sentence) {
    small_study texts = small_study_make();
    eqp_problems *problems = eqp_problems_create();
    eqp_study *study;
    char from[1024], to[1024];
    size_t found = 0;
    make_folder();
    write_folder(&texts);
    path_in_folder(table, from, sizeof from);
    snprintf(to, sizeof to, "%s/%s", folder, file);
    CU_ASSERT_EQUAL(rename(from, to), 0);
    eqp_study_read(folder, &study, problems, NULL);
    for (size_t i = 0; i < eqp_problems_total(problems); i++) {
        const eqp_problem *problem = eqp_problems_get(problems, i);
        if (strcmp(problem->file, file) != 0)
            continue;
        found++;
        CU_ASSERT_EQUAL(problem->severity, EQP_PROBLEM_WARNING);
        CU_ASSERT(problem->line == 1 && problem->column == 1);
        CU_ASSERT_STRING_EQUAL(problem->sentence, sentence);
    }
    CU_ASSERT_EQUAL(found, *sentence ? 1 : 0);
    unlink(to);
    eqp_study_free(study);
    eqp_problems_free(problems);
    remove_folder(&texts);
}

static void a_table_whose_file_is_misspelt_is_named(void) {
    static const char *const others[] = {
        "mobilty.txt",           "mobility.tsv",      "mobility.xlsx",    "mobility - Copy.csv",
        "Copie de mobility.csv", "mobility_2025.csv", "mobility.csv.txt", "mobility.csv~",
        "mobility (1).csv",      "2025-mobility.ods", "mobility .csv",    "Mobility.CSV",
        "mobility.csv.csv",      "mobility.csv.gz"};
    expect_warnings("mobility", "mobilty.csv",
                    "no table has this name and the file is ignored; did you mean "
                    "\"mobility.csv\"?");
    expect_warnings("needs", "Needs.CSV",
                    "no table has this name and the file is ignored; did you mean "
                    "\"needs.csv\"?");
    expect_warnings("mobility", "notes.csv", "");
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        expect_warnings("mobility", others[i],
                        "no table has this name and the file is ignored; did you mean "
                        "\"mobility.csv\"?");
    expect_warnings("mobility", "zone_coverage.csv", "");
    expect_warnings("mobility", "mobility.png", "");
    expect_warnings("mobility", ".csv", "");
}

static void a_copy_beside_its_table_is_told(void) {
    small_study texts = small_study_make();
    eqp_problems *problems = eqp_problems_create();
    eqp_study *study;
    char path[1024];
    FILE *file;
    make_folder();
    write_folder(&texts);
    path_in_folder("offers2", path, sizeof path);
    file = fopen(path, "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fclose(file);
    CU_ASSERT_EQUAL(eqp_study_read(folder, &study, problems, NULL), EQP_OK);
    CU_ASSERT_EQUAL_FATAL(eqp_problems_total(problems), 1);
    CU_ASSERT_STRING_EQUAL(
        eqp_problems_get(problems, 0)->sentence,
        "no table has this name and the file is ignored; \"offers.csv\" is read");
    unlink(path);
    eqp_study_free(study);
    eqp_problems_free(problems);
    remove_folder(&texts);
}

/* ---- memory ---- */

static void fail_every_allocation(const small_study *texts, eqp_status expected) {
    eqp_status status = EQP_ERROR_MEMORY;
    size_t before = eqp_memory_alive(), n;
    for (n = 1; status == EQP_ERROR_MEMORY && n < 20000; n++) {
        eqp_problems *problems = eqp_problems_create();
        eqp_study *study = NULL;
        eqp_memory_fail_at(n);
        status = eqp_study_read_texts(texts->texts, texts->count, &study, problems, NULL);
        eqp_memory_fail_at(0);
        CU_ASSERT_TRUE(status == expected || (status == EQP_ERROR_MEMORY && !study));
        eqp_study_free(study);
        eqp_problems_free(problems);
        CU_ASSERT_EQUAL(eqp_memory_alive(), before);
    }
    CU_ASSERT_EQUAL(status, expected);
    CU_ASSERT_TRUE(n > 200);
}

static void short_memory_anywhere_leaves_nothing(void) {
    small_study texts = small_study_make();
    fail_every_allocation(&texts, EQP_OK);
    small_study_set(&texts, "zones", "zone,name\n9306,M\xE9\n04,D\n9302,N\n9302,again\n,blank\n");
    small_study_set(&texts, "offers",
                    "offer,name,zone,places\nplumber,P,9306,2\nplumber,twice,9306,2\nroof,R,1,2\n");
    fail_every_allocation(&texts, EQP_ERROR_DATA);
}

static const eqp_test tests[] = {
    {"every dialect is the same study", every_dialect_is_the_same_study},
    {"values of parameters and scenarios follow the dialect",
     values_of_parameters_and_scenarios_follow_the_dialect},
    {"ids are kept as written but for outer blanks", ids_are_kept_as_written_but_for_outer_blanks},
    {"a folder reads like its texts", a_folder_reads_like_its_texts},
    {"what is no folder cannot be read", what_is_no_folder_cannot_be_read},
    {"a folder named like a table is an error", a_folder_named_like_a_table_is_an_error},
    {"a table whose file is misspelt is named", a_table_whose_file_is_misspelt_is_named},
    {"a copy beside its table is told", a_copy_beside_its_table_is_told},
    {"short memory anywhere leaves nothing", short_memory_anywhere_leaves_nothing},
};

EQP_SUITE_MAIN("input/reader", tests)
