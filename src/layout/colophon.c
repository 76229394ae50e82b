/* The last page: links that were left out, and where the packet comes from. */
#include "base/date.h"
#include "base/digest.h"
#include "layout/maker.h"

#include <stdlib.h>

static bool flow_line(struct maker *maker, struct element *parent, enum element_role role,
                      struct str text, struct str url, bool heading)
{
    struct element *element = element_new(maker->arena, parent, role);
    struct element *inner =
        element && url.len ? element_new(maker->arena, element, ROLE_LINK) : element;
    if (!inner) {
        return false;
    }
    struct inline_state state = inline_state_text(maker, inner);
    state.style.role = heading ? FONT_SANS : FONT_SERIF;
    state.style.bold = heading;
    state.style.size = heading ? maker->theme->heading_size[3] : maker->theme->small_size;
    state.color = heading ? COLOR_INK : url.len ? COLOR_OUTSIDE : COLOR_TEXT;
    if (url.len) {
        state.link = maker_link(
            maker, (struct layout_link){.element = inner, .url = url, .contents = url});
    }
    struct paragraph_look look = {.state = state,
                                  .leading = heading ? maker->theme->heading_leading[3]
                                                     : maker->theme->small_leading,
                                  .align = TEXT_LEFT,
                                  .break_anywhere = true,
                                  .penalty_after = heading ? PENALTY_NEVER : 0};
    struct span_list spans = {0};
    return span_add(maker, &spans, text, &state) && flow_spans(maker, &spans, &look);
}

struct left_out {
    struct str *urls;
    size_t count, capacity;
};

static int compare_urls(const void *a, const void *b)
{
    return str_compare(*(const struct str *)a, *(const struct str *)b);
}

/* Each address once, in the order of their bytes. */
static bool gather_left_out(struct maker *maker, struct left_out *out)
{
    for (size_t i = 0; i < maker->packet->link_count; i++) {
        const struct link *link = maker->packet->links[i];
        if (link->class != LINK_LIVE || link->url.len == 0) {
            continue;
        }
        if (!arena_grow(maker->arena, &out->urls, out->count, &out->capacity,
                        sizeof *out->urls)) {
            return false;
        }
        size_t hash = str_find_byte(link->url, '#', 0);
        out->urls[out->count++] =
            hash == STR_NONE ? link->url : str_sub(link->url, 0, hash);
    }
    if (out->count > 1) {
        qsort(out->urls, out->count, sizeof *out->urls, compare_urls);
    }
    size_t kept = 0;
    for (size_t i = 0; i < out->count; i++) {
        if (kept == 0 || !str_eq(out->urls[kept - 1], out->urls[i])) {
            out->urls[kept++] = out->urls[i];
        }
    }
    out->count = kept;
    return true;
}

/* Items [from, to) as a column of boxes. */
static bool fill_column(struct maker *maker, struct element *list,
                        const struct left_out *left_out, size_t from, size_t to,
                        struct boxes *column)
{
    struct boxes *outer = maker->boxes;
    bool ok = true;
    maker->boxes = column;
    for (size_t i = from; i < to && ok; i++) {
        struct element *li = element_new(maker->arena, list, ROLE_LI);
        ok = li && flow_line(maker, li, ROLE_LBODY, address_text(left_out->urls[i]),
                             left_out->urls[i], false);
    }
    maker->boxes = outer;
    return ok;
}

static bool join_boxes(struct maker *maker, const struct box *left, const struct box *right)
{
    size_t count = left->placed_count + (right ? right->placed_count : 0);
    struct placed *placed = placed_new(maker, count + 1);
    if (!placed) {
        return false;
    }
    memcpy(placed, left->placed, left->placed_count * sizeof *placed);
    if (right) {
        memcpy(placed + left->placed_count, right->placed,
               right->placed_count * sizeof *placed);
    }
    return boxes_add(maker,
                     (struct box){.kind = BOX_BOX,
                                  .height = sp_max(left->height, right ? right->height : 0),
                                  .placed = placed,
                                  .placed_count = count}) != NULL;
}

