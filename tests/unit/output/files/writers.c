/* Numbers, CSV cells, aligned text, JSON and files. */
#include "models/base/memory.h"
#include "models/base/number.h"
#include "output/files/buffer.h"
#include "output/files/csv_writer.h"
#include "output/files/file.h"
#include "output/files/json.h"
#include "scratch.h"
#include "suite.h"

#include <fcntl.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define LENGTH(array) (sizeof(array) / sizeof *(array))

static char folder_path[EQP_SCRATCH_PATH];

static void begin_folder(void) {
    CU_ASSERT_EQUAL_FATAL(eqp_scratch_make(folder_path), 0);
}

static void end_folder(void) {
    CU_ASSERT_EQUAL(rmdir(folder_path), 0);
}

static const char *within(const char *name) {
    static char path[2 * EQP_SCRATCH_PATH];
    snprintf(path, sizeof path, "%s/%s", folder_path, name);
    return path;
}

static int exists(const char *name) {
    struct stat found;
    return stat(within(name), &found) == 0;
}

static void read_text(const char *name, char *text, size_t size) {
    FILE *file = fopen(within(name), "r");
    text[0] = '\0';
    if (file) {
        text[fread(text, 1, size - 1, file)] = '\0';
        fclose(file);
    }
}

static void write_text(const char *name, const char *text) {
    FILE *file = fopen(within(name), "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs(text, file);
    fclose(file);
}

static void numbers_are_the_shortest_that_read_back(void) {
    static const struct {
        double number;
        char decimal;
        const char *text;
    } cases[] = {
        {0, '.', "0"},
        {-0.0, '.', "0"},
        {0.1, '.', "0.1"},
        {0.1, ',', "0,1"},
        {1. / 3, '.', "0.33333333333333331"},
        {12, '.', "12"},
        {1e300, '.', "1e+300"},
        {-2.5, ',', "-2,5"},
        {NAN, '.', ""},
        {1.5e-9, ',', "1,5e-09"},
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        char text[EQP_NUMBER_SIZE];
        eqp_number_text(cases[i].number, cases[i].decimal, text);
        CU_ASSERT_STRING_EQUAL(text, cases[i].text);
    }
}

static void numbers_for_people_have_groups_of_thousands(void) {
    static const struct {
        double number;
        int decimals;
        const char *text;
    } cases[] = {
        {0, 0, "0"},
        {999, 0, "999"},
        {1000, 0, "1,000"},
        {1234567.891, 2, "1,234,567.89"},
        {-1234.5, 1, "-1,234.5"},
        {-0.001, 1, "0.0"},
        {999999.5, 0, "1,000,000"},
        {NAN, 2, "-"},
        {1e30, 0, "1e+30"},
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        char text[EQP_NUMBER_SIZE];
        eqp_number_grouped(cases[i].number, cases[i].decimals, text);
        CU_ASSERT_STRING_EQUAL(text, cases[i].text);
    }
}

/* One row of an id, a name and a number in a style. */
static void check_row(eqp_csv_style style, const char *id, const char *name, double number,
                      const char *expected) {
    char text[256] = "";
    FILE *stream = fmemopen(text, sizeof text - 1, "w");
    eqp_csv_writer writer;
    CU_ASSERT_PTR_NOT_NULL_FATAL(stream);
    eqp_csv_begin(&writer, stream, style, 3);
    eqp_csv_id(&writer, id);
    eqp_csv_text(&writer, name);
    eqp_csv_number(&writer, number);
    eqp_csv_end_row(&writer);
    fclose(stream);
    CU_ASSERT_STRING_EQUAL(text, expected);
}

static void cells_are_quoted_where_they_must_be(void) {
    check_row(EQP_CSV_STANDARD, "04", "Aix", 1.5, "04,Aix,1.5\n");
    check_row(EQP_CSV_STANDARD, "a,b", "say \"so\"", 1, "\"a,b\",\"say \"\"so\"\"\",1\n");
    check_row(EQP_CSV_STANDARD, "a;b", "two\nlines", NAN, "a;b,\"two\nlines\",\n");
    check_row(EQP_CSV_STANDARD, " a", "b ", 0, "\" a\",\"b \",0\n");
    check_row(EQP_CSV_STANDARD, "", NULL, 0, ",,0\n");
    check_row(EQP_CSV_FR, "a,b", "c;d", 1.5,
              "\xEF\xBB\xBF"
              "a,b;\"c;d\";1,5\n");
}

static void names_that_look_like_formulas_are_harmless(void) {
    check_row(EQP_CSV_STANDARD, "=1", "=1+1", -1, "=1,'=1+1,-1\n");
    check_row(EQP_CSV_STANDARD, "a", "+33", 0, "a,'+33,0\n");
    check_row(EQP_CSV_STANDARD, "a", "-x", 0, "a,'-x,0\n");
    check_row(EQP_CSV_STANDARD, "a", "@x", 0, "a,'@x,0\n");
    check_row(EQP_CSV_STANDARD, "a", "=HYPERLINK(\"x\",\"y\")", 0,
              "a,\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\",0\n");
    check_row(EQP_CSV_STANDARD, "a", "a=b", 0, "a,a=b,0\n");
}

static void columns_are_aligned_by_characters(void) {
    eqp_buffer buffer = {0};
    char *text;
    eqp_buffer_left(&buffer, "Été", 5);
    eqp_buffer_add(&buffer, "|");
    eqp_buffer_right(&buffer, "Été", 5);
    eqp_buffer_add(&buffer, "|");
    eqp_buffer_left(&buffer, "Châteauneuf", 8);
    eqp_buffer_add(&buffer, "|");
    eqp_buffer_left(&buffer, "Châteauneuf", 11);
    text = eqp_buffer_finish(&buffer);
    CU_ASSERT_STRING_EQUAL(text, "Été  |  Été|Châte...|Châteauneuf");
    CU_ASSERT_EQUAL(eqp_text_width("Châteauneuf"), 11);
    eqp_free(text);
}

static void paragraphs_are_wrapped(void) {
    eqp_buffer buffer = {0};
    char *text;
    eqp_buffer_wrap(&buffer, "one two  three é é é é averyverylongword end", 2, 11);
    text = eqp_buffer_finish(&buffer);
    CU_ASSERT_STRING_EQUAL(text, "  one two\n  three é é\n  é é\n  averyverylongword\n  end\n");
    eqp_free(text);
}

static void a_paragraph_may_begin_beside_something(void) {
    eqp_buffer buffer = {0}, words = {0};
    char *text;
    eqp_buffer_say(&words, "one");
    eqp_buffer_say(&words, "%s,", "two");
    eqp_buffer_say(&words, "three\u00A0four");
    text = eqp_buffer_finish(&words);
    CU_ASSERT_STRING_EQUAL(text, "one two, three\u00A0four");
    eqp_buffer_add(&buffer, "-a  ");
    eqp_buffer_wrap_on(&buffer, text, 4, 14); /* a no-break space is no place to break */
    eqp_free(text);
    eqp_buffer_add(&buffer, "-b  ");
    eqp_buffer_wrap_on(&buffer, "averyverylongword", 4, 14);
    text = eqp_buffer_finish(&buffer);
    CU_ASSERT_STRING_EQUAL(text, "-a  one two,\n    three\u00A0four\n-b  averyverylongword\n");
    eqp_free(text);
}

static char *make_json(void) {
    eqp_json *json = eqp_json_create();
    eqp_json_text(json, "text", "é \"q\"");
    eqp_json_number(json, "tenth", 0.1);
    eqp_json_number(json, "none", NAN);
    eqp_json_open(json, "inner");
    eqp_json_whole(json, "count", 3);
    eqp_json_close(json);
    eqp_json_open_list(json, "list");
    eqp_json_number(json, NULL, 1);
    eqp_json_text(json, NULL, "two");
    eqp_json_close(json);
    return eqp_json_finish(json);
}

static void json_keeps_order_and_digits(void) {
    char *text = make_json();
    CU_ASSERT_STRING_EQUAL(text, "{\n  \"text\": \"é \\\"q\\\"\",\n  \"tenth\": 0.1,\n"
                                 "  \"none\": null,\n  \"inner\": {\n    \"count\": 3\n  },\n"
                                 "  \"list\": [\n    1.0,\n    \"two\"\n  ]\n}\n");
    eqp_free(text);
}

static void text_without_memory_is_no_text(void) {
    for (size_t n = 1; n <= 2; n++) {
        eqp_buffer buffer = {0};
        eqp_memory_fail_at(n);
        CU_ASSERT_PTR_NULL(make_json());
        eqp_memory_fail_at(1);
        eqp_buffer_add(&buffer, "text");
        CU_ASSERT_PTR_NULL(eqp_buffer_finish(&buffer));
        eqp_memory_fail_at(0);
    }
}

static void a_folder_without_a_name_is_refused(void) {
    eqp_folder *folder;
    eqp_error error;
    CU_ASSERT_EQUAL(eqp_folder_open("", &folder, &error), EQP_ERROR_SYSTEM);
    CU_ASSERT_PTR_NULL(folder);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.sentence, "cannot create the output folder"));
}

