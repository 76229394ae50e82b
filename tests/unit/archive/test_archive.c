/* Whole bundles of a packet built by hand, read back with libzip. */
#include "archive/archive.h"
#include "base/digest.h"

#include "cmocka_offprint.h"

#include <stdlib.h>
#include <time.h>
#include <zip.h>

struct fixture {
    struct arena arena;
    struct report *report;
    struct packet packet;
    struct buf zip;
    struct archive_counts counts;
};

static struct node *add_node(struct fixture *f, struct node *parent, enum node_kind kind,
                             const char *text)
{
    struct node *node = node_new(&f->arena, kind, (struct spot){0});
    if (text && (kind == NODE_TEXT || kind == NODE_CODE_BLOCK || kind == NODE_IMAGE)) {
        node->text = str_from(text);
    } else if (text) {
        struct node *words = node_new(&f->arena, NODE_TEXT, (struct spot){0});
        words->text = str_from(text);
        node_append(node, words);
    }
    node_append(parent, node);
    return node;
}

static struct node *add_heading(struct fixture *f, struct node *parent, uint8_t level,
                                const char *id, const char *text)
{
    struct node *heading = add_node(f, parent, NODE_HEADING, text);
    heading->level = level;
    node_set_id(&f->arena, heading, str_from(id));
    return heading;
}

static struct link *add_link(struct fixture *f, struct document *from, struct node *parent,
                             enum link_class class, const char *text)
{
    struct link *link = ARENA_NEW(&f->arena, struct link);
    *link = (struct link){.class = class, .from = from};
    link->node = add_node(f, parent, NODE_LINK, text);
    node_set_link(&f->arena, link->node, link);
    assert_true(packet_add_link(&f->packet, link));
    return link;
}

static struct document *add_document(struct fixture *f, const char *slug, const char *title)
{
    struct document *document = ARENA_NEW(&f->arena, struct document);
    *document = (struct document){
        .slug = str_from(slug),
        .title = str_from(title),
        .url = arena_format(&f->arena, "/%s/", slug),
        .live_url = arena_format(&f->arena, "https://example.org/%s/", slug),
        .source = arena_format(&f->arena, "_pages/%s.md", slug),
        .source_text = STR("source\n"),
        .language = STR("en"),
        .number = f->packet.document_count + 1,
        .word_count = 1234,
        .root = node_new(&f->arena, NODE_DOCUMENT, (struct spot){0}),
    };
    assert_true(packet_add_document(&f->packet, document));
    return document;
}

static struct packet_file *add_file(struct fixture *f, const char *source)
{
    struct packet_file *file = ARENA_NEW(&f->arena, struct packet_file);
    *file = (struct packet_file){.source = str_from(source),
                                 .title = STR("A paper"),
                                 .bytes = STR("%PDF-paper"),
                                 .byte_count = 10};
    assert_true(packet_add_file(&f->packet, file));
    return file;
}

static void add_links(struct fixture *f, struct document *from, struct document *to)
{
    struct node *p = add_node(f, from->root, NODE_PARAGRAPH, NULL);
    add_link(f, from, p, LINK_INTERNAL, "fees")->document = to;
    add_node(f, p, NODE_TEXT, ", ");
    struct link *lost = add_link(f, from, p, LINK_INTERNAL, "no such anchor");
    lost->document = to;
    struct link *out = add_link(f, from, p, LINK_EXTERNAL, NULL);
    out->url = STR("https://example.com/?a=1&b=2");
    struct link *live = add_link(f, from, p, LINK_LIVE, "news");
    live->url = STR("https://example.org/news/");
    struct link *broken = add_link(f, from, p, LINK_BROKEN, "lost <b>");
    broken->reason = STR("no such page");
    struct link *file = add_link(f, from, p, LINK_FILE, "paper");
    file->file = add_file(f, "docs/Paper One.PDF");
    file->file->linked = true;
}

