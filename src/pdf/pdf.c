/* The order of work: pages (content deflated as each is finished), link annotations,
 * structure, names, images, fonts, metadata, then the file. */
#include "pdf/pdf.h"

#include "base/size.h"
#include "pdf/parts.h"
#include "pdf/pen.h"

#define PAGES_PER_NODE 64

/* Of a first part: what the second draws on. */
struct pdf_body {
    struct pdf_base base;
    struct tags_joint joint;
    pdf_ref first_page, first_content, node; /* the page's own, and what it hangs below */
    const struct font_codes *codes;
    const struct font_refs *font_refs;
    pdf_ref stamp; /* 0: pages have none */
    pdf_ref info;  /* what the files say of themselves */
    struct image_set images;
};

struct run {
    struct pdf_writer *writer;
    const struct pages *pages;
    const struct progress *progress;
    struct tags *tags;
    struct sheets sheets;
    pdf_ref next_link;
    pdf_ref *image_refs;
    struct font_refs *font_refs;
    struct font_codes *codes;
    struct leaders *leaders;
    struct line_room room;
    bool last;
    struct pdf_boxes boxes;
    pdf_ref stamp;                 /* a form on every page but the first; 0: none */
    struct pdf_body *body;         /* a first part is written; else NULL */
    const struct pdf_body *behind; /* what the second is written behind; else NULL */
};

/* That the second part has. */
static bool is_left_out(const struct run *run, size_t page)
{
    return run->body && page == 0;
}

/* Nobody points more exactly than at whole points, which take half as many digits. */
static int64_t whole_point(sp length)
{
    return (hundredths(length) + 50) / 100 * 100;
}

/* Where a link is: what its rectangles count from. */
struct link_page {
    size_t index;
    enum pdf_kind kind; /* of its links */
    sp left, top; /* of the page, in the file's */
};

/* Left, top, right, bottom; even of the thinnest there is something left. */
static void find_sides(const struct link_page *page, const struct rect *rect,
                       int64_t sides[4])
{
    sp left = sp_add(page->left, rect->x), top = sp_sub(page->top, rect->y);
    sides[0] = whole_point(left);
    sides[1] = whole_point(top);
    sides[2] = whole_point(sp_add(left, rect->width));
    sides[3] = whole_point(sp_sub(top, rect->height));
    sides[2] += sides[2] == sides[0] ? 100 : 0;
    sides[1] += sides[1] == sides[3] ? 100 : 0;
}

static void add_numbers(struct buf *out, const int64_t *numbers, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        buf_add_text(out, i ? " " : "");
        pdf_add_number(out, numbers[i]);
    }
}

static struct rect bounds_of(const struct link_area *area)
{
    sp left = SP_MAX, top = SP_MAX, right = -SP_MAX, bottom = -SP_MAX;
    for (size_t i = 0; i < area->count; i++) {
        const struct rect *r = &area->rects[i];
        left = sp_min(left, r->x);
        top = sp_min(top, r->y);
        right = sp_max(right, sp_add(r->x, r->width));
        bottom = sp_max(bottom, sp_add(r->y, r->height));
    }
    return (struct rect){left, top, sp_sub(right, left), sp_sub(bottom, top)};
}

/* Upper left, upper right, lower left, lower right: the order that viewers expect. */
static void add_quad_points(struct buf *out, const struct link_page *page,
                            const struct link_area *area)
{
    int64_t s[4];
    buf_add_text(out, "/QuadPoints[");
    for (size_t i = 0; i < area->count; i++) {
        find_sides(page, &area->rects[i], s);
        const int64_t corners[8] = {s[0], s[1], s[2], s[1], s[0], s[3], s[2], s[3]};
        buf_add_text(out, i ? " " : "");
        add_numbers(out, corners, 8);
    }
    buf_add_byte(out, ']');
}

static void add_rect(struct buf *out, const struct link_page *page, const struct rect *rect)
{
    int64_t s[4];
    find_sides(page, rect, s);
    const int64_t corners[4] = {s[0], s[3], s[2], s[1]};
    add_numbers(out, corners, 4);
}

/* URIs are 7-bit (ISO 32000-1, 12.6.4.7): what else there is gets percent-encoded. */
static void add_uri(struct buf *out, struct str url)
{
    struct buf ascii = {.part_of = out};
    for (size_t i = 0; i < url.len; i++) {
        unsigned char c = (unsigned char)url.ptr[i];
        if (c <= 0x20 || c >= 0x7F) {
            buf_add_format(&ascii, "%%%02X", c);
        } else {
            buf_add_byte(&ascii, (char)c);
        }
    }
    pdf_add_bytes(out, buf_str(&ascii));
    buf_clear(&ascii);
}

