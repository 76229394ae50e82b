/* One whole export of a tiny site, again and again; each time another call fails:
 *
 *   test_fault allocation STAGE [STEP [FIRST]]    the n-th of our own allocations
 *   test_fault exhaustion STAGE [STEP [FIRST]]    the n-th and all after it
 *   test_fault output     STAGE                   the n-th open, write, fsync, ...
 *
 * A stage is named as progress names it ("reading", "setting", "writing the PDF",
 * "packing", "writing"), or "all".
 *
 * Then the status is 3, with a report that says why unless memory for it was gone too,
 * the old outputs are as they were and nothing lies beside them; or the failure did no
 * harm, and both outputs are whole. Nothing is lost (the sanitizers' build looks for
 * leaks after each run) and nothing crashes.
 *
 * The linker's --wrap hands over what our own objects call, which is what cmark and Gumbo
 * take, too; other libraries keep their allocators. */
#include "offprint.h"

#include "base/buf.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/lsan_interface.h>
static bool finds_leaks(void)
{
    return __lsan_do_recoverable_leak_check() != 0;
}
#else
static bool finds_leaks(void)
{
    return false;
}
#endif

enum kind { KIND_NONE, KIND_ALLOCATION, KIND_OUTPUT };

static struct {
    enum kind kind;
    const char *stage;
    bool in_stage;
    size_t fail_at; /* from 1 */
    bool for_good;  /* all later ones fail too */
    size_t count;
    int output;      /* the output being written, or -1 */
    size_t unsynced; /* outputs that were written and not synced since */
    bool early;      /* one of them was renamed */
} plan = {.output = -1};

static void begin_stage(void *data, const char *stage, size_t done, size_t total)
{
    (void)data;
    (void)done;
    (void)total;
    plan.in_stage =
        strcmp(plan.stage, "all") == 0 || (stage && strcmp(stage, plan.stage) == 0);
}

static bool fails(enum kind kind)
{
    if (plan.kind != kind || !plan.in_stage) {
        return false;
    }
    plan.count++;
    return plan.count == plan.fail_at || (plan.for_good && plan.count > plan.fail_at);
}

/* The names that --wrap gives. */
void *__real_malloc(size_t size);
void *__wrap_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_realloc(void *old, size_t size);
char *__real_strndup(const char *text, size_t len);
char *__wrap_strndup(const char *text, size_t len);
int __real_openat(int at, const char *path, int flags, ...);
int __wrap_openat(int at, const char *path, int flags, ...);
ssize_t __real_write(int fd, const void *bytes, size_t len);
ssize_t __wrap_write(int fd, const void *bytes, size_t len);
int __real_fsync(int fd);
int __wrap_fsync(int fd);
int __real_close(int fd);
int __wrap_close(int fd);
int __real_renameat(int from_at, const char *from, int to_at, const char *to);
int __wrap_renameat(int from_at, const char *from, int to_at, const char *to);

void *__wrap_malloc(size_t size)
{
    return fails(KIND_ALLOCATION) ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return fails(KIND_ALLOCATION) ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size)
{
    return fails(KIND_ALLOCATION) ? NULL : __real_realloc(old, size);
}

char *__wrap_strndup(const char *text, size_t len)
{
    return fails(KIND_ALLOCATION) ? NULL : __real_strndup(text, len);
}

int __wrap_openat(int at, const char *path, int flags, ...)
{
    bool output = (flags & O_CREAT) != 0;
    if (output && fails(KIND_OUTPUT)) {
        return -1;
    }
    int fd = __real_openat(at, path, flags, 0666);
    output = output && !strstr(path, ".lock.");
    plan.output = output ? fd : plan.output;
    plan.unsynced += output;
    return fd;
}

/* Half of what it is given first: callers must go on. */
ssize_t __wrap_write(int fd, const void *bytes, size_t len)
{
    if (fails(KIND_OUTPUT)) {
        return -1;
    }
    return __real_write(fd, bytes, len > 4096 ? len / 2 : len);
}

int __wrap_fsync(int fd)
{
    if (fails(KIND_OUTPUT)) {
        return -1;
    }
    plan.unsynced -= fd == plan.output && plan.unsynced > 0;
    return __real_fsync(fd);
}

int __wrap_close(int fd)
{
    bool output = fd >= 0 && fd == plan.output;
    plan.output = output ? -1 : plan.output;
    int status = __real_close(fd); /* on Linux it is closed even when that fails */
    return output && fails(KIND_OUTPUT) ? -1 : status;
}

