/* What the files import_bmo_*.c share; for import_bmo.c alone. Every part returns 0, or -1 when
 * memory is short. */
#ifndef EQP_INPUT_IMPORT_BMO_PARTS_H
#define EQP_INPUT_IMPORT_BMO_PARTS_H

#include "input/import/import_bmo.h"
#include "input/tables/sheet.h"
#include "models/study/study.h"

/* A suppressed cell stands for 1 to so many persons. */
#define EQP_BMO_MOST_SUPPRESSED 4

/* The survey's columns. */
enum {
    EQP_BMO_OCCUPATION,
    EQP_BMO_OCCUPATION_NAME,
    EQP_BMO_REGION,
    EQP_BMO_DEPARTMENT,
    EQP_BMO_ZONE,
    EQP_BMO_ZONE_NAME,
    EQP_BMO_MET,
    EQP_BMO_XMET,
    EQP_BMO_SMET,
    EQP_BMO_YEAR, /* may be missing */
    EQP_BMO_COLUMNS
};

extern const eqp_sheet_column eqp_bmo_columns[EQP_BMO_COLUMNS];

/* A basin under one département: the largest gives the basin its name. */
typedef struct eqp_bmo_part {
    uint32_t zone, department;
    char *name;
    double projects;
} eqp_bmo_part;

/* A code as it was first written, and where. */
typedef struct eqp_bmo_code {
    char text[64];
    char region[64], name[128]; /* of the first row of a basin */
    uint32_t line;
} eqp_bmo_code;

/* An import under way. */
typedef struct eqp_bmo_import {
    const eqp_bmo_options *options;
    eqp_study *study;
    eqp_problems *problems;
    eqp_bmo_summary *summary;
    eqp_names *keys; /* rows seen: occupation, zone, département */
    uint32_t *lines; /* [keys] where each stands */
    size_t line_room;
    eqp_names *pairs;   /* (zone, occupation), dense as the rows of needs */
    eqp_names *parts;   /* (zone, département) */
    eqp_bmo_part *part; /* [part_count] */
    size_t part_room, part_count;
    eqp_names *regions; /* all that the survey has */
    char year[16];      /* of the first row, and where it stands */
    uint32_t year_line;
    int years_told;
    eqp_names *codes;   /* columns and codes, 7 for 07 */
    eqp_bmo_code *code; /* [codes] as first written */
    size_t code_room;
    eqp_names *leaves; /* occupations of the tree */
    char **family_of;  /* [leaves] */
    size_t family_room, family_count;
} eqp_bmo_import;

/* met, xmet and smet of a row, as numbers that do not contradict each other. */
typedef struct eqp_bmo_counts {
    double met, xmet, smet;
} eqp_bmo_counts;

/* Need and its bounds, in persons. */
typedef struct eqp_bmo_estimate {
    double central, low, high;
} eqp_bmo_estimate;

/* 0 = read, and suppressed cells counted; -1 = a problem was reported. */
int eqp_bmo_read_counts(const eqp_bmo_import *import, const eqp_sheet_row *row,
                        eqp_bmo_counts *counts);

eqp_bmo_estimate eqp_bmo_need_of(const eqp_bmo_options *options, const eqp_bmo_counts *counts);

/* One row of the survey into zones, occupations and needs; context is an eqp_bmo_import. */
int eqp_bmo_take_row(void *context, const eqp_sheet_row *row);

/* Each zone's name and département, from its largest part. */
int eqp_bmo_name_zones(eqp_bmo_import *import);

/* Each occupation's family, from the tree that eqp_bmo_read_tree read, or from its code. */
int eqp_bmo_set_families(eqp_bmo_import *import);

/* Read options->families, options->zones: as eqp_sheet_read. */
eqp_status eqp_bmo_read_tree(eqp_bmo_import *import, eqp_error *error);
eqp_status eqp_bmo_read_places(eqp_bmo_import *import, eqp_error *error);

#endif
