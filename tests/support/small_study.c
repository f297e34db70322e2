#include "small_study.h"

#include <string.h>

/* Rows stand out of order here and there on purpose. */
static const char *const tables[][2] = {
    {"institutions", "institution,name,buyer\n"
                     "region,Region,\n"
                     "state,State fund,region\n"
                     "ft,Employment service,\n"},
    {"budgets", "institution,budget\nregion,100000\nft,50000\nstate,20000\n"},
    {"zones", "zone,name,department,longitude,latitude,job_seekers\n"
              "9306,Marseille,13,5.4,43.3,60000\n"
              "04,Digne,04,6.2,44.1,5000\n"
              "9302,Nice,06,7.26,43.7,40000\n"},
    {"occupations", "occupation,name,family\nB2X36,Plumber,B\nA1,Gardener,\nB2X37,Roofer,B\n"},
    {"needs", "zone,occupation,need,priority,need_low,need_high\n"
              "9306,B2X36,40,,30,55\n"
              "9306,A1,10,2,,\n"
              "04,B2X36,7.5,1,7,8\n"
              "9302,B2X37,12,1,,\n"},
    {"offers",
     "offer,name,zone,places,provider,lot,kind,fill_rate,success_rate,hours,group_min,group_max\n"
     "plumber,\"Plumber, level 3\",9306,24,AFPA,building,certifying,0.9,0.4,600,8,12\n"
     "garden,Gardener,04,10,GRETA,green,preparatory,,0.5,300,,\n"
     "roof,Roofer,9302,20,AFPA,building,certifying,0.8,0.45,500,,\n"},
    {"offer_occupations",
     "offer,occupation,fit\nplumber,B2X36,1\nroof,B2X37,\nroof,B2X36,0.5\ngarden,A1,\n"},
    {"prices", "offer,institution,price\nplumber,region,5400\nplumber,ft,5600\nplumber,state,5300\n"
               "garden,ft,2000\nroof,region,4000\n"},
    {"commitments", "zone,occupation,places,funder,success_rate\n"
                    "9306,B2X36,10,apprenticeship,0.5\n"
                    "9306,B2X36,4,,\n"},
    {"mobility", "residence,site,share\n9306,04,0.5\n04,9306,0.2\n9302,9302,0.9\n"},
    {"audiences", "offer,audience,share\nplumber,rsa,0.25\nroof,rsa,0.3\nroof,youth,0.5\n"},
    {"decisions", "offer,institution,min_places,max_places\nplumber,region,2,20\nplumber,ft,,"
                  "5\nroof,region,1,\n"},
    {"rules", "rule,measure,sense,value,unit,institution,buyer,audience,family,occupation,"
              "department,zone,provider,lot,kind,offer\n"
              "rsa,places,min,20%,share,region,,rsa,,,,,,,,\n"
              "lot,cost,max,90000,,,region,,B,,,,AFPA,building,certifying,\n"
              "hours,hours,max,50000,absolute,,,,,B2X36,13,9306,,,,plumber\n"},
    {"parameters", "parameter,value\nbalance,0.7\ncurrency,EUR\n"},
    {"scenarios", "scenario,parameter,target,change,value\n"
                  "more,budget,institution=region,scale,1.1\n"
                  "high,need_level,,,high\n"
                  "more,balance,,set,0.5\n"
                  "cheap,price,provider=AFPA&institution=region,add,-100\n"},
};

small_study small_study_make(void) {
    small_study study = {.count = 0};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        study.texts[study.count++] =
            (eqp_table_text){tables[i][0], tables[i][1], strlen(tables[i][1])};
    return study;
}

void small_study_set_bytes(small_study *study, const char *table, const char *bytes, size_t size) {
    for (size_t i = 0; i < study->count; i++)
        if (strcmp(study->texts[i].table, table) == 0) {
            if (bytes)
                study->texts[i] = (eqp_table_text){table, bytes, size};
            else
                study->texts[i] = study->texts[--study->count];
            return;
        }
}

void small_study_set(small_study *study, const char *table, const char *text) {
    small_study_set_bytes(study, table, text, text ? strlen(text) : 0);
}

const char *small_study_text(const small_study *study, const char *table) {
    for (size_t i = 0; i < study->count; i++)
        if (strcmp(study->texts[i].table, table) == 0)
            return study->texts[i].bytes;
    return NULL;
}

char *small_study_problems(const small_study *study) {
    eqp_problems *problems = eqp_problems_create();
    eqp_study *read = NULL;
    char *printed = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&printed, &size);
    eqp_study_read_texts(study->texts, study->count, &read, problems, NULL);
    eqp_problems_print(problems, NULL, stream);
    fclose(stream);
    eqp_study_free(read);
    eqp_problems_free(problems);
    return printed;
}

eqp_study *small_study_read(const small_study *study) {
    eqp_problems *problems = eqp_problems_create();
    eqp_study *read = NULL;
    if (eqp_study_read_texts(study->texts, study->count, &read, problems, NULL) != EQP_OK)
        eqp_problems_print(problems, NULL, stderr);
    eqp_problems_free(problems);
    return read;
}