static pdf_ref write_link(struct run *run, const struct link_area *area,
                          const struct link_page *page)
{
    struct buf out = {.kept_in = pdf_arena(run->writer)};
    struct rect bounds = bounds_of(area);
    pdf_ref ref = run->next_link++;
    size_t key = tags_add_annotation(run->tags, area->element, ref, page->index);
    buf_add_text(&out, "/Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[");
    add_rect(&out, page, &bounds);
    buf_add_byte(&out, ']');
    if (area->count > 1) {
        add_quad_points(&out, page, area);
    }
    buf_add_text(&out, "/StructParent ");
    buf_add_unsigned(&out, key);
    if (area->contents.len || area->outside) {
        pdf_add_text(run->writer, &out, "/Contents",
                     area->contents.len ? area->contents : area->target);
    }
    if (area->outside) {
        buf_add_text(&out, "/A<</S/URI/URI");
        add_uri(&out, area->target);
        buf_add_text(&out, ">>");
    } else {
        buf_add_text(&out, "/Dest");
        pdf_add_bytes(&out, area->target);
    }
    pdf_set_kind(run->writer, page->kind, ref, buf_str(&out));
    buf_clear(&out);
    return ref;
}

static struct content_state content_of(struct run *run, size_t index)
{
    return (struct content_state){.pages = run->pages,
                                  .tags = run->tags,
                                  .codes = run->codes,
                                  .leaders = run->leaders,
                                  .inks = pdf_inks(run->writer),
                                  .boxes = &run->boxes,
                                  .page = index,
                                  .room = &run->room};
}

/* It is drawn for pages whose text block stands in the middle. */
static void add_stamp(sp shift, struct buf *out)
{
    if (shift) {
        buf_add_text(out, "q 1 0 0 1 ");
        pdf_add_number(out, hundredths(shift));
        buf_add_text(out, " 0 cm/S Do Q\n");
    } else {
        buf_add_text(out, "/S Do\n");
    }
}

/* What stands on the page, as a stream with these entries. */
static void draw_page(struct run *run, size_t index, struct str entries)
{
    struct page_spot spot = sheets_find(&run->sheets, index);
    struct content_state state = content_of(run, index);
    struct buf out = {.kept_in = pdf_arena(run->writer)};
    state.x = spot.x;
    state.y = spot.y;
    content_add(&state, &run->pages->items[index], &out);
    if (run->stamp && index > 0) {
        add_stamp(run->pages->items[index].shift, &out);
    }
    trim_add_marks(&out, &run->boxes, run->pages);
    pdf_take_stream(run->writer, run->sheets.first_content + size_to_u32(index), entries,
                    &out);
    buf_clear(&out);
}

/* Gives the first one's number; they are in a row. Those of the contents say what the
 * outline and the names of destinations say, and pack best beside them. */
static pdf_ref write_links(struct run *run, size_t index)
{
    const struct page_content *page = &run->pages->items[index];
    struct page_spot spot = sheets_find(&run->sheets, index);
    struct link_page place = {index,
                              index < run->pages->front_page_count ? PDF_OTHER : PDF_LINK,
                              spot.x, sp_add(spot.y, run->pages->height)};
    pdf_ref first = run->next_link;
    for (size_t i = 0; i < page->link_count; i++) {
        (void)write_link(run, &page->links[i], &place);
    }
    return first;
}

static void write_page(struct run *run, size_t index, pdf_ref parent)
{
    const struct page_content *page = &run->pages->items[index];
    struct page_spot spot = sheets_find(&run->sheets, index);
    struct buf out = {.kept_in = pdf_arena(run->writer)};
    draw_page(run, index, (struct str){0});
    buf_add_text(&out, "/Type/Page/Parent ");
    pdf_add_ref(&out, parent);
    trim_add_boxes(&out, &run->boxes, run->pages);
    buf_add_text(&out, "/Resources ");
    pdf_add_ref(&out, run->sheets.resources);
    buf_add_text(&out, "/Contents ");
    pdf_add_ref(&out, run->sheets.first_content + size_to_u32(index));
    buf_add_format(&out, "/StructParents %zu/Tabs/S", tags_page_key(run->tags, index));
    pdf_ref first_link = write_links(run, index);
    for (size_t i = 0; i < page->link_count; i++) {
        buf_add_text(&out, i ? " " : "/Annots[");
        pdf_add_ref(&out, first_link + size_to_u32(i));
    }
    buf_add_text(&out, page->link_count ? "]" : "");
    pdf_set_kind(run->writer, PDF_PAGE, spot.page, buf_str(&out));
    buf_clear(&out);
}

