/* Any text as a document, set on pages and written as a PDF. */
#include "fuzz.h"

#include "base/utf8.h"
#include "html/html.h"
#include "layout/layout.h"
#include "markdown/markdown.h"
#include "pdf/pdf.h"

#include <stdlib.h>

/* Every link leads to the document itself or outside; every image is damaged. */
static void resolve(struct arena *arena, struct document *document,
                    struct packet_file *file)
{
    struct edit_walk walk;
    edit_walk_init(&walk, document->root);
    while (edit_walk_next(&walk)) {
        struct node *node = walk.node;
        if (walk.entering && node->kind == NODE_LINK) {
            struct link *link = ARENA_NEW(arena, struct link);
            bool inside = str_starts(node->info, "#");
            *link = (struct link){
                .class = inside ? LINK_INTERNAL : LINK_EXTERNAL,
                .from = document,
                .node = node,
                .document = inside ? document : NULL,
                .target =
                    inside ? document_find_anchor(document, str_skip(node->info, 1)) : NULL,
                .url = inside ? (struct str){0} : node->info,
            };
            node->to.link = link;
        } else if (walk.entering && node->kind == NODE_IMAGE) {
            node->to.file = file;
        }
    }
}

static bool set(struct arena *arena, struct document *document, enum paper paper,
                struct report *report)
{
    struct packet packet = {
        .arena = arena, .title = STR("T"), .name = STR("t"), .language = STR("en")};
    const struct font_set *fonts = font_set_open(arena, OFFPRINT_SHARE "/fonts", report);
    struct text_engine *engine =
        fonts ? text_engine_new(arena, fonts, OFFPRINT_SHARE "/hyphenation", report) : NULL;
    struct layout_options options = {.paper = paper, .page_limit = 2000};
    struct pdf_options pdf = {.title = STR("T"), .compression = 1};
    struct pages pages;
    struct buf out = {0};
    bool ok = engine && packet_add_document(&packet, document) &&
              layout_packet(arena, &packet, engine, &options, &pages, report) &&
              pdf_write(arena, &pages, engine, &pdf, &out, report);
    buf_clear(&out);
    text_engine_free(engine);
    return ok;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str text = {(const char *)data, size};
    struct arena arena;
    arena_init(&arena, (size_t)2 << 30);
    struct report *report = report_new();
    struct markdown_options options = markdown_options_default();
    options.dialect = size % 3 == 0 ? MARKDOWN_GFM : MARKDOWN_KRAMDOWN;
    struct packet_file file = {.source = STR("a.png"), .bytes = text};
    struct document document = {.title = STR("T"), .language = STR("en"), .number = 1};
    document.files = &document.source;
    document.file_count = 1;
    bool read = utf8_find_invalid(text) == STR_NONE &&
                markdown_read(&arena, text, NULL, &options, &document.root, report) &&
                html_absorb(&arena, &document.root, document.files, report);
    if (read) {
        resolve(&arena, &document, &file);
        document.word_count = node_word_count(document.root);
        if (document_finish(&arena, &document) &&
            !set(&arena, &document, (uint8_t)(size % PAPER_COUNT), report) &&
            report_count(report, SEVERITY_ERROR) == 0) {
            abort(); /* failed, and nobody knows why */
        }
    }
    report_free(report);
    arena_clear(&arena);
    return 0;
}
