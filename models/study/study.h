/* A study: the tables of FORMAT.md as columns in memory.
 *
 * Each table is a struct of arrays [count] generated from tables.def: ids, references and labels
 * are dense indexes into the study's spaces of names (EQP_NONE = blank), words are indexes into
 * their list, numbers are doubles (NAN = blank and without default), texts are owned strings.
 *
 * After eqp_study_finish the study is canonical: every space is sorted by id, every table by its
 * key, so that the order of rows in the files changes nothing (scenarios keep file order). In a
 * table whose key is one ID the row is the index: zones.name[z] is the name of zone z.
 *
 * Thread rule: built by one thread, afterwards only read. */
#ifndef EQP_MODELS_STUDY_H
#define EQP_MODELS_STUDY_H

#include "models/base/error.h"
#include "models/base/names.h"

#include <math.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
    EQP_SPACE_institution,
    EQP_SPACE_buyer,
    EQP_SPACE_zone,
    EQP_SPACE_department,
    EQP_SPACE_occupation,
    EQP_SPACE_family,
    EQP_SPACE_offer,
    EQP_SPACE_provider,
    EQP_SPACE_lot,
    EQP_SPACE_kind,
    EQP_SPACE_audience,
    EQP_SPACE_funder,
    EQP_SPACE_rule,
    EQP_SPACE_parameter,
    EQP_SPACE_scenario,
    EQP_SPACE_COUNT
} eqp_space;

/* The lists of words that a WORD column may hold, in the order of the enums below. */
#define EQP_WORDS_measure "places|hours|cost|entries|hires"
#define EQP_WORDS_sense "min|max"
#define EQP_WORDS_unit "absolute|share"
#define EQP_WORDS_change "set|add|scale"

typedef enum {
    EQP_MEASURE_PLACES,
    EQP_MEASURE_HOURS,
    EQP_MEASURE_COST,
    EQP_MEASURE_ENTRIES,
    EQP_MEASURE_HIRES,
    EQP_MEASURE_COUNT
} eqp_measure;
typedef enum { EQP_SENSE_MIN, EQP_SENSE_MAX } eqp_sense;
typedef enum { EQP_UNIT_ABSOLUTE, EQP_UNIT_SHARE } eqp_unit;
typedef enum { EQP_CHANGE_SET, EQP_CHANGE_ADD, EQP_CHANGE_SCALE } eqp_change;
typedef enum { EQP_NEED_LOW, EQP_NEED_CENTRAL, EQP_NEED_HIGH } eqp_need_level;
typedef enum { EQP_WHOLE_NO, EQP_WHOLE_YES } eqp_whole;

#define EQP_FIELD_ID(column) uint32_t *column;
#define EQP_FIELD_REF(column) uint32_t *column;
#define EQP_FIELD_LABEL(column) uint32_t *column;
#define EQP_FIELD_WORD(column) uint32_t *column;
#define EQP_FIELD_TEXT(column) char **column;
#define EQP_FIELD_NUMBER(column) double *column;

#define EQP_TABLE(table, presence, sentence)                                                       \
    typedef struct eqp_##table {                                                                   \
        uint32_t count;                                                                            \
        uint32_t *line; /* line of the file on which each row begins */
#define EQP_COLUMN(table, column, kind, space, role, blank, low, high, unit, example, sentence)    \
    EQP_FIELD_##kind(column)
#define EQP_TABLE_END(table)                                                                       \
    }                                                                                              \
    eqp_##table;
#include "models/study/tables.def"
#undef EQP_TABLE
#undef EQP_COLUMN
#undef EQP_TABLE_END

/* The parameters, typed: fields of the names in options.def. */
typedef struct eqp_settings {
    double balance;                   /* β, 0..1 */
    double complementarity_tolerance; /* δ, 0..1 */
    eqp_whole whole;
    double max_change; /* 0..1, NAN: free */
    eqp_need_level need_level;
    char currency[16];
} eqp_settings;

typedef struct eqp_study {
    eqp_names *spaces[EQP_SPACE_COUNT];
#define EQP_TABLE(table, presence, sentence) eqp_##table table;
#define EQP_COLUMN(...)
#define EQP_TABLE_END(table)
#include "models/study/tables.def"
#undef EQP_TABLE
#undef EQP_COLUMN
#undef EQP_TABLE_END
    eqp_settings settings;     /* parameters.csv applied to the defaults of options.def */
    uint32_t *main_occupation; /* [offers.count] first listed occupation, EQP_NONE without one */
    char digest[65]; /* SHA-256 of the parsed cells in hexadecimal, "" if not from files */
} eqp_study;