static void add_blocks(struct fixture *f, struct document *document)
{
    add_heading(f, document->root, 4, "deep", "Deep & down");
    struct node *code = add_node(f, document->root, NODE_CODE_BLOCK, "a < b\n");
    node_set_id(&f->arena, code,
                STR("fn-1")); /* the name of a footnote: an author's id gives way */
    struct node *table = add_node(f, document->root, NODE_TABLE, NULL);
    struct node *row = add_node(f, table, NODE_ROW, NULL);
    row->section = ROW_HEAD;
    struct node *silent = add_node(f, row, NODE_CELL, NULL);
    silent->header = true;
    node_set_spans(&f->arena, silent, 1, 1);
    struct node *cell = add_node(f, row, NODE_CELL, "x");
    cell->header = true;
    cell->align = ALIGN_RIGHT;
    struct node *styled = add_node(f, document->root, NODE_DIV, NULL);
    styled->text = STR("main");
    node_set_id(&f->arena, styled, STR("deep")); /* a second time */
    node_set_attribute(&f->arena, styled, STR("style"), STR("color:red"));
    struct node *p = add_node(f, styled, NODE_PARAGRAPH, NULL);
    node_set_attribute(&f->arena, p, STR("onclick"), STR("x()"));
    struct node *image = add_node(f, p, NODE_IMAGE, "a \"picture\"");
    node_set_attribute(&f->arena, image, STR("width"), STR("20"));
    node_set_file(&f->arena, image, add_file(f, "images/x.svg"));
    node_file(image)->shown = true;
    add_node(f, p, NODE_IMAGE, "not there");
}

static void setup(struct fixture *f)
{
    *f = (struct fixture){.report = report_new()};
    arena_init(&f->arena, 0);
    f->packet = (struct packet){.arena = &f->arena,
                                .name = STR("Packet"),
                                .title = STR("The packet"),
                                .site_title = STR("Site"),
                                .live_url = STR("https://example.org"),
                                .contact = STR("a@example.org"),
                                .revision = STR("0123456789abcdef0123"),
                                .date = 1626371566};
    struct document *first = add_document(f, "first", "First");
    struct document *second = add_document(f, "second", "Second");
    add_heading(f, first->root, 2, "first", "FIRST");
    struct node *fees = add_heading(f, second->root, 2, "fees", "Fees");
    add_links(f, first, second);
    f->packet.links[0]->target = fees;
    add_blocks(f, first);
    assert_true(document_finish(&f->arena, first));
    assert_true(document_finish(&f->arena, second));
}

static bool make_zip(struct fixture *f, const struct archive_options *options, size_t pages)
{
    struct archive *archive = archive_begin(&f->arena, &f->packet, options, f->report);
    struct pieces pdf, pieces;
    pieces_init(&pdf, (struct aside){0});
    struct aside_range range;
    buf_add_text(&pdf.held, "%PDF-1.7");
    assert_true(pieces_put_aside(&pdf, 0, &range, f->report));
    pieces_add_aside(&pdf, range);
    bool made = archive && archive_finish(archive, &pdf, pages, options->progress, &pieces,
                                          &f->counts);
    if (made) {
        made = pieces_join(&pieces, &f->zip, f->report);
        pieces_clear(&pieces);
    }
    pieces_clear(&pdf);
    return made;
}

static void write_zip_of(struct fixture *f, const struct archive_series *series)
{
    struct archive_options options = {
        .with_pdf = true, .generator = STR("offprint test"), .series = series};
    assert_true(make_zip(f, &options, 2));
    assert_true(buf_ok(&f->zip));
    assert_int_equal(report_count(f->report, SEVERITY_WARNING), 0);
}

static void write_zip(struct fixture *f)
{
    write_zip_of(f, NULL);
}

static void teardown(struct fixture *f)
{
    buf_clear(&f->zip);
    report_free(f->report);
    arena_clear(&f->arena);
}

static zip_t *open_zip(const struct fixture *f)
{
    zip_source_t *source = zip_source_buffer_create(f->zip.ptr, f->zip.len, 0, NULL);
    zip_t *zip = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
    assert_non_null(zip);
    return zip;
}

