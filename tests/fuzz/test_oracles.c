/* The oracles are shown what is whole, which they pass, and faults, at each of which they
 * must end the run. A child looks at each: it is that which ends. */
#include "grow.h"
#include "oracle_html.h"
#include "oracle_pages.h"
#include "oracle_pdf.h"
#include "oracle_zip.h"
#include "room.h"
#include "site_folder.h"

#include "offprint.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static size_t failures;

static void expect(bool passes, const char *what, void (*look)(const void *data),
                   const void *data)
{
    int status = 0;
    (void)fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        int quiet = open("/dev/null", O_WRONLY);
        (void)dup2(quiet, STDERR_FILENO);
        (void)signal(SIGABRT, SIG_DFL);
        look(data);
        _exit(0);
    }
    (void)waitpid(child, &status, 0);
    bool passed = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    bool aborted = WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
    if (passes ? !passed : !aborted) {
        printf("FAIL: %s: %s\n", what, passed ? "passed" : aborted ? "refused" : "crashed");
        failures++;
    }
}

/* Pages */

#define PAGE(head, body)                                                                   \
    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<title>t</title>\n" head                 \
    "</head>\n<body>\n" body "</body>\n</html>\n"

static const struct {
    bool passes;
    const char *page;
} pages[] = {
    {true, PAGE("", "<p id=\"a\">x &amp; y<br></p>\n<a href=\"a.html#b\">c</a>")},
    {true, PAGE("<style>a{b:c}</style>", "")},
    {true,
     PAGE("", "<a href=\"https://example.org/\">c</a><a href=\"mailto:a@b.c\">d</a>")},
    {true,
     PAGE("", "<p>x</p><script src=\"../assets/search.js\" data-up=\"../\"></script>")},
    {true, PAGE("<script src=\"assets/page.js\" data-words=\"a\"></script>",
                "<script src=\"assets/search.js\"></script>")},
    {true, PAGE("<script src=\"data/assets/page.js\" data-words=\"a\"></script>", "")},
    {false, PAGE("<script src=\"files/assets/page.js\"></script>", "")},
    {false, PAGE("<script src=\"data/../assets/page.js\"></script>", "")},
    {false, PAGE("<script src=\"../data/assets/page.js\"></script>", "")},
    {false, PAGE("", "<script src=\"data/assets/search.js\"></script>")},
    {false, PAGE("<script src=\"assets/search.js\"></script>", "")},
    {false, PAGE("", "<script src=\"assets/page.js\"></script>")},
    {false, PAGE("<script src=\"assets/page.js\"></script>"
                 "<script src=\"assets/page.js\"></script>",
                 "")},
    {false, PAGE("", "<script>x</script>")},
    {false, PAGE("", "<script></script>")},
    {false, PAGE("", "<script src=\"assets/search.js\">x</script>")},
    {false, PAGE("", "<script src=\"files/search.js\"></script>")},
    {false, PAGE("", "<p><script src=\"assets/search.js\"></script></p>")},
    {false, PAGE("", "<script src=\"assets/search.js\"></script>"
                     "<script src=\"assets/search.js\"></script>")},
    {false, PAGE("", "<iframe></iframe>")},
    {false, PAGE("", "<style>a{b:c}</style>")},
    {false, PAGE("", "<p onclick=\"x\">a</p>")},
    {false, PAGE("", "<p style=\"x\">a</p>")},
    {false, PAGE("", "<a href=\"javascript:x\">a</a>")},
    {false, PAGE("", "<a href=\"JAVASCRIPT:x\">a</a>")},
    {false, PAGE("", "<a href=\"java&#x27;script:x\">a</a>")},
    {false, PAGE("", "<a href=\"data:text/html,x\">a</a>")},
    {false, PAGE("", "<a href=\"vbscript:x\">a</a>")},
    {false, PAGE("", "<img src=\"//example.org/a.png\" alt=\"\">")},
    {false, PAGE("", "<img src=\"https://example.org/a.png\" alt=\"\">")},
    {false, PAGE("", "<p id=\"a\">x</p><p id=\"a\">y</p>")},
    {false, PAGE("", "<p id=\"\">x</p>")},
    {false, PAGE("", "<p><em>x</p></em>")},
    {false, PAGE("", "<p>x")},
    {false, PAGE("", "x</p>")},
    {false, PAGE("", "<a href=\"a\"><a href=\"b\">x</a></a>")},
    {false, PAGE("", "<p title=x>a</p>")},
    {false, PAGE("", "<p title=\"a\" title=\"b\">a</p>")},
    {false, PAGE("", "<p/>")},
    {false, PAGE("", "a & b")},
    {false, PAGE("", "a < b")},
    {false, PAGE("", "<!-- a -->")},
    {false, PAGE("<meta http-equiv=\"refresh\" content=\"0\">", "")},
    {false, PAGE("<base href=\"a\">", "")},
    {false, "<p>x</p>"},
};

static void look_at_page(const void *data)
{
    oracle_html_check(str_from(data));
}

static void test_pages(void)
{
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
        expect(pages[i].passes, pages[i].page, look_at_page, pages[i].page);
    }
}

/* Files: of a small site, then with a piece of them changed. */

static void see_nothing(void *data, struct str name, struct str bytes)
{
    (void)data, (void)name, (void)bytes;
}

static void look_at_pdf(const void *data)
{
    (void)oracle_pdf_check(*(const struct str *)data);
}

static void look_at_zip(const void *data)
{
    oracle_zip_check(*(const struct str *)data, see_nothing, NULL);
}

