/* The last page: where the packet comes from, when its documents were last changed, and
 * links that were left out. */
#include "base/date.h"
#include "base/digest.h"
#include "base/gate.h"
#include "layout/maker.h"

#include <stdlib.h>

/* An element with a line of text in it, which is a link where it has an address. */
static bool flow_line(struct maker *maker, struct setting setting, struct element *parent,
                      enum element_role role, struct str text, struct str url)
{
    const struct theme *theme = maker->run->theme;
    struct element *element = maker_element(maker, parent, role);
    struct element *inner =
        element && url.len ? maker_element(maker, element, ROLE_LINK) : element;
    if (!inner) {
        return false;
    }
    setting = setting_of_words(setting, text);
    struct inline_state state = inline_state_text(maker, setting, inner);
    if (url.len) {
        state.color = theme->color.outside;
        state.link = maker_link(
            maker, (struct layout_link){
                       .element = inner, .target = url, .outside = true, .contents = url});
    }
    struct paragraph_look look = look_plain(setting, state);
    setting = url.len ? setting_of_address(setting) : setting;
    return flow_text(maker, setting, text, &look);
}

/* `english`: that is its language, whatever the packet's is. */
static bool flow_sentence(struct maker *maker, struct setting setting, struct str text,
                          bool english)
{
    struct element *element = maker_element(maker, maker->chapter->part, ROLE_P);
    if (!element) {
        return false;
    }
    if (english && !str_starts(maker_language(maker), "en")) {
        maker_set_language(maker, element, STR("en"));
        setting.direction = LEFT_TO_RIGHT;
    }
    setting = setting_of_words(setting, text);
    struct paragraph_look look =
        look_plain(setting, inline_state_text(maker, setting, element));
    return flow_text(maker, setting, text, &look);
}

static bool flow_heading(struct maker *maker, struct setting setting, enum phrase phrase)
{
    struct element *heading = maker_element(maker, maker->chapter->part, ROLE_H2);
    struct str text = maker_phrase(maker, phrase, heading);
    struct type type = maker->run->sheet->heading[3];
    setting = setting_of_words(setting, text);
    struct paragraph_look look =
        look_plain(setting, inline_state_head(maker, setting, heading, type.size,
                                              maker->run->theme->color.ink));
    look.state.style.bold = true;
    look.leading = type.leading;
    look.penalty_after = PENALTY_NEVER;
    return heading && flow_text(maker, setting, text, &look);
}

struct left_out {
    struct str *urls;
    size_t count, capacity;
    struct element *list;
};

static int compare_urls(const void *a, const void *b)
{
    return str_compare(*(const struct str *)a, *(const struct str *)b);
}