/* The entry's bytes in the arena; libzip checks their CRC. */
static struct str read_entry(struct fixture *f, const char *name)
{
    zip_t *zip = open_zip(f);
    zip_stat_t stat;
    struct str full = arena_format(&f->arena, "packet-2021-07-15/%s", name);
    if (zip_stat(zip, full.ptr, 0, &stat) < 0) {
        fail_msg("no entry '%s'", full.ptr);
    }
    char *bytes = ARENA_ARRAY(&f->arena, char, stat.size + 1);
    zip_file_t *file = zip_fopen(zip, full.ptr, 0);
    assert_int_equal(zip_fread(file, bytes, stat.size + 1), (zip_int64_t)stat.size);
    assert_int_equal(zip_fclose(file), 0);
    zip_discard(zip);
    return str_make(bytes, stat.size);
}

static void expect_part(struct str page, const char *want)
{
    if (str_find(page, str_from(want), 0) == STR_NONE) {
        fail_msg("'%s' is not in:\n%.*s", want, STR_ARG(page));
    }
}

static void holds_its_entries_in_order(void **state)
{
    (void)state;
    static const char *const want[] = {"START-HERE.html",
                                       "README.txt",
                                       "bag-info.txt",
                                       "bagit.txt",
                                       "data/assets/img/x.svg",
                                       "data/assets/index.js",
                                       "data/assets/page.js",
                                       "data/assets/search.js",
                                       "data/assets/style.css",
                                       "data/files/Paper One.PDF",
                                       "data/index.html",
                                       "data/packet.pdf",
                                       "data/pages/first.html",
                                       "data/pages/second.html",
                                       "data/provenance.jsonl",
                                       "data/report/links.html",
                                       "data/report/links.json",
                                       "data/ro-crate-metadata.json",
                                       "data/sources/_pages/first.md.txt",
                                       "data/sources/_pages/second.md.txt",
                                       "manifest-sha256.txt",
                                       "manifest-sha512.txt",
                                       "tagmanifest-sha256.txt",
                                       "tagmanifest-sha512.txt"};
    size_t count = sizeof want / sizeof want[0];
    struct fixture f;
    setup(&f);
    write_zip(&f);
    zip_t *zip = open_zip(&f);
    assert_int_equal(zip_get_num_entries(zip, 0), count);
    assert_int_equal(f.counts.entries, count);
    assert_int_equal(f.counts.site_files, 1);
    for (size_t i = 0; i < count; i++) {
        struct str name = str_from(zip_get_name(zip, i, 0));
        assert_true(str_starts(name, "packet-2021-07-15/"));
        assert_string_equal(str_skip(name, strlen("packet-2021-07-15/")).ptr, want[i]);
        zip_uint8_t system;
        zip_uint32_t mode;
        assert_int_equal(zip_file_get_external_attributes(zip, i, 0, &system, &mode), 0);
        assert_int_equal(system, ZIP_OPSYS_UNIX);
        assert_int_equal(mode >> 16, 0100644);
    }
    zip_discard(zip);
    teardown(&f);
}

/* Every line of a manifest holds for the bytes it names; gives the number of lines. */
static size_t check_manifest(struct fixture *f, const char *manifest, bool sha512)
{
    struct str text = read_entry(f, manifest);
    size_t lines = 0;
    while (text.len) {
        size_t end = str_find_byte(text, '\n', 0);
        struct str line = str_sub(text, 0, end);
        size_t digits = 2 * (sha512 ? SHA512_BYTES : SHA256_BYTES);
        struct str name = arena_str(&f->arena, str_skip(line, digits + 2));
        uint8_t digest[SHA512_BYTES];
        struct buf want = {0};
        if (sha512) {
            uint32_t crc;
            digest_all(read_entry(f, name.ptr),
                       (struct digests){.sha512 = digest, .crc32 = &crc});
        } else {
            digest_sha256(read_entry(f, name.ptr), digest);
        }
        digest_add_hex(&want, digest, digits / 2);
        assert_true(str_eq(buf_str(&want), str_sub(line, 0, digits)));
        assert_true(str_starts(str_skip(line, digits), "  "));
        buf_clear(&want);
        text = str_skip(text, end + 1);
        lines++;
    }
    return lines;
}