typedef enum {
    EQP_KIND_ID,
    EQP_KIND_REF,
    EQP_KIND_LABEL,
    EQP_KIND_TEXT,
    EQP_KIND_NUMBER,
    EQP_KIND_WORD
} eqp_kind;
typedef enum { EQP_ROLE_KEY, EQP_ROLE_NEEDED, EQP_ROLE_FREE } eqp_role;

/* One column as tables.def declares it, for code that walks over tables. */
typedef struct eqp_column_view {
    const char *name;
    eqp_kind kind;
    eqp_space space;   /* of ID, REF, LABEL; EQP_SPACE_COUNT elsewhere */
    const char *words; /* of WORD: "a|b"; NULL elsewhere */
    eqp_role role;
    const char *blank;
    double low, high;
    const char *unit, *example, *sentence;
    size_t offset; /* of the column's pointer within eqp_study */
} eqp_column_view;

typedef struct eqp_table_view {
    const char *name; /* the file is NAME.csv */
    int required;
    const char *sentence;
    const eqp_column_view *columns;
    uint32_t column_count;
    size_t count_offset, line_offset; /* within eqp_study */
} eqp_table_view;

/* The tables in the order of tables.def; *count receives how many there are. */
const eqp_table_view *eqp_study_tables(size_t *count);

/* The place of a column's array in a study: uint32_t **, double ** or char *** by its kind. Written
 * only where the study may be. */
void *eqp_study_column(const eqp_study *study, const eqp_column_view *column);

/* An empty study: no rows, spaces empty, settings at their defaults. */
eqp_status eqp_study_create(eqp_study **out, eqp_error *error);
void eqp_study_free(eqp_study *study);

/* Fills the blank labels of one table whose default is another cell (buyer, family), so that later
 * tables can refer to them. EQP_ERROR_MEMORY only. */
eqp_status eqp_study_fill_labels(eqp_study *study, const eqp_table_view *table, eqp_error *error);

/* Notes each offer's main occupation in main_occupation [offers.count], from the order of rows as
 * it is now. EQP_ERROR_MEMORY only. */
eqp_status eqp_study_note_main_occupations(eqp_study *study, eqp_error *error);

/* order [count] receives the table's rows sorted by key (by all columns where there is no key),
 * rows of equal keys in the order that they have now. EQP_ERROR_MEMORY only. */
eqp_status eqp_study_order(const eqp_study *study, const eqp_table_view *table, uint32_t *order,
                           eqp_error *error);

/* Fills blank cells whose default is another cell (need_low, group_max, buyer, family), notes each
 * offer's main occupation, sorts spaces and tables. The study must hold valid tables
 * (input/tables/check.h); on failure it may only be freed. */
eqp_status eqp_study_finish(eqp_study *study, eqp_error *error);

/* A deep copy, for a scenario to change. */
eqp_status eqp_study_copy(const eqp_study *study, eqp_study **out, eqp_error *error);

/* Gives a copy that eqp_study_copy made the original's numbers and settings again; nothing else of
 * it may have changed. Allocates nothing. */
void eqp_study_restore(eqp_study *copy, const eqp_study *original);

/* The id of index i in a space; "" for EQP_NONE. Borrowed from the study. */
const char *eqp_study_id(const eqp_study *study, eqp_space space, uint32_t index);

/* n_zo of row `need` at the study's need_level, in persons. */
double eqp_study_need(const eqp_study *study, uint32_t need);

/* Sets one parameter from its text, as parameters.csv and --set have it: EQP_ERROR_USAGE with a
 * sentence for an unknown name (with the nearest known one) or an impossible value; settings are
 * then unchanged. */
eqp_status eqp_settings_set(eqp_settings *settings, const char *parameter, const char *value,
                            eqp_error *error);

/* Sets those of table parameters that can be, in its order. */
void eqp_study_take_parameters(eqp_study *study);

/* The value of a parameter that is a number: 1 = *value holds it, 0 = it is unknown or no number.
 */
int eqp_settings_number(const eqp_settings *settings, const char *parameter, double *value);

/* The names of all parameters, "a|b|c|". */
extern const char eqp_settings_names[];

/* The index of a word in a list "a|b|c", EQP_NONE when it is not there. */
uint32_t eqp_word_find(const char *words, const char *word);

/* Copies word number `index` of a list into text. */
void eqp_word_text(const char *words, uint32_t index, char *text, size_t size);

/* Copies the word of a list that is nearest to an unknown one (eqp_names_nearest) into text; ""
 * when none is near. */
void eqp_word_nearest(const char *words, const char *word, char *text, size_t size);

#endif