/* Each address once, in the order of their bytes. */
static bool gather_left_out(struct maker *maker, struct left_out *out)
{
    for (size_t i = 0; i < maker->run->packet->link_count; i++) {
        const struct link *link = maker->run->packet->links[i];
        if (link->class != LINK_LIVE || link->url.len == 0) {
            continue;
        }
        if (!arena_grow(maker->run->scratch, &out->urls, out->count, &out->capacity,
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

static bool fill_left_out(struct maker *maker, struct setting setting, size_t from,
                          size_t to, void *data)
{
    const struct left_out *left_out = data;
    for (size_t i = from; i < to; i++) {
        struct element *li = maker_element(maker, left_out->list, ROLE_LI);
        if (!li || !flow_line(maker, setting, li, ROLE_LBODY,
                              address_text(left_out->urls[i]), left_out->urls[i])) {
            return false;
        }
    }
    return true;
}

static bool flow_left_out(struct maker *maker, struct setting setting)
{
    struct left_out left_out = {0};
    if (!gather_left_out(maker, &left_out) || left_out.count == 0) {
        return left_out.count == 0;
    }
    sp before = maker->run->theme->colophon.before_paragraph;
    if (!flow_heading(maker, setting, PHRASE_PAGES_LEFT_OUT)) {
        return false;
    }
    boxes_add_skip(maker, setting, before);
    bool english;
    const char *linked = phrase_in(maker_language(maker), PHRASE_LINKED_ONLY, &english);
    if (!flow_sentence(maker, setting, str_from(linked), english)) {
        return false;
    }
    left_out.list = maker_element(maker, maker->chapter->part, ROLE_L);
    boxes_add_skip(maker, setting, before);
    return left_out.list &&
           flow_halves(maker, setting, left_out.count, fill_left_out, &left_out);
}

/* Documents that tell when they were last changed, in their order. */
struct changed {
    const struct document **documents;
    size_t count;
    struct element *list;
    sp indent; /* beside the largest number */
};

#define DIGIT_PERCENT 60 /* of an em, that a digit or the gap behind it takes */

static bool flow_change_number(struct maker *maker, struct setting setting,
                               struct element *item, const struct changed *changed,
                               size_t number)
{
    struct element *label = item ? maker_element(maker, item, ROLE_LBL) : NULL;
    struct inline_state state = inline_state_text(maker, setting, label);
    return label && flow_label(maker, setting, maker_number(maker, number), &state,
                               changed->indent, 0, setting_align_start(setting));
}

/* "Fees: 3 May 2021 (1a2b3c4)" */
static bool flow_change(struct maker *maker, struct setting setting, struct element *item,
                        const struct document *document)
{
    struct element *body = maker_element(maker, item, ROLE_LBODY);
    struct element *words = body ? maker_phrase_element(maker, body) : NULL;
    if (!words) {
        return false;
    }
    struct inline_state title = inline_state_text(maker, setting, body), change = title;
    struct paragraph_look look = look_plain(setting, title);
    struct span_list spans = {0};
    struct buf text = {.kept_in = maker->run->scratch};
    change.element = words;
    buf_add(&text, maker_phrase(maker, PHRASE_COLON, NULL));
    gate_add_isolated(&text, change_text(maker, document));
    return span_add(maker, &spans, gate_isolated(maker->run->scratch, document->title),
                    &title) &&
           span_add(maker, &spans, arena_take(maker->run->scratch, &text), &change) &&
           flow_spans(maker, setting, &spans, &look);
}

static bool fill_changed(struct maker *maker, struct setting setting, size_t from,
                         size_t to, void *data)
{
    const struct changed *changed = data;
    bool ok = true;
    for (size_t i = from; i < to && ok; i++) {
        const struct document *document = changed->documents[i];
        struct element *item = maker_element(maker, changed->list, ROLE_LI);
        ok = flow_change_number(maker, setting, item, changed, document->number) &&
             flow_change(maker, setting_inside(setting, changed->indent), item, document);
    }
    return ok;
}

static bool flow_changed(struct maker *maker, struct setting setting)
{
    const struct packet *packet = maker->run->packet;
    struct changed changed = {.documents =
                                  ARENA_ARRAY(maker->run->scratch, const struct document *,
                                              packet->document_count + 1)};
    for (size_t i = 0; i < packet->document_count && changed.documents; i++) {
        if (packet->documents[i]->changed_in.len) {
            changed.documents[changed.count++] = packet->documents[i];
        }
    }
    if (changed.count == 0) {
        return changed.documents;
    }
    sp digit = sp_percent(setting.type.size, DIGIT_PERCENT);
    for (size_t rest = packet->document_count; rest; rest /= 10) {
        changed.indent = sp_add(changed.indent, digit);
    }
    changed.indent = sp_add(changed.indent, digit);
    if (!flow_heading(maker, setting, PHRASE_LAST_CHANGED)) {
        return false;
    }
    changed.list = maker_element(maker, maker->chapter->part, ROLE_L);
    boxes_add_skip(maker, setting, maker->run->theme->colophon.before_paragraph);
    bool ok =
        changed.list && flow_halves(maker, setting, changed.count, fill_changed, &changed);
    boxes_add_skip(maker, setting, maker->run->sheet->text.leading);
    return ok;
}

/* The digest of `sha256sum` run over the documents' sources in their order. */
static bool add_source_digest(const struct packet *packet, struct buf *out)
{
    struct buf list = {.part_of = out};
    uint8_t digest[SHA256_BYTES];
    for (size_t i = 0; i < packet->document_count; i++) {
        const struct document *document = packet->documents[i];
        digest_add_hex(&list, document->source_sha256, sizeof document->source_sha256);
        buf_add_format(&list, "  %.*s\n", STR_ARG(document->source));
    }
    digest_sha256(buf_str(&list), digest);
    digest_add_hex(out, digest, sizeof digest);
    bool whole = buf_ok(&list);
    buf_clear(&list);
    return whole;
}

static bool flow_paragraph(struct maker *maker, struct setting setting, struct buf *text,
                           bool english)
{
    struct str kept = arena_take(maker->run->scratch, text);
    boxes_add_skip(maker, setting, maker->run->theme->colophon.before_paragraph);
    return flow_sentence(maker, setting, kept, english);
}

/* "The packet: 3 documents of example.org, as of 15 July 2021." */
static void add_state(const struct maker *maker, struct buf *text)
{
    const struct packet *packet = maker->run->packet;
    gate_add_isolated(text, packet->title);
    buf_add_format(text, ": %zu document%s", packet->document_count,
                   packet->document_count == 1 ? "" : "s");
    if (packet->live_url.len) {
        buf_add_format(text, " of %.*s", STR_ARG(address_text(packet->live_url)));
    }
    if (packet->date != DATE_NONE) {
        buf_add_text(text, ", as of ");
        phrase_add_date(text, STR("en"), packet->date);
    }
    if (packet->revision.len) {
        buf_add_format(text, ", source revision %.*s", STR_ARG(packet->revision));
    }
    buf_add_byte(text, '.');
}

static void add_fact(const struct maker *maker, enum phrase name, struct str value,
                     struct buf *text)
{
    if (value.len) {
        buf_add_text(text, " \xc2\xb7 ");
        buf_add(text, maker_phrase(maker, name, NULL));
        buf_add(text, maker_phrase(maker, PHRASE_COLON, NULL));
        gate_add_isolated(text, value);
    }
}

/* The same in other languages: labels and what they name, whose grammar never fails. */
static void add_state_by_labels(const struct maker *maker, struct buf *text)
{
    const struct packet *packet = maker->run->packet;
    struct buf date = {.part_of = text}, count = {.part_of = text};
    gate_add_isolated(text, packet->title);
    phrase_add_number(&count, packet->language, packet->document_count);
    add_fact(maker, PHRASE_DOCUMENTS, buf_str(&count), text);
    add_fact(maker, PHRASE_COPY_OF, address_text(packet->live_url), text);
    if (packet->date != DATE_NONE) {
        phrase_add_date(&date, packet->language, packet->date);
    }
    add_fact(maker, PHRASE_AS_OF, buf_str(&date), text);
    add_fact(maker, PHRASE_REVISION, packet->revision, text);
    buf_add(text, maker_phrase(maker, PHRASE_STOP, NULL));
    buf_clear(&date);
    buf_clear(&count);
}

/* A paragraph that says a phrase of a value. */
static bool flow_phrase(struct maker *maker, struct setting setting, enum phrase phrase,
                        struct str value)
{
    struct str language = maker_language(maker);
    struct buf text = {.kept_in = maker->run->scratch};
    phrase_add(&text, language, phrase, gate_isolated(maker->run->scratch, value));
    return flow_paragraph(maker, setting, &text, !phrases_have(language));
}

static bool flow_about(struct maker *maker, struct setting setting)
{
    const struct packet *packet = maker->run->packet;
    struct buf text = {.kept_in = maker->run->scratch};
    bool english, ok = flow_heading(maker, setting, PHRASE_ABOUT_COPY);
    const char *counts = phrase_in(maker_language(maker), PHRASE_SITE_COUNTS, &english);
    if (english) {
        add_state(maker, &text);
    } else {
        add_state_by_labels(maker, &text);
    }
    if (packet->live_url.len) {
        bool wide = str_ends(buf_str(&text), "\xe3\x80\x82"); /* a stop with its space */
        buf_add_format(&text, "%s%s", wide ? "" : " ", counts);
    }
    ok = ok && flow_paragraph(maker, setting, &text, english);
    ok = add_source_digest(packet, &text) && ok;
    struct str digest = arena_take(maker->run->scratch, &text);
    ok = flow_phrase(maker, setting, PHRASE_SOURCES_DIGEST, digest) &&
         flow_phrase(maker, setting, PHRASE_SET_BY, maker->run->generator) && ok;
    boxes_add_skip(maker, setting, maker->run->sheet->text.leading);
    return ok;
}

bool flow_colophon(struct maker *maker, struct flow *flow)
{
    const struct sheet *sheet = maker->run->sheet;
    if (!begin_part(maker)) {
        return false;
    }
    struct setting setting = part_setting(maker, flow, sheet->small);
    flow_mark(maker, setting, STR("colophon"));
    return flow_part_title(maker, setting, PHRASE_COLOPHON) && flow_about(maker, setting) &&
           flow_changed(maker, setting) && flow_left_out(maker, setting);
}