static void end_page(struct run *run, size_t index)
{
    if (run->last) {
        pages_let_go(run->pages, index);
    }
    progress_tell(run->progress, index + 1, run->pages->count);
}

/* All pages of a booklet, in the order they are read in, and its sheets' notes. */
static void write_forms(struct run *run)
{
    const struct imposition *imposition = run->sheets.imposition;
    const struct page_content *notes = run->pages->sheet_notes;
    struct buf out = {.kept_in = pdf_arena(run->writer)};
    for (size_t i = 0; i < run->pages->count; i++) {
        buf_reset(&out);
        sheets_add_form(&run->sheets, i, tags_page_key(run->tags, i), &out);
        draw_page(run, i, buf_str(&out));
        run->sheets.first_link[i] = write_links(run, i);
        end_page(run, i);
    }
    for (size_t i = 0; notes && i < imposition->signature_count; i++) {
        struct content_state state = content_of(run, 0);
        buf_reset(&out);
        content_add(&state, &notes[i], &out);
        sheets_write_note(&run->sheets, run->writer, i, &out);
    }
    buf_clear(&out);
}

/* A page of the file, which hangs below `node`. */
static void write_file_page(struct run *run, size_t index, pdf_ref node)
{
    if (run->sheets.imposition) {
        sheets_write_side(&run->sheets, run->writer, index, node);
        return;
    }
    if (is_left_out(run, index)) {
        struct content_state state = content_of(run, index);
        content_expect(&state, &run->pages->items[index]);
        run->body->node = node;
    } else {
        write_page(run, index, node);
    }
    end_page(run, index);
}

/* Two levels of nodes: arrays in libharu's and others' readers end at 32,767. */
static void write_pages(struct run *run)
{
    struct pdf_writer *writer = run->writer;
    struct buf kids = {.kept_in = pdf_arena(run->writer)}, node = kids;
    pdf_ref root = pdf_reserve(writer);
    size_t total = sheets_count(&run->sheets);
    if (run->sheets.imposition) {
        write_forms(run);
    }
    for (size_t from = 0; from < total; from += PAGES_PER_NODE) {
        size_t left = total - from;
        size_t count = left < PAGES_PER_NODE ? left : PAGES_PER_NODE;
        pdf_ref ref = pdf_reserve(writer);
        buf_reset(&node);
        buf_add_format(&node, "/Type/Pages/Count %zu/Parent ", count);
        pdf_add_ref(&node, root);
        buf_add_text(&node, "/Kids[");
        for (size_t i = from; i < from + count; i++) {
            write_file_page(run, i, ref);
            pdf_add_ref(&node, run->sheets.first_page + size_to_u32(i));
            buf_add_byte(&node, ' ');
        }
        buf_add_byte(&node, ']');
        pdf_set(writer, ref, buf_str(&node));
        pdf_add_ref(&kids, ref);
        buf_add_byte(&kids, ' ');
    }
    buf_reset(&node);
    buf_add_format(&node, "/Type/Pages/Count %zu/Kids[", total);
    buf_add(&node, buf_str(&kids));
    buf_add_byte(&node, ']');
    pdf_set(writer, root, buf_str(&node));
    pdf_catalog_set_pages(writer, root);
    buf_clear(&kids);
    buf_clear(&node);
}

/* `ref`: its number; 0: it gets one. */
static pdf_ref add_font(struct run *run, const char *prefix, size_t index, pdf_ref ref,
                        struct buf *out)
{
    ref = ref ? ref : pdf_reserve(run->writer);
    buf_add_format(out, "%s%zu ", prefix, index);
    pdf_add_ref(out, ref);
    return ref;
}

