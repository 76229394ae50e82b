/* What the tests of layout/ and pdf/ share: Markdown in, pages out.
 *
 * Links name documents by number, as destinations do: "#a" is an anchor of the same
 * document, "2" a document, "2#a" its anchor; others lead outside. Images name files
 * of the fixture by index. */
#ifndef OFFPRINT_TESTS_LAYOUT_H
#define OFFPRINT_TESTS_LAYOUT_H

#include "engine_offprint.h"
#include "html/html.h"
#include "layout/layout.h"
#include "markdown/markdown.h"

#define DOCUMENT_ROOM 40

struct layout_fixture {
    struct arena arena;
    struct report *report;
    struct text_engine *engine;
    struct packet packet;
    struct document documents[DOCUMENT_ROOM];
    struct packet_file files[4];
};

static inline int layout_fixture_open(void **state)
{
    static struct layout_fixture fixture;
    fixture = (struct layout_fixture){.report = report_new()};
    arena_init(&fixture.arena, 0);
    fixture.engine = open_engine(&fixture.arena, fixture.report);
    *state = &fixture;
    return fixture.engine ? 0 : -1;
}

static inline int layout_fixture_close(void **state)
{
    struct layout_fixture *fixture = *state;
    text_engine_free(fixture->engine);
    report_free(fixture->report);
    arena_clear(&fixture->arena);
    return 0;
}

static inline void set_link(struct layout_fixture *fixture, struct document *from,
                            struct node *node)
{
    struct link *link = ARENA_NEW(&fixture->arena, struct link);
    struct str to = node_info(node);
    *link = (struct link){.class = LINK_EXTERNAL, .from = from, .node = node, .url = to};
    if (to.len && (to.ptr[0] == '#' || ascii_is_digit(to.ptr[0]))) {
        size_t hash = str_find_byte(to, '#', 0), number = 0;
        for (size_t i = 0; i < to.len && ascii_is_digit(to.ptr[i]); i++) {
            number = number * 10 + (size_t)(to.ptr[i] - '0');
        }
        link->class = LINK_INTERNAL;
        link->url = (struct str){0};
        link->document = number ? &fixture->documents[number - 1] : from;
        link->target = hash == STR_NONE
                           ? NULL
                           : document_find_anchor(link->document, str_skip(to, hash + 1));
    }
    node_set_link(&fixture->arena, node, link);
    assert_true(packet_add_link(&fixture->packet, link));
}

static inline void resolve(struct layout_fixture *fixture, struct document *document)
{
    struct edit_walk walk;
    edit_walk_init(&walk, document->root);
    while (edit_walk_next(&walk)) {
        struct node *node = walk.node;
        if (!walk.entering) {
            continue;
        }
        if (node->kind == NODE_LINK) {
            set_link(fixture, document, node);
        }
        size_t index =
            node_info(node).len ? (size_t)(node_info(node).ptr[0] - '0') : SIZE_MAX;
        if (node->kind == NODE_IMAGE && index < 4 && fixture->files[index].bytes.len) {
            node_set_file(&fixture->arena, node, &fixture->files[index]);
        }
    }
}

/* A packet of `count` documents, each from its Markdown. */
static inline void read_documents(struct layout_fixture *fixture, const char *const *texts,
                                  size_t count)
{
    struct markdown_options options = markdown_options_default();
    fixture->packet = (struct packet){.arena = &fixture->arena,
                                      .name = STR("test"),
                                      .title = STR("Test packet"),
                                      .site_title = STR("Test site"),
                                      .language = STR("en")};
    for (size_t i = 0; i < count; i++) {
        struct document *document = &fixture->documents[i];
        struct str text = str_from(texts[i]);
        *document = (struct document){
            .slug = arena_format(&fixture->arena, "d%zu", i + 1),
            .title = arena_format(&fixture->arena, "Document %zu", i + 1),
            .url = arena_format(&fixture->arena, "/d%zu/", i + 1),
            .source = arena_format(&fixture->arena, "d%zu.md", i + 1),
            .source_text = text,
            .language = STR("en"),
        };
        assert_true(markdown_read(&fixture->arena, text, NULL, &options, &document->root,
                                  fixture->report));
        assert_true(html_absorb(&fixture->arena, &document->root, &document->source,
                                fixture->report));
        document->files = &document->source;
        document->file_count = 1;
        document->word_count = node_word_count(document->root);
        assert_true(document_finish(&fixture->arena, document));
        assert_true(packet_add_document(&fixture->packet, document));
    }
    for (size_t i = 0; i < count; i++) {
        resolve(fixture, &fixture->documents[i]);
    }
}

static inline struct pages lay_out(struct layout_fixture *fixture, const char *const *texts,
                                   size_t count, enum paper paper)
{
    struct layout_options options = {.paper = (uint8_t)paper, .generator = STR("test")};
    struct pages pages;
    read_documents(fixture, texts, count);
    assert_true(layout_packet(&fixture->arena, &fixture->packet, fixture->engine, &options,
                              &pages, fixture->report));
    return pages;
}

static inline struct pages lay_out_one(struct layout_fixture *fixture, const char *text)
{
    return lay_out(fixture, &text, 1, PAPER_A4);
}

#endif