static void a_file_appears_whole_with_its_digest(void) {
    char text[64], digest[65];
    eqp_folder *folder;
    eqp_file *file;
    begin_folder();
    CU_ASSERT_EQUAL_FATAL(eqp_folder_open(folder_path, &folder, NULL), EQP_OK);
    CU_ASSERT_EQUAL_FATAL(eqp_folder_create(folder, "a.csv", &file, NULL), EQP_OK);
    fputs("abc", eqp_file_stream(file));
    CU_ASSERT_FALSE(exists("a.csv"));
    CU_ASSERT_EQUAL(eqp_file_commit(file, digest, NULL), EQP_OK);
    CU_ASSERT_FALSE(exists("a.csv.part"));
    read_text("a.csv", text, sizeof text);
    CU_ASSERT_STRING_EQUAL(text, "abc");
    CU_ASSERT_STRING_EQUAL(digest,
                           "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CU_ASSERT_EQUAL(eqp_folder_remove(folder, "a.csv", NULL), EQP_OK);
    CU_ASSERT_EQUAL(eqp_folder_remove(folder, "a.csv", NULL), EQP_OK);
    eqp_folder_close(folder);
    end_folder();
}

static void a_discarded_file_leaves_what_was_there(void) {
    char text[64];
    eqp_file *file;
    begin_folder();
    write_text("a.csv", "old");
    CU_ASSERT_EQUAL_FATAL(eqp_file_create(within("a.csv"), &file, NULL), EQP_OK);
    fputs("new", eqp_file_stream(file));
    eqp_file_discard(file);
    CU_ASSERT_FALSE(exists("a.csv.part"));
    read_text("a.csv", text, sizeof text);
    CU_ASSERT_STRING_EQUAL(text, "old");
    remove(within("a.csv"));
    end_folder();
}

static void a_full_disk_is_told_and_leaves_nothing_half_written(void) {
    struct rlimit limit = {.rlim_cur = 1000, .rlim_max = 1000}, before;
    struct sigaction ignore = {.sa_handler = SIG_IGN}, old;
    char text[64];
    eqp_error error = {0};
    eqp_file *file;
    begin_folder();
    write_text("a.csv", "old");
    getrlimit(RLIMIT_FSIZE, &before);
    limit.rlim_max = before.rlim_max;
    sigaction(SIGXFSZ, &ignore, &old);
    setrlimit(RLIMIT_FSIZE, &limit); /* the disk fills after 1,000 bytes */
    CU_ASSERT_EQUAL_FATAL(eqp_file_create(within("a.csv"), &file, NULL), EQP_OK);
    for (int i = 0; i < 3000; i++)
        fputs("xyz", eqp_file_stream(file));
    CU_ASSERT_EQUAL(eqp_file_commit(file, NULL, &error), EQP_ERROR_SYSTEM);
    setrlimit(RLIMIT_FSIZE, &before);
    sigaction(SIGXFSZ, &old, NULL);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.sentence, "cannot write; the disk may be full"));
    CU_ASSERT_STRING_EQUAL(error.file, within("a.csv"));
    CU_ASSERT_FALSE(exists("a.csv.part"));
    read_text("a.csv", text, sizeof text);
    CU_ASSERT_STRING_EQUAL(text, "old");
    remove(within("a.csv"));
    end_folder();
}

