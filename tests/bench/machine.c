#include "machine.h"

#include <coin/Clp_C_Interface.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* The rest of the first line of a file that begins with `key`, after any of `separators`. */
static void find_line(const char *file, const char *key, const char *separators, char text[128]) {
    FILE *stream = fopen(file, "r");
    char line[512];
    snprintf(text, 128, "unknown");
    while (stream && fgets(line, sizeof line, stream)) {
        const char *rest = line + strlen(key);
        if (strncmp(line, key, strlen(key)) != 0)
            continue;
        rest += strspn(rest, separators);
        snprintf(text, 128, "%.*s", (int)strcspn(rest, "\"\n"), rest);
        break;
    }
    if (stream)
        fclose(stream);
}

void bench_machine_write(FILE *stream) {
    char text[128];
    time_t now = time(NULL);
    struct tm date;
    gmtime_r(&now, &date);
    strftime(text, sizeof text, "%Y-%m-%d", &date);
    fprintf(stream, "- run on %s\n", text);
    find_line("/proc/cpuinfo", "model name", "\t :", text);
    fprintf(stream, "- processor: %s, %ld cores\n", text, sysconf(_SC_NPROCESSORS_ONLN));
    find_line("/proc/meminfo", "MemTotal:", " ", text);
    fprintf(stream, "- memory: %s\n", text);
    find_line("/etc/os-release", "PRETTY_NAME=", "\"", text);
    fprintf(stream, "- system: %s\n", text);
    fprintf(stream, "- compiler: %s %s, `%s`\n",
#ifdef __clang__
            "clang",
#else
            "gcc",
#endif
            __VERSION__, EQP_COMPILE_FLAGS);
    fprintf(stream, "- Clp %s, GLPK %s\n", Clp_Version(), EQP_GLPK_VERSION);
}