/* Two columns side by side, line by line: a list of addresses is long and narrow. */
static bool flow_columns(struct maker *maker, struct element *list,
                         const struct left_out *left_out)
{
    size_t half = (left_out->count + 1) / 2;
    struct boxes left = {0}, right = {0};
    sp gap = SP_PT(14), start = maker->left, measure = maker->measure;
    maker->measure = sp_sub(measure, gap) / 2;
    bool ok = fill_column(maker, list, left_out, 0, half, &left);
    maker->left = sp_add(start, sp_add(maker->measure, gap));
    ok = ok && fill_column(maker, list, left_out, half, left_out->count, &right);
    maker->left = start;
    maker->measure = measure;
    size_t rows = left.count > right.count ? left.count : right.count;
    struct box none = {0};
    for (size_t i = 0; i < rows && ok; i++) {
        ok = join_boxes(maker, i < left.count ? &left.items[i] : &none,
                        i < right.count ? &right.items[i] : NULL);
    }
    return ok;
}

static bool flow_left_out(struct maker *maker)
{
    struct left_out left_out = {0};
    if (!gather_left_out(maker, &left_out) || left_out.count == 0) {
        return left_out.count == 0;
    }
    struct element *list = NULL;
    bool ok = flow_line(maker, maker->part, ROLE_H2, STR("Pages left out"), (struct str){0},
                        true);
    boxes_add_skip(maker, SP_PT(3));
    ok = ok &&
         flow_line(maker, maker->part, ROLE_P,
                   STR("These pages of the site are linked to but are not in this packet; "
                       "the links lead to the live site."),
                   (struct str){0}, false);
    list = ok ? element_new(maker->arena, maker->part, ROLE_L) : NULL;
    boxes_add_skip(maker, SP_PT(3));
    return list && flow_columns(maker, list, &left_out) && ok;
}

/* The digest of `sha256sum` run over the documents' sources in their order. */
static bool add_source_digest(const struct packet *packet, struct buf *out)
{
    struct buf list = {0};
    uint8_t digest[SHA256_BYTES];
    for (size_t i = 0; i < packet->document_count; i++) {
        const struct document *document = packet->documents[i];
        digest_sha256(document->source_text, digest);
        digest_add_hex(&list, digest, sizeof digest);
        buf_add_format(&list, "  %.*s\n", STR_ARG(document->source));
    }
    digest_sha256(buf_str(&list), digest);
    digest_add_hex(out, digest, sizeof digest);
    bool whole = buf_ok(&list);
    buf_clear(&list);
    return whole;
}

static bool flow_paragraph(struct maker *maker, struct buf *text)
{
    struct str kept = arena_take(maker->arena, text);
    boxes_add_skip(maker, SP_PT(3));
    return flow_line(maker, maker->part, ROLE_P, kept, (struct str){0}, false);
}

static bool flow_about(struct maker *maker)
{
    const struct packet *packet = maker->packet;
    struct buf text = {0};
    if (!flow_line(maker, maker->part, ROLE_H2, STR("About this copy"), (struct str){0},
                   true)) {
        return false;
    }
    buf_add_format(&text, "%.*s: %zu document%s", STR_ARG(packet->title),
                   packet->document_count, packet->document_count == 1 ? "" : "s");
    if (packet->live_url.len) {
        buf_add_format(&text, " of %.*s", STR_ARG(address_text(packet->live_url)));
    }
    if (packet->date) {
        struct str date = date_in_words(maker->arena, packet->date);
        buf_add_format(&text, ", as of %.*s", STR_ARG(date));
    }
    if (packet->revision.len) {
        buf_add_format(&text, ", source revision %.*s", STR_ARG(packet->revision));
    }
    buf_add_text(&text,
                 ". The living documents are on the site; what it says there counts.");
    bool ok = flow_paragraph(maker, &text);
    buf_add_text(&text, "Digest of the sources (SHA-256 of the list of each document's "
                        "SHA-256 and path, in order): ");
    ok = add_source_digest(packet, &text) && flow_paragraph(maker, &text) && ok;
    buf_add_format(&text,
                   "Set in Gentium Plus, Open Sans and JetBrains Mono by %.*s. The file is "
                   "tagged for assistive technology (PDF/UA-1) and made to last "
                   "(PDF/A-3a); the same source gives the same bytes.",
                   STR_ARG(maker->generator));
    ok = flow_paragraph(maker, &text) && ok;
    boxes_add_skip(maker, maker->theme->leading);
    return ok;
}

bool flow_colophon(struct maker *maker)
{
    if (!begin_part(maker, maker->theme->small_size, maker->theme->small_leading)) {
        return false;
    }
    maker_mark(maker, STR("colophon"));
    return flow_part_title(maker, STR("Colophon")) && flow_about(maker) &&
           flow_left_out(maker);
}