static void a_name_that_is_taken_by_a_folder_is_told(void) {
    eqp_error error = {0};
    eqp_file *file;
    begin_folder();
    CU_ASSERT_EQUAL_FATAL(eqp_file_create(within("a.csv"), &file, NULL), EQP_OK);
    CU_ASSERT_EQUAL(mkdir(within("a.csv"), 0777), 0);
    CU_ASSERT_EQUAL(eqp_file_commit(file, NULL, &error), EQP_ERROR_SYSTEM);
    CU_ASSERT_STRING_EQUAL(error.sentence, "cannot give the file its name: Is a directory");
    CU_ASSERT_FALSE(exists("a.csv.part"));
    rmdir(within("a.csv"));
    end_folder();
}

static void a_folder_is_made_with_its_parents_and_removed_when_empty(void) {
    char deep[2 * EQP_SCRATCH_PATH];
    eqp_folder *folder;
    eqp_file *file;
    begin_folder();
    snprintf(deep, sizeof deep, "%s", within("a/b"));
    CU_ASSERT_EQUAL_FATAL(eqp_folder_open(deep, &folder, NULL), EQP_OK);
    CU_ASSERT(exists("a/b"));
    CU_ASSERT_STRING_EQUAL(eqp_folder_path(folder), deep);
    eqp_folder_close(folder);
    CU_ASSERT_FALSE(exists("a/b"));
    CU_ASSERT_EQUAL_FATAL(eqp_folder_open(deep, &folder, NULL), EQP_OK);
    CU_ASSERT_EQUAL(eqp_folder_create(folder, "x", &file, NULL), EQP_OK);
    CU_ASSERT_EQUAL(eqp_file_commit(file, NULL, NULL), EQP_OK);
    eqp_folder_close(folder);
    CU_ASSERT(exists("a/b/x"));
    CU_ASSERT_FALSE(exists("a/b/.equiplace.lock"));
    remove(within("a/b/x"));
    rmdir(within("a/b"));
    rmdir(within("a"));
    end_folder();
}

