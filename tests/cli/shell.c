#include "shell.h"

#include "models/base/memory.h"
#include "scratch.h"
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[EQP_SCRATCH_PATH];

int shell_begin(void) {
    /* What is said is in English, and on a terminal with bars and colours, wherever the tests run.
     */
    setenv("LC_ALL", "C", 1);
    setenv("TERM", "xterm", 1);
    unsetenv("NO_COLOR");
    return eqp_scratch_make(folder) == 0 && chdir(folder) == 0 ? 0 : -1;
}

void shell_end(void) {
    char command[600];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    if (chdir(EQP_BINARY_DIR) == 0)
        shell_do(command);
}

int shell_do(const char *command) {
    int status = system(command);
    return status != -1 && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

void shell_thin_example(void) {
    CU_ASSERT_EQUAL_FATAL(shell_do("'" EQP_SOURCE_DIR "/tests/cli/thin_example.sh' '" EQP_SOURCE_DIR
                                   "/input/examples/sud-2024' thin"),
                          0);
}

char *shell_read(const char *path) {
    FILE *file = fopen(path, "rb");
    char *text = NULL;
    size_t length = 0, capacity = 0;
    while (file && eqp_grow(&text, &capacity, length + 4096, 1) == 0) {
        size_t count = fread(text + length, 1, 4095, file);
        length += count;
        text[length] = '\0';
        if (count == 0)
            break;
    }
    if (file)
        fclose(file);
    return text;
}

int shell_exists(const char *path) {
    struct stat found;
    return stat(path, &found) == 0;
}

shell_result shell_run(const char *arguments) {
    char command[2048];
    shell_result result;
    snprintf(command, sizeof command, "'%s' %s >.out 2>.err </dev/null", EQP_PROGRAM, arguments);
    result.status = shell_do(command);
    result.out = shell_read(".out");
    result.err = shell_read(".err");
    remove(".out");
    remove(".err");
    return result;
}

void shell_free(shell_result *result) {
    eqp_free(result->out);
    eqp_free(result->err);
    result->out = result->err = NULL;
}

void shell_expect(const char *arguments, int status, const char *out, const char *err) {
    shell_result result = shell_run(arguments);
    int good = result.status == status && result.out && result.err &&
               (!out || (*out ? strstr(result.out, out) != NULL : *result.out == '\0')) &&
               (!err || (*err ? strstr(result.err, err) != NULL : *result.err == '\0'));
    if (!good)
        fprintf(stderr, "equiplace %s: status %d\n%s\n%s\n", arguments, result.status,
                result.out ? result.out : "", result.err ? result.err : "");
    CU_ASSERT(good);
    shell_free(&result);
}