static void is_a_bag(void **state)
{
    (void)state;
    struct fixture f;
    setup(&f);
    write_zip(&f);
    assert_true(str_is(read_entry(&f, "bagit.txt"),
                       "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"));
    struct str info = read_entry(&f, "bag-info.txt");
    expect_part(info, "Contact-Email: a@example.org\n"
                      "External-Description: The packet\n"
                      "External-Identifier: git:0123456789abcdef0123\n"
                      "Internal-Sender-Identifier: https://example.org/first/\n"
                      "Bagging-Date: 2021-07-15\nBag-Software-Agent: offprint test\n");
    expect_part(info, ".16\n"); /* Payload-Oxum: bytes.files */
    assert_int_equal(check_manifest(&f, "manifest-sha256.txt", false), 16);
    assert_int_equal(check_manifest(&f, "manifest-sha512.txt", true), 16);
    assert_int_equal(check_manifest(&f, "tagmanifest-sha256.txt", false), 6);
    assert_int_equal(check_manifest(&f, "tagmanifest-sha512.txt", true), 6);
    teardown(&f);
}

static void shows_a_document(void **state)
{
    (void)state;
    static const char want[] =
        "<h1 id=\"first\">First</h1>\n</header>\n"
        "<nav class=\"here\" aria-label=\"On this page\"><details>"
        "<summary>On this page</summary>\n<p class=\"label\">On this page</p>\n"
        "<ul class=\"headings\">\n<li class=\"depth-1\"><a href=\"#deep\">Deep &amp; "
        "down</a></li>\n</ul>\n</details></nav>\n<div class=\"text\">\n"
        "<p><a class=\"inside\" href=\"../pages/second.html#fees\">fees</a>, "
        "<a class=\"inside\" href=\"../pages/second.html\">no such anchor</a>"
        "<a class=\"external\" href=\"https://example.com/?a=1&amp;b=2\" "
        "rel=\"noopener noreferrer\">example.com/?a=1&amp;b=2</a>"
        "<a class=\"live\" href=\"https://example.org/news/\" rel=\"noopener noreferrer\" "
        "data-remark=\"live\" title=\"live\">news</a>"
        "<span class=\"broken\" data-remark=\"no such page\" title=\"no such page\">"
        "lost &lt;b&gt;</span>"
        "<a class=\"to-file\" href=\"../files/Paper%20One.PDF\" data-remark=\"PDF 10 B\" "
        "title=\"PDF 10 B\">paper</a></p>\n"
        "<h2 id=\"deep\">Deep &amp; down</h2>\n"
        "<pre class=\"code\" tabindex=\"0\" role=\"region\" aria-label=\"Code 1\" "
        "id=\"offprint-place-3\"><code>a &lt; b\n</code></pre>\n"
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table 1\">\n"
        "<table>\n<thead>\n<tr>\n<td></td>\n"
        "<th scope=\"col\" "
        "class=\"align-right\">x</th>\n</tr>\n</thead>\n</table>\n</div>\n"
        "<div>\n<p><img src=\"../assets/img/x.svg\" alt=\"a &quot;picture&quot;\" "
        "width=\"20\" /><span class=\"no-image\">not there</span></p>\n</div>\n</div>\n"
        "</main>\n";
    struct fixture f;
    setup(&f);
    write_zip(&f);
    struct str page = read_entry(&f, "data/pages/first.html");
    expect_part(page, want);
    expect_part(page,
                "<head>\n<meta http-equiv=\"Content-Security-Policy\" "
                "content=\"default-src 'none'; script-src 'self'; style-src 'self'; ");
    expect_part(page, "<p class=\"provenance\">Copy of <a class=\"external\" "
                      "href=\"https://example.org/first/\" rel=\"noopener noreferrer\">"
                      "example.org/first</a> \xc2\xb7 revision <span class=\"revision\">"
                      "0123456789ab</span> of 15 July 2021 \xc2\xb7 "
                      "<a href=\"../sources/_pages/first.md.txt\">source</a></p>\n");
    expect_part(page, "<a href=\"../pages/first.html\" aria-current=\"page\">");
    expect_part(page, "<a href=\"#deep\">Deep &amp; down</a>");
    teardown(&f);
}