static void a_folder_in_use_or_out_of_reach_is_refused(void) {
    eqp_error error = {0};
    eqp_folder *folder, *second;
    int status = 0;
    pid_t child;
    begin_folder();
    CU_ASSERT_EQUAL_FATAL(eqp_folder_open(folder_path, &folder, NULL), EQP_OK);
    child = fork(); /* locks are between processes */
    if (child == 0)
        _exit(eqp_folder_open(folder_path, &second, &error) == EQP_ERROR_SYSTEM && !second &&
                      strstr(error.sentence, "in use by another run")
                  ? 7
                  : 8);
    CU_ASSERT_EQUAL(waitpid(child, &status, 0), child);
    CU_ASSERT(WIFEXITED(status) && WEXITSTATUS(status) == 7);
    eqp_folder_close(folder);
    write_text("file", "");
    CU_ASSERT_EQUAL(eqp_folder_open(within("file/folder"), &folder, &error), EQP_ERROR_SYSTEM);
    CU_ASSERT_PTR_NULL(folder);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.sentence, "cannot create the output folder"));
    CU_ASSERT_EQUAL(eqp_folder_open(within("file"), &folder, &error), EQP_ERROR_SYSTEM);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.sentence, "cannot write to the output folder"));
    remove(within("file"));
    end_folder();
}

static void a_lock_left_by_a_killed_run_is_no_hindrance(void) {
    eqp_folder *folder;
    begin_folder();
    write_text(".equiplace.lock", "");
    CU_ASSERT_EQUAL(eqp_folder_open(folder_path, &folder, NULL), EQP_OK);
    eqp_folder_close(folder);
    CU_ASSERT_FALSE(exists(".equiplace.lock"));
    end_folder();
}

static void folders_and_files_survive_short_memory(void) {
    size_t alive = eqp_memory_alive();
    begin_folder();
    for (size_t n = 1; n <= 5; n++) {
        eqp_folder *folder = NULL;
        eqp_file *file = NULL;
        eqp_status opened, created = EQP_ERROR_MEMORY;
        eqp_memory_fail_at(n);
        opened = eqp_folder_open(folder_path, &folder, NULL);
        eqp_memory_fail_at(0);
        CU_ASSERT_EQUAL(opened, n <= 3 ? EQP_ERROR_MEMORY : EQP_OK);
        if (opened == EQP_OK) {
            eqp_memory_fail_at(n - 3);
            created = eqp_folder_create(folder, "a", &file, NULL);
            CU_ASSERT_EQUAL(created, EQP_ERROR_MEMORY);
            CU_ASSERT_EQUAL(eqp_folder_remove(folder, "a", NULL), EQP_ERROR_MEMORY);
            eqp_memory_fail_at(0);
        }
        CU_ASSERT_PTR_NULL(file);
        eqp_folder_close(folder);
        CU_ASSERT_EQUAL(eqp_memory_alive(), alive);
    }
    end_folder();
}

static const eqp_test tests[] = {
    {"numbers are the shortest that read back", numbers_are_the_shortest_that_read_back},
    {"numbers for people have groups of thousands", numbers_for_people_have_groups_of_thousands},
    {"cells are quoted where they must be", cells_are_quoted_where_they_must_be},
    {"names that look like formulas are harmless", names_that_look_like_formulas_are_harmless},
    {"columns are aligned by characters", columns_are_aligned_by_characters},
    {"paragraphs are wrapped", paragraphs_are_wrapped},
    {"a paragraph may begin beside something", a_paragraph_may_begin_beside_something},
    {"JSON keeps order and digits", json_keeps_order_and_digits},
    {"text without memory is no text", text_without_memory_is_no_text},
    {"a folder without a name is refused", a_folder_without_a_name_is_refused},
    {"a file appears whole, with its digest", a_file_appears_whole_with_its_digest},
    {"a discarded file leaves what was there", a_discarded_file_leaves_what_was_there},
    {"a full disk is told and leaves nothing half-written",
     a_full_disk_is_told_and_leaves_nothing_half_written},
    {"a name that is taken by a folder is told", a_name_that_is_taken_by_a_folder_is_told},
    {"a folder is made with its parents and removed when empty",
     a_folder_is_made_with_its_parents_and_removed_when_empty},
    {"a folder in use or out of reach is refused", a_folder_in_use_or_out_of_reach_is_refused},
    {"a lock left by a killed run is no hindrance", a_lock_left_by_a_killed_run_is_no_hindrance},
    {"folders and files survive short memory", folders_and_files_survive_short_memory},
};

EQP_SUITE_MAIN("writers", tests)