static const struct {
    const char *what, *piece, *other; /* of the same length */
    bool pdf;
} changes[] = {
    {"a PDF's head", "%PDF-1.7", "%PDF-2.7", true},
    {"a PDF's end", "%%EOF", "%%EOX", true},
    {"where the cross-reference begins", "startxref\n", "startxrex\n", true},
    {"the cross-reference's columns", "/Columns 7", "/Columns 8", true},
    {"the count of objects", "/XRef/Size ", "/XRef/Sixe ", true},
    {"an object's number", " 0 obj\n", " 1 obj\n", true},
    {"a local name", "/data/index.html", "/data/index.htmx", false},
    {"a central directory's mark", "PK\1\2", "PK\1\3", false},
    {"the end's mark", "PK\5\6", "PK\5\7", false},
    {"words of an entry", "BagIt-Version: 1.0", "BagIt-Version: 2.0", false},
    {"a name that leads out", "/data/pages/", "/data/../es/", false},
};

static void change(struct str whole, size_t index)
{
    struct buf copy = {0};
    buf_add(&copy, whole);
    size_t len = strlen(changes[index].piece);
    size_t at = str_find(whole, (struct str){changes[index].piece, len}, 0);
    must(at != STR_NONE);
    memcpy(copy.ptr + at, changes[index].other, len);
    struct str changed = buf_str(&copy);
    expect(false, changes[index].what, changes[index].pdf ? look_at_pdf : look_at_zip,
           &changed);
    buf_clear(&copy);
}

static void test_files(void)
{
    const char *site = site_folder_new();
    site_folder_put(site, STR("index.md"), STR("---\ntitle: T\n---\nwords\n"));
    struct offprint_options options = {.site = site, .data_folder = OFFPRINT_SHARE};
    struct offprint_result result;
    must(offprint_make(&options, &result) == OFFPRINT_MADE && result.output_count == 2);
    struct str files[2];
    for (size_t i = 0; i < 2; i++) {
        const struct offprint_output *output = &result.outputs[i];
        files[i] = (struct str){(const char *)output->bytes, output->byte_count};
    }
    expect(true, "a PDF", look_at_pdf, &files[0]);
    expect(true, "a zip", look_at_zip, &files[1]);
    struct str cut = str_sub(files[0], 0, files[0].len - 40);
    expect(false, "a PDF, cut", look_at_pdf, &cut);
    cut = str_sub(files[1], 0, files[1].len - 40);
    expect(false, "a zip, cut", look_at_zip, &cut);
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        change(files[changes[i].pdf ? 0 : 1], i);
    }
    offprint_result_clear(&result);
}

/* Layout: the pages of a packet, then what was grown or the sheet is said to be another. */

struct laid {
    struct pages pages;
    struct grown grown;
};

static void look_at_layout(const void *data)
{
    const struct laid *laid = data;
    oracle_pages_check(&laid->pages, &laid->grown);
}

/* Pages that come twice, or backwards. */
static void test_order(const struct laid *laid)
{
    static struct laid other;
    struct page_content pages_again[64];
    size_t count = laid->pages.count;
    must(count > 1 && count < 32);
    for (size_t i = 0; i < 2 * count; i++) {
        pages_again[i] = laid->pages.items[i % count];
    }
    other = *laid;
    other.pages.items = pages_again;
    other.pages.count *= 2;
    expect(false, "words that are set twice", look_at_layout, &other);
    other = *laid;
    for (size_t i = 1; i <= laid->grown.mark_count; i++) {
        other.grown.block_of[i] = 1; /* all of one block, which its cells are not */
    }
    for (size_t i = 0; i < count; i++) {
        pages_again[i] = laid->pages.items[count - 1 - i];
    }
    other.pages.items = pages_again;
    expect(false, "words out of order", look_at_layout, &other);
}

static void test_layout(void)
{
    static struct room room;
    static struct laid laid, other;
    static uint8_t steps[96] = {3, 2, 5,  1, 24, 9, 6, 1, 24, 9,
                                7, 0, 24, 9, 1,  0, 1, 0, 2,  0};
    for (size_t i = 20; i < sizeof steps; i += 2) {
        steps[i] = 24;
        steps[i + 1] = 15;
    }
    room_enter(&room);
    const struct font_set *fonts =
        font_set_open(&room.arena, OFFPRINT_SHARE "/fonts", room.report);
    struct text_engine *engine =
        fonts ? text_engine_new(&room.arena, fonts, OFFPRINT_SHARE "/hyphenation",
                                room.report)
              : NULL;
    struct layout_options options = {.paper = PAPER_A5};
    must(engine && grow(&room.arena, steps, sizeof steps, &laid.grown) &&
         layout_packet(&room.arena, &laid.grown.packet, engine, &options, &laid.pages,
                       room.report));
    expect(true, "pages", look_at_layout, &laid);
    other = laid;
    other.grown.mark_count++;
    expect(false, "a word that is not set", look_at_layout, &other);
    other.grown.mark_count = laid.grown.mark_count - 1;
    expect(false, "a word that none wrote", look_at_layout, &other);
    other = laid;
    other.pages.width /= 2;
    expect(false, "words right of the page", look_at_layout, &other);
    other = laid;
    other.pages.height /= 2;
    expect(false, "words below the page", look_at_layout, &other);
    test_order(&laid);
    text_engine_free(engine);
    room_leave(&room);
    arena_clear(&room.arena);
}

int main(void)
{
    test_pages();
    test_files();
    test_layout();
    printf("%zu failures\n", failures);
    return failures ? 1 : 0;
}