static size_t count_parts(struct str text, const char *part)
{
    size_t count = 0;
    for (size_t at = 0; (at = str_find(text, str_from(part), at)) != STR_NONE; at++) {
        count++;
    }
    return count;
}

/* The side list holds the linked files, however many images stand before them; what is
 * left out of it stands in the contents. */
static void lists_linked_files_behind_many_images(void **state)
{
    (void)state;
    static const struct {
        size_t images, linked, listed;
    } rows[] = {{100, 2, 3}, {0, 79, 80}, {0, 80, 80}, {3, 90, 80}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct fixture f;
        setup(&f); /* with one linked file of its own */
        for (size_t k = 0; k < rows[i].images; k++) {
            add_file(&f, arena_format(&f.arena, "images/%zu.png", k).ptr)->shown = true;
        }
        for (size_t k = 0; k < rows[i].linked; k++) {
            add_file(&f, arena_format(&f.arena, "files/%zu.pdf", k).ptr)->linked = true;
        }
        write_zip(&f);
        struct str page = read_entry(&f, "data/pages/first.html");
        struct str from = str_skip(page, str_find(page, STR("<ul class=\"files\">"), 0));
        struct str list = str_sub(from, 0, str_find(from, STR("</ul>"), 0));
        assert_int_equal(count_parts(list, "<li>"), rows[i].listed);
        assert_int_equal(count_parts(page, ">All "), rows[i].linked >= 80);
        struct str index = read_entry(&f, "data/index.html");
        assert_int_equal(count_parts(index, "class=\"to-file\""), rows[i].linked + 2);
        teardown(&f);
    }
}

/* All of them once, or some around the page's own, which is one of the first. */
static void lists_documents_around_its_own(void **state)
{
    (void)state;
    static const struct {
        size_t documents, own, listed, before;
    } rows[] = {{80, 80, 80, 79}, {81, 1, 40, 0},   {81, 7, 40, 6},
                {81, 40, 40, 6},  {81, 81, 40, 39}, {200, 180, 40, 19}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct fixture f;
        setup(&f);
        while (f.packet.document_count < rows[i].documents) {
            size_t number = f.packet.document_count + 1;
            add_document(&f, arena_format(&f.arena, "d%zu", number).ptr, "D")->number =
                number;
        }
        write_zip(&f);
        const char *slug = f.packet.documents[rows[i].own - 1]->slug.ptr;
        struct str page =
            read_entry(&f, arena_format(&f.arena, "data/pages/%s.html", slug).ptr);
        struct str from =
            str_skip(page, str_find(page, STR("<ol class=\"documents\">"), 0));
        struct str list = str_sub(from, 0, str_find(from, STR("</ol>"), 0));
        struct str before = str_sub(list, 0, str_find(list, STR("aria-current"), 0));
        assert_int_equal(count_parts(page, "<ol class=\"documents\">"), 1);
        assert_int_equal(count_parts(list, "<li>"), rows[i].listed);
        assert_int_equal(count_parts(before, "</li>"), rows[i].before);
        assert_int_equal(count_parts(page, ">All "), rows[i].documents > 80);
        teardown(&f);
    }
}

static void says_of_what_it_is_a_copy(void **state)
{
    (void)state;
    static const struct {
        const char *live_url, *url, *source, *want;
    } rows[] = {
        {"https://example.org/a/", "/a/", "a.md",
         ">Copy of <a class=\"external\" href=\"https://example.org/a/\" "
         "rel=\"noopener noreferrer\">example.org/a</a> \xc2\xb7 revision "},
        {"", "/a/", "a.md", ">Copy of /a/ \xc2\xb7 revision "},
        {"", "", "a.md", ">Copy of a.md \xc2\xb7 revision "},
        {"", "", "", ">A copy \xc2\xb7 revision "},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct fixture f;
        setup(&f);
        f.packet.documents[0]->live_url = str_from(rows[i].live_url);
        f.packet.documents[0]->url = str_from(rows[i].url);
        f.packet.documents[0]->source = str_from(rows[i].source);
        write_zip(&f);
        expect_part(read_entry(&f, "data/pages/first.html"), rows[i].want);
        teardown(&f);
    }
}