int __wrap_renameat(int from_at, const char *from, int to_at, const char *to)
{
    plan.early = plan.early || plan.unsynced > 0;
    return fails(KIND_OUTPUT) ? -1 : __real_renameat(from_at, from, to_at, to);
}

/* The site */

static const unsigned char picture[] = {
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48,
    0x44, 0x52, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x06, 0x00, 0x00,
    0x00, 0x1f, 0x15, 0xc4, 0x89, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x44, 0x41, 0x54, 0x78,
    0xda, 0x63, 0x64, 0xf8, 0xcf, 0x50, 0x0f, 0x00, 0x03, 0x86, 0x01, 0x80, 0x5a, 0x34,
    0x7d, 0x6b, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82};

static const struct {
    const char *path, *text;
} site[] = {
    {"_config.yml", "title: Tiny\nbaseurl: ''\ninclude: [x]\n"},
    {"offprint.yml", "title: Packet\nentry: /\ndepth: 2\ncontact: a@example.org\n"},
    {"_data/list.yml", "- {name: one}\n- {name: two}\n"},
    {"_includes/part.html", "<p class=\"x\">Included {{ include.what }}</p>\n"},
    {"index.md",
     "---\npermalink: /\ntitle: Home\n---\n{% assign a = 'x' | upcase %}\n# Home {{ a "
     "}}\n\n"
     "{% for item in site.data.list %}* {{ item.name }}\n{% endfor %}\n"
     "{% include part.html what='this' %}\n\n"
     "See [second](/second/#end), [out](https://a.example/), [gone](missing.md).[^1]\n\n"
     "| a | b |\n|---|---|\n| 1 | `2` |\n\n![dot](dot.png) ![drawn](a.svg)\n\n> quoted\n\n"
     "```c\nint a;\n```\n\n[^1]: A note.\n"},
    {"second.md", "---\npermalink: /second/\n---\n## Second\n\nText &amp; more, "
                  "extraordinarily so.\n\n## End\n\n<div markdown=\"1\">*in*</div>\n"},
    {"a.svg",
     "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><style>path{fill:url(#g)}"
     "</style><linearGradient id='g'><stop/><stop offset='1' stop-opacity='.5'/>"
     "</linearGradient><g opacity='.5'><path d='M0 0h9v9'/><path d='M1 1h3v3'/></g>"
     "<text y='9' font-size='4'>ab</text></svg>"},
    {"third.html", "---\n---\n<h1>Third</h1><p>text</p>\n"},
};

static char folder[] = "/tmp/offprint-fault-XXXXXX";

static bool put_file(const char *name, const void *bytes, size_t len)
{
    char path[300];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    bool ok = file && fwrite(bytes, 1, len, file) == len;
    return file && fclose(file) == 0 && ok;
}

static struct buf get_file(const char *name)
{
    char path[300], bytes[4096];
    struct buf out = {0};
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    for (size_t len; file && (len = fread(bytes, 1, sizeof bytes, file)) > 0;) {
        buf_add_bytes(&out, bytes, len);
    }
    if (file) {
        (void)fclose(file);
    }
    return out;
}

static void make_folder(const char *name)
{
    char path[300];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    (void)mkdir(path, 0777);
}

static bool make_site(void)
{
    static const char *const folders[] = {"site", "site/_data", "site/_includes", "out"};
    bool ok = mkdtemp(folder) != NULL;
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        make_folder(folders[i]);
    }
    for (size_t i = 0; i < sizeof site / sizeof site[0] && ok; i++) {
        char name[100];
        (void)snprintf(name, sizeof name, "site/%s", site[i].path);
        ok = put_file(name, site[i].text, strlen(site[i].text));
    }
    return ok && put_file("site/dot.png", picture, sizeof picture);
}

static void remove_site(void)
{
    char command[100];
    (void)snprintf(command, sizeof command, "rm -rf %s", folder);
    (void)system(command);
}

/* One run */

#define OLD_PDF "old pdf"
#define OLD_ZIP "old zip"

static struct buf whole_pdf, whole_zip;
static size_t faults;

static void complain(size_t n, const char *what, const struct offprint_result *result)
{
    faults++;
    (void)fprintf(stderr, "call %zu: %s (status %d, report: %s)\n", n, what,
                  (int)result->status, result->report_text ? result->report_text : "none");
}

