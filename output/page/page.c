#include "output/page/page.h"

#include "models/base/language.h"
#include "models/base/memory.h"
#include "output/page/page_assets.h"

#include <nettle/base64.h>
#include <nettle/sha2.h>

#include <stdio.h>
#include <string.h>

/* What stands for the {{names}} of the template. */
typedef struct filling {
    const eqp_page *page;
    const eqp_page_assets *assets;
    const char *data;
    char *title; /* owned */
} filling;

int eqp_page_possible(void) {
    return eqp_page_assets_get() != NULL;
}

/* Text within HTML, in elements and attributes. */
static void put_text(const char *text, FILE *stream) {
    for (; *text; text++)
        switch (*text) {
        case '&':
            fputs("&amp;", stream);
            break;
        case '<':
            fputs("&lt;", stream);
            break;
        case '>':
            fputs("&gt;", stream);
            break;
        case '"':
            fputs("&quot;", stream);
            break;
        default:
            fputc(*text, stream);
        }
}

/* 'sha256-…' of a script or style, as a policy names it. */
static void put_digest(const char *text, FILE *stream) {
    struct sha256_ctx hash;
    uint8_t digest[SHA256_DIGEST_SIZE];
    char encoded[BASE64_ENCODE_RAW_LENGTH(SHA256_DIGEST_SIZE) + 1] = "";
    sha256_init(&hash);
    sha256_update(&hash, strlen(text), (const uint8_t *)text);
    sha256_digest(&hash, sizeof digest, digest);
    base64_encode_raw(encoded, sizeof digest, digest);
    fprintf(stream, "'sha256-%s'", encoded);
}

/* Only what is in the page runs; nothing is loaded, nothing can be sent. */
static void put_policy(const eqp_page_assets *assets, FILE *stream) {
    fputs("default-src 'none'; base-uri 'none'; form-action 'none'; script-src ", stream);
    put_digest(assets->charts, stream);
    fputs(" ", stream);
    put_digest(assets->script, stream);
    fputs("; style-src ", stream);
    put_digest(assets->style, stream);
}

static void put_name(const filling *what, const char *name, FILE *stream) {
    if (strcmp(name, "language") == 0)
        put_text(what->page->options->language, stream);
    else if (strcmp(name, "policy") == 0)
        put_policy(what->assets, stream);
    else if (strcmp(name, "version") == 0)
        put_text(what->page->version, stream);
    else if (strcmp(name, "title") == 0)
        put_text(what->title, stream);
    else if (strcmp(name, "noscript") == 0)
        put_text(_("This report is drawn by scripts within the page. Please allow them: nothing is "
                   "loaded from elsewhere."),
                 stream);
    else if (strcmp(name, "style") == 0)
        fputs(what->assets->style, stream);
    else if (strcmp(name, "charts") == 0)
        fputs(what->assets->charts, stream);
    else if (strcmp(name, "script") == 0)
        fputs(what->assets->script, stream);
    else if (strcmp(name, "data") == 0)
        fputs(what->data, stream);
}

static void put_page(const filling *what, FILE *stream) {
    const char *at = what->assets->template, *open;
    while ((open = strstr(at, "{{"))) {
        const char *close = strstr(open, "}}");
        char name[32];
        fwrite(at, 1, (size_t)(open - at), stream);
        snprintf(name, sizeof name, "%.*s", (int)(close - open - 2), open + 2);
        put_name(what, name, stream);
        at = close + 2;
    }
    fputs(at, stream);
}

static eqp_status write_file(const filling *what, eqp_results *results, eqp_error *error) {
    eqp_file *file;
    eqp_status status = eqp_folder_create(results->folder, EQP_PAGE_FILE, &file, error);
    if (status)
        return status;
    put_page(what, eqp_file_stream(file));
    return eqp_results_commit(results, EQP_PAGE_FILE, file, error);
}

eqp_status eqp_page_write(const eqp_page *page, eqp_results *results, eqp_error *error) {
    filling what = {.page = page, .assets = eqp_page_assets_get()};
    eqp_status status;
    char *data;
    if (!page->options->wanted || !what.assets)
        return EQP_OK;
    data = eqp_page_data(page);
    what.data = data;
    what.title = eqp_page_title(page);
    status = data && what.title ? write_file(&what, results, error) : eqp_error_memory(error);
    eqp_free(what.title);
    eqp_free(data);
    return status;
}