/* README's source line, the revision that pages show, and the sender that the bag names. */
static void names_its_source(void **state)
{
    (void)state;
    static const struct {
        const char *live_url, *revision, *first; /* of the packet; of its first document */
        const char *readme, *page, *sender;
    } rows[] = {
        {"https://example.org", "0123456789abcdef0", "https://example.org/first/",
         "Source:  https://example.org, revision 0123456789abcdef0\n",
         "revision <span class=\"revision\">0123456789ab</span>",
         "Internal-Sender-Identifier: https://example.org/first/\n"},
        {"https://example.org", "", "", "Source:  https://example.org\n",
         " \xc2\xb7 15 July 2021", "Internal-Sender-Identifier: https://example.org\n"},
        {"", "0123456789abcdef", "", "Source:  revision 0123456789abcdef\n",
         "revision <span class=\"revision\">0123456789abcdef</span>",
         "External-Identifier: git:0123456789abcdef\nBagging-Date"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct fixture f;
        setup(&f);
        f.packet.live_url = str_from(rows[i].live_url);
        f.packet.revision = str_from(rows[i].revision);
        f.packet.documents[0]->live_url = str_from(rows[i].first);
        write_zip(&f);
        expect_part(read_entry(&f, "README.txt"), rows[i].readme);
        expect_part(read_entry(&f, "data/pages/first.html"), rows[i].page);
        expect_part(read_entry(&f, "bag-info.txt"), rows[i].sender);
        teardown(&f);
    }
}

/* Behind the title, before it, or within a division; a title that says nothing, and one
 * that stays below text. */
static void sets_the_title_apart(void **state)
{
    (void)state;
    static const struct {
        bool contents, below, within; /* below another heading; in a division */
        const char *words, *want;
    } rows[] = {
        {false, false, false, "FIRST",
         "<h1 id=\"t\">First</h1>\n</header>\n<div class=\"text\">\n<p>x</p>\n</div>\n"},
        {true, false, false, "FIRST",
         "source</a></p>\n<h1 id=\"t\">First</h1>\n</header>\n<div class=\"text\">\n"
         "<div class=\"contents\">\n<p>list</p>\n</div>\n<p>x</p>\n</div>\n"},
        {true, false, true, "FIRST",
         "source</a></p>\n<h1 id=\"t\">First</h1>\n</header>\n<div class=\"text\">\n"
         "<div class=\"contents\">\n<p>list</p>\n</div>\n<div>\n</div>\n<p>x</p>\n"},
        {false, false, false, "",
         "<h1>First</h1>\n</header>\n<div class=\"text\">\n<div "
         "id=\"t\"></div>\n<p>x</p>\n"},
        {false, true, false, "FIRST",
         "</p>\n</header>\n<div class=\"text\">\n<h2 id=\"s\">Section</h2>\n"
         "<h1 id=\"t\">FIRST</h1>\n</div>\n<nav class=\"here\""},
        {false, true, false, "FIRST",
         "</ul>\n</details></nav>\n<div class=\"text\">\n<p>x</p>\n</div>\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct fixture f;
        setup(&f);
        struct document *document = add_document(&f, "third", "First");
        if (rows[i].contents) {
            add_node(&f, add_node(&f, document->root, NODE_TOC_BLOCK, NULL), NODE_PARAGRAPH,
                     "list");
        }
        if (rows[i].below) {
            add_heading(&f, document->root, 2, "s", "Section");
        }
        struct node *around =
            rows[i].within ? add_node(&f, document->root, NODE_DIV, NULL) : document->root;
        add_heading(&f, around, 1, "t", rows[i].words);
        add_node(&f, document->root, NODE_PARAGRAPH, "x");
        assert_true(document_finish(&f.arena, document));
        write_zip(&f);
        expect_part(read_entry(&f, "data/pages/third.html"), rows[i].want);
        teardown(&f);
    }
}

static void reports_links(void **state)
{
    (void)state;
    struct fixture f;
    setup(&f);
    write_zip(&f);
    expect_part(read_entry(&f, "data/report/links.json"),
                "{\"counts\": {\"internal\": 2, \"file\": 1, \"live\": 1, \"external\": 1, "
                "\"mail\": 0, \"broken\": 1},\n");
    expect_part(
        read_entry(&f, "data/report/links.json"),
        "{\"class\": \"broken\", \"reason\": \"no such page\", \"text\": \"lost <b>\"");
    expect_part(read_entry(&f, "data/report/links.html"),
                "<h2 id=\"broken\">Broken links: 1</h2>");
    teardown(&f);
}

static void is_the_same_again(void **state)
{
    (void)state;
    /* The last begins its summer at the very hour that entries bear. */
    static const char *const zones[] = {"UTC0", "Asia/Tokyo", "America/Sao_Paulo",
                                        "AAA0BBB,J196/17,J300/0"};
    struct fixture first;
    setup(&first);
    write_zip(&first);
    assert_memory_equal(first.zip.ptr + 10, "\x97\x8e\xef\x52", 4); /* 2021-07-15 17:52 */
    for (size_t i = 0; i < sizeof zones / sizeof zones[0]; i++) {
        struct fixture again;
        assert_int_equal(setenv("TZ", zones[i], 1), 0);
        tzset();
        setup(&again);
        write_zip(&again);
        assert_true(str_eq(buf_str(&first.zip), buf_str(&again.zip)));
        teardown(&again);
    }
    assert_int_equal(unsetenv("TZ"), 0);
    tzset();
    teardown(&first);
}

/* Out of memory anywhere: false, a report, no crash. */
static void fails_in_order(void **state)
{
    (void)state;
    size_t failures = 0;
    for (size_t limit = (size_t)1 << 10; limit < ((size_t)1 << 18); limit += 5003) {
        struct fixture f;
        setup(&f);
        struct archive_options options = {.with_pdf = true, .generator = STR("x")};
        f.arena.limit_bytes = limit;
        bool ok = make_zip(&f, &options, 0);
        assert_true(ok || report_has_system_error(f.report));
        failures += !ok;
        teardown(&f);
    }
    assert_in_range(failures, 1, 100);
}

/* The first names none before it; a group is named by the recipe, else after the packet. */
static void stands_in_its_chain(void **state)
{
    (void)state;
    static const struct {
        struct archive_series series;
        const char *group, *want;
    } rows[] = {
        {{.mark = "", .number = 1},
         "",
         "Bag-Group-Identifier: Packet\nBag-Count: 1 of ?\nBagging-Date"},
        {{.mark = "", .previous = {"0a1b", 4}, .number = 12},
         "policies",
         "Bag-Group-Identifier: policies\nBag-Count: 12 of ?\n"
         "Previous-Snapshot: sha512:0a1b\nBagging-Date"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct fixture f;
        setup(&f);
        f.packet.bag_group = str_from(rows[i].group);
        write_zip_of(&f, &rows[i].series);
        expect_part(read_entry(&f, "bag-info.txt"), rows[i].want);
        teardown(&f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(holds_its_entries_in_order),
        cmocka_unit_test(is_a_bag),
        cmocka_unit_test(shows_a_document),
        cmocka_unit_test(reports_links),
        cmocka_unit_test(lists_linked_files_behind_many_images),
        cmocka_unit_test(lists_documents_around_its_own),
        cmocka_unit_test(sets_the_title_apart),
        cmocka_unit_test(says_of_what_it_is_a_copy),
        cmocka_unit_test(names_its_source),
        cmocka_unit_test(stands_in_its_chain),
        cmocka_unit_test(is_the_same_again),
        cmocka_unit_test(fails_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