static void write_resources(struct run *run)
{
    struct buf out = {.kept_in = pdf_arena(run->writer)};
    buf_add_text(&out, "/Font<<");
    for (size_t i = 0; i < run->codes->count; i++) {
        const struct face_codes *face = &run->codes->faces[i];
        struct font_refs *refs = &run->font_refs[i];
        if (run->behind && !face->apart) {
            *refs = run->behind->font_refs[i];
        }
        if (face->narrow) {
            refs->narrow = add_font(run, "/F", i, refs->narrow, &out);
        }
        if (face->wide) {
            refs->wide = add_font(run, "/G", i, refs->wide, &out);
        }
    }
    buf_add_text(&out, ">>/XObject<<");
    for (size_t i = 0; i < run->pages->image_count; i++) {
        buf_add_format(&out, "/I%zu ", i);
        pdf_add_ref(&out, run->image_refs[i]);
    }
    leaders_add_resources(run->leaders, &out);
    if (run->stamp) {
        buf_add_text(&out, "/S ");
        pdf_add_ref(&out, run->stamp);
    }
    buf_add_text(&out, ">>" PEN_PROPERTIES);
    pdf_set(run->writer, run->sheets.resources, buf_str(&out));
    buf_clear(&out);
}

/* Numbers of a kind in a row: a link counts as one of the pages' objects. */
static void reserve_pages(struct run *run)
{
    size_t link_count = 0;
    for (size_t i = 0; i < run->pages->count; i++) {
        link_count += is_left_out(run, i) ? 0 : run->pages->items[i].link_count;
    }
    if (run->behind) {
        run->sheets.first_page = run->behind->first_page;
        run->sheets.first_content = run->behind->first_content;
    } else {
        run->sheets.first_page = pdf_reserve_row(run->writer, sheets_count(&run->sheets));
        run->sheets.first_content = pdf_reserve_row(run->writer, run->pages->count);
    }
    run->next_link = pdf_reserve_row(run->writer, link_count);
}

/* Drawn once for all pages, with what they draw with; without a stamp it is empty. */
static void write_stamp(struct run *run)
{
    struct buf out = {.kept_in = pdf_arena(run->writer)}, entries = out;
    struct content_state state = content_of(run, 0);
    if (run->pages->stamp) {
        content_add(&state, run->pages->stamp, &out);
    }
    buf_add_text(&entries, "/Type/XObject/Subtype/Form/BBox[0 0 ");
    pdf_add_number(&entries, hundredths(run->pages->width));
    buf_add_byte(&entries, ' ');
    pdf_add_number(&entries, hundredths(run->pages->height));
    buf_add_text(&entries, "]/Resources ");
    pdf_add_ref(&entries, run->sheets.resources);
    pdf_set_stream(run->writer, run->stamp, buf_str(&entries), buf_str(&out), false);
    buf_clear(&out);
    buf_clear(&entries);
}

/* What pages draw with. */
static void write_means(struct run *run, struct report *report)
{
    images_write(run->writer, run->pages, run->behind ? &run->behind->images : NULL,
                 run->image_refs);
    write_resources(run);
    fonts_write(run->writer, run->codes, run->font_refs, report);
}

static bool save(struct run *run, pdf_ref info)
{
    if (arena_failed(pdf_arena(run->writer))) {
        pdf_fail_memory(run->writer);
    }
    return !pdf_failed(run->writer) && pdf_save(run->writer, info);
}

static bool write_all(struct run *run, const struct pdf_options *options,
                      struct report *report)
{
    run->sheets.resources = pdf_reserve(run->writer);
    run->stamp = run->pages->stamp ? pdf_reserve(run->writer) : 0;
    write_pages(run);
    if (run->stamp) {
        write_stamp(run);
    }
    tags_finish(run->tags, run->pages->root);
    names_write(run->writer, &run->sheets);
    write_means(run, report);
    metadata_write_intent(run->writer);
    return save(run, metadata_write(run->writer, options));
}

static bool write_base(struct run *run, const struct pdf_options *options,
                       struct report *report)
{
    struct pdf_body *body = run->body;
    run->sheets.resources = pdf_reserve(run->writer);
    run->stamp = body->stamp = options->stamped ? pdf_reserve(run->writer) : 0;
    tags_leave_out(run->tags, run->pages->root->first);
    write_pages(run);
    tags_end_base(run->tags, run->pages->root, &body->joint);
    names_write(run->writer, &run->sheets);
    write_means(run, report);
    metadata_write_intent(run->writer);
    body->info = metadata_write(run->writer, options);
    body->first_page = run->sheets.first_page;
    body->first_content = run->sheets.first_content;
    body->codes = run->codes;
    body->font_refs = run->font_refs;
    body->images = (struct image_set){run->pages, run->image_refs};
    if (arena_failed(pdf_arena(run->writer))) {
        pdf_fail_memory(run->writer);
    }
    return !pdf_failed(run->writer) && pdf_end_base(run->writer, &body->base);
}