static enum offprint_status export(struct offprint_result *result) {
    char site_path[100], out_path[100];
    (void)snprintf(site_path, sizeof site_path, "%s/site", folder);
    (void)snprintf(out_path, sizeof out_path, "%s/out", folder);
    struct offprint_options options = {.site = site_path,
                                       .output_folder = out_path,
                                       .name = "p",
                                       .data_folder = OFFPRINT_SHARE,
                                       .has_source_date = true,
                                       .source_date = 1626370366,
                                       .progress = begin_stage};
    return offprint_export(&options, result);
}

static bool file_is(const char *name, struct str bytes)
{
    struct buf got = get_file(name);
    bool same = str_eq(buf_str(&got), bytes);
    buf_clear(&got);
    return same;
}

static size_t count_outputs(void)
{
    char path[100];
    (void)snprintf(path, sizeof path, "%s/out", folder);
    size_t count = 0;
    DIR *listing = opendir(path);
    for (const struct dirent *entry = listing ? readdir(listing) : NULL; entry;
         entry = readdir(listing)) {
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    }
    if (listing) {
        closedir(listing);
    }
    return count;
}

/* Whether the n-th call was reached. */
static bool run_one(enum kind kind, size_t n, bool for_good)
{
    struct offprint_result result;
    bool old = put_file("out/p.pdf", OLD_PDF, strlen(OLD_PDF)) &&
               put_file("out/p.zip", OLD_ZIP, strlen(OLD_ZIP));
    plan.kind = kind;
    plan.fail_at = n;
    plan.for_good = for_good;
    plan.count = 0;
    plan.in_stage = strcmp(plan.stage, "all") == 0;
    plan.unsynced = 0;
    plan.early = false;
    enum offprint_status status = export(&result);
    bool reached = plan.count >= n;
    plan.kind = KIND_NONE;
    bool pdf_old = file_is("out/p.pdf", STR(OLD_PDF));
    bool zip_old = file_is("out/p.zip", STR(OLD_ZIP));
    bool pdf_new = file_is("out/p.pdf", buf_str(&whole_pdf));
    bool zip_new = file_is("out/p.zip", buf_str(&whole_zip));
    if (!old || status != result.status) {
        complain(n, "the test itself failed", &result);
    } else if (status == OFFPRINT_MADE) {
        if (!pdf_new || !zip_new) {
            complain(n, "made, but not the same outputs", &result);
        }
    } else if (status != OFFPRINT_SYSTEM_FAILED) {
        complain(n, "the status is not 3", &result);
    } else if (!(pdf_old && zip_old)) {
        complain(n, "an old output was touched", &result);
    } else if (!for_good && (!result.report_text || !*result.report_text) && n > 1 &&
               result.errors == 0) {
        complain(n, "no report", &result);
    }
    if (plan.early) {
        complain(n, "an output was renamed before it was synced", &result);
    }
    if (count_outputs() != 2) {
        complain(n, "something lies beside the outputs", &result);
    }
    offprint_result_clear(&result);
    if (finds_leaks()) {
        complain(n, "memory was lost", &result);
    }
    return reached;
}

static bool make_whole(void)
{
    struct offprint_result result;
    enum offprint_status status = export(&result);
    whole_pdf = get_file("out/p.pdf");
    whole_zip = get_file("out/p.zip");
    bool ok =
        status == OFFPRINT_MADE && result.documents == 2 && whole_pdf.len && whole_zip.len;
    if (!ok) {
        complain(0, "nothing failed, and yet nothing was made", &result);
    }
    offprint_result_clear(&result);
    return ok;
}

static size_t number_of(const char *text, size_t otherwise)
{
    size_t number = text ? (size_t)strtoul(text, NULL, 10) : 0;
    return number ? number : otherwise;
}

int main(int argc, char **argv)
{
    const char *what = argc > 1 ? argv[1] : "allocation";
    enum kind kind = strcmp(what, "output") == 0 ? KIND_OUTPUT : KIND_ALLOCATION;
    bool for_good = strcmp(what, "exhaustion") == 0;
    plan.stage = argc > 2 ? argv[2] : "all";
    size_t step = number_of(argc > 3 ? argv[3] : NULL, 1);
    size_t n = number_of(argc > 4 ? argv[4] : NULL, 1);
    if (make_site() && make_whole()) {
        while (faults < 20 && run_one(kind, n, for_good)) {
            n += step;
        }
    }
    remove_site();
    buf_clear(&whole_pdf);
    buf_clear(&whole_zip);
    printf("%s in %s: up to call %zu, %zu faults\n", what, plan.stage, n, faults);
    return faults ? 1 : 0;
}