/* `again`: the codes say that a font of its own is wanted. */
static bool write_first_page(struct run *run, struct report *report, bool *again)
{
    run->sheets.resources = pdf_reserve(run->writer);
    write_page(run, 0, run->behind->node);
    run->stamp = run->behind->stamp;
    if (run->stamp) {
        write_stamp(run);
    }
    *again = run->codes->lacked;
    if (*again) {
        return false;
    }
    tags_finish(run->tags, run->pages->root);
    write_means(run, report);
    return save(run, run->behind->info);
}

static bool begin(struct run *run, const struct text_engine *engine)
{
    struct arena *arena = pdf_arena(run->writer);
    size_t face_count = text_face_count(engine);
    reserve_pages(run);
    run->image_refs = ARENA_ARRAY(arena, pdf_ref, run->pages->image_count + 1);
    run->font_refs = ARENA_ARRAY(arena, struct font_refs, face_count + 1);
    run->codes = run->codes
                     ? run->codes
                     : (run->behind ? font_codes_new_behind(arena, run->behind->codes)
                                    : font_codes_new(arena, face_count));
    run->leaders = leaders_new(run->writer, run->pages->width);
    run->tags =
        tags_new(run->writer, &run->sheets, run->pages->count, run->pages->element_count,
                 run->behind ? &run->behind->joint : NULL);
    bool placed = !run->sheets.imposition || sheets_begin(&run->sheets, run->writer);
    if (!run->image_refs || !run->font_refs || !run->codes || !run->leaders || !run->tags ||
        !placed) {
        pdf_fail_memory(run->writer);
    }
    return !pdf_failed(run->writer);
}

static struct run run_of(struct arena *arena, const struct pages *pages,
                         const struct text_engine *engine,
                         const struct pdf_options *options)
{
    return (struct run){.pages = pages,
                        .progress = options->progress,
                        .last = options->last,
                        .boxes = options->boxes,
                        .sheets = {.pages = pages, .imposition = pages->imposition},
                        .room = {.engine = engine, .arena = arena}};
}

/* A whole file, or where `body` is not NULL the first part of one. */
static bool write_file(struct arena *arena, const struct pages *pages,
                       const struct text_engine *engine, const struct pdf_options *options,
                       struct pdf_body *body, struct pieces *out, struct report *report)
{
    struct run run = run_of(arena, pages, engine, options);
    run.body = body;
    run.writer = pdf_writer_new(arena, options->crew, options->deflate_level, out, report);
    if (run.writer) {
        pdf_set_inks(run.writer, options->inks);
    }
    if (run.writer && options->limit_bytes) {
        pdf_set_limit(run.writer, options->limit_bytes);
    }
    bool ok = run.writer && begin(&run, engine) &&
              (body ? write_base(&run, options, report) : write_all(&run, options, report));
    tags_free(run.tags);
    pdf_writer_free(run.writer);
    return ok;
}

bool pdf_write(struct arena *arena, const struct pages *pages,
               const struct text_engine *engine, const struct pdf_options *options,
               struct pieces *out, struct report *report)
{
    return write_file(arena, pages, engine, options, NULL, out, report);
}

const struct pdf_body *pdf_write_body(struct arena *arena, const struct pages *pages,
                                      const struct text_engine *engine,
                                      const struct pdf_options *options, struct pieces *out,
                                      struct report *report)
{
    struct pdf_body *body = ARENA_NEW(arena, struct pdf_body);
    bool ok = body ? write_file(arena, pages, engine, options, body, out, report)
                   : report_out_of_memory(report);
    return ok ? body : NULL;
}

bool pdf_write_behind(struct arena *arena, const struct pdf_body *body,
                      const struct pages *pages, const struct text_engine *engine,
                      const struct pdf_options *options, struct pieces *out,
                      struct report *report)
{
    struct run run = run_of(arena, pages, engine, options);
    bool ok = false, again = true;
    run.behind = body;
    while (again) {
        struct aside aside = out->aside;
        pieces_clear(out);
        pieces_init(out, aside);
        run.writer =
            pdf_writer_new_behind(arena, &body->base, options->deflate_level, out, report);
        again = false;
        if (run.writer) {
            pdf_set_inks(run.writer, options->inks);
        }
        ok = run.writer && begin(&run, engine) && write_first_page(&run, report, &again);
        tags_free(run.tags);
        pdf_writer_free(run.writer);
        if (again) {
            font_codes_again(run.codes);
        }
    }
    return ok;
}
