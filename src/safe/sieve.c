/* What passes and what does not, for both languages: the path of open elements, of which
 * one that is dropped takes all below it along, and the style sheets, whose text is read
 * whole. Tables of elements are in sieve_html.c and sieve_svg.c. */
#include "safe/sieve.h"

#include "base/media_type.h"
#include "safe/address.h"
#include "safe/safe.h"
#include "safe/style.h"

#define PICTURES_LIMIT ((size_t)16 << 20) /* bytes of all that one copy looks up */

enum space space_find(struct str uri)
{
    static const struct {
        const char *uri;
        enum space space;
    } spaces[] = {
        {"http://www.w3.org/1999/xhtml", SPACE_HTML},
        {"http://www.w3.org/2000/svg", SPACE_SVG},
        {"http://www.w3.org/1999/xlink", SPACE_XLINK},
        {"http://www.w3.org/XML/1998/namespace", SPACE_XML},
        {"http://www.w3.org/1998/Math/MathML", SPACE_HOSTILE},
        {"http://www.w3.org/2001/xml-events", SPACE_HOSTILE},
        {"http://www.w3.org/2001/XInclude", SPACE_HOSTILE},
        {"http://www.w3.org/ns/xbl", SPACE_HOSTILE},
        {"http://www.mozilla.org/xbl", SPACE_HOSTILE},
        {"http://www.mozilla.org/keymaster/gatekeeper/there.is.only.xul", SPACE_HOSTILE},
    };
    if (uri.len == 0) {
        return SPACE_NONE;
    }
    for (size_t i = 0; i < sizeof spaces / sizeof spaces[0]; i++) {
        if (str_is(uri, spaces[i].uri)) {
            return spaces[i].space;
        }
    }
    return SPACE_OTHER;
}

void sieve_init(struct sieve *sieve, struct arena *arena, struct buf *out, bool html,
                struct str address)
{
    *sieve = (struct sieve){.arena = arena,
                            .out = out,
                            .html = html,
                            .address = address,
                            .style = {.part_of = out}};
}

void sieve_end(struct sieve *sieve)
{
    buf_clear(&sieve->style);
}

void sieve_remove(struct sieve *sieve, enum removed_kind kind)
{
    sieve->removed[kind]++;
    sieve->changed = true;
}

bool sieve_is_handler(struct str name)
{
    return name.len > 2 && str_eq_ignore_case(str_sub(name, 0, 2), STR("on"));
}

struct str sieve_embed_picture(struct sieve *sieve, struct str address)
{
    struct str none = {0}, bytes = none;
    if (sieve->pictures && sieve->picture_bytes < PICTURES_LIMIT) {
        bytes = sieve->pictures->find(sieve->pictures->data, address);
    }
    sieve->picture_bytes += bytes.len;
    const struct media *media = media_by_content(bytes);
    if (!media || sieve->picture_bytes > PICTURES_LIMIT) {
        return none;
    }
    struct buf out = {.kept_in = sieve->arena};
    buf_add_format(&out, "data:%s;base64,", media->type);
    if (address_is_embedded(buf_str(&out))) {
        sieve->changed = true;
        buf_add_base64(&out, bytes, base64_plain);
    } else {
        buf_reset(&out);
    }
    return arena_take(sieve->arena, &out);
}

/* HTML knows no prefixes: "h:p" would be another element than the "p" that was let pass. */
static void write_name(struct sieve *sieve, struct str prefix, struct str name)
{
    if (prefix.len && !sieve->html) {
        buf_add(sieve->out, prefix);
        buf_add_byte(sieve->out, ':');
    }
    buf_add(sieve->out, name);
}

void sieve_write_attribute(struct sieve *sieve, struct str prefix, struct str name,
                           struct str value)
{
    buf_add_byte(sieve->out, ' ');
    write_name(sieve, prefix, name);
    buf_add_text(sieve->out, "=\"");
    buf_add_escaped(sieve->out, value);
    buf_add_byte(sieve->out, '"');
}

/* Whatever the copy's reader is: no policy of its own is needed, but one more wall. */
static const char head[] =
    "<head>\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
    "style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; "
    "form-action 'none'\">\n"
    "<meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    "<meta name=\"referrer\" content=\"no-referrer\">\n";

/* The copy's own head comes before all else, whatever the page begins with. */
static void begin_page(struct sieve *sieve, const struct element_event *element)
{
    bool root = str_is(element->name, "html");
    sieve->begun = true;
    buf_add_text(sieve->out, "<!DOCTYPE html>\n<html");
    if (root) {
        sieve_write_html_attributes(sieve, element);
    }
    buf_add_text(sieve->out, ">\n");
    buf_add_text(sieve->out, head);
}

static void begin_body(struct sieve *sieve, const struct element_event *element)
{
    sieve->in_body = true;
    buf_add_text(sieve->out, "</head>\n<body");
    sieve_write_html_attributes(sieve, element);
    buf_add_text(sieve->out, ">\n");
}

static void write_all_attributes(struct sieve *sieve, const struct element_event *element)
{
    for (size_t i = 0; i < element->attribute_count; i++) {
        const struct attribute_event *attribute = &element->attributes[i];
        sieve_write_attribute(sieve, attribute->prefix, attribute->name, attribute->value);
    }
}

static void write_start(struct sieve *sieve, const struct element_event *element)
{
    buf_add_byte(sieve->out, '<');
    write_name(sieve, element->prefix, element->name);
    buf_add(sieve->out, element->declarations);
    if (sieve->plain) {
        write_all_attributes(sieve, element);
    } else if (sieve->html) {
        sieve_write_html_attributes(sieve, element);
    } else {
        sieve_write_svg_attributes(sieve, element);
    }
    buf_add_byte(sieve->out, '>');
}

bool sieve_open(struct sieve *sieve, const struct element_event *element)
{
    if (sieve->depth >= SIEVE_DEPTH_LIMIT) {
        return false;
    }
    uint8_t *verdict = &sieve->verdicts[sieve->depth++];
    *verdict = VERDICT_DROP;
    if (sieve->dropped_from) {
        return true;
    }
    if (sieve->html && !sieve->begun) {
        begin_page(sieve, element);
    }
    *verdict = (uint8_t)(sieve->plain      ? VERDICT_KEEP
                         : sieve->in_style ? VERDICT_DROP
                         : sieve->html     ? sieve_judge_html(sieve, element)
                                           : sieve_judge_svg(sieve, element));
    if (*verdict == VERDICT_DROP && sieve->in_style) { /* a sheet holds text alone */
        bool script = str_eq_ignore_case(element->name, STR("script"));
        sieve_remove(sieve, script ? REMOVED_SCRIPT : REMOVED_PART);
    }
    if (*verdict == VERDICT_DROP) {
        sieve->dropped_from = sieve->depth;
    } else if (*verdict == VERDICT_KEEP) {
        write_start(sieve, element);
        sieve->in_style = !sieve->plain && str_is(element->name, "style");
    } else if (sieve->html && !sieve->in_body && str_is(element->name, "body")) {
        begin_body(sieve, element);
    }
    return true;
}

void sieve_text(struct sieve *sieve, struct str text)
{
    if (sieve->dropped_from) {
        return;
    }
    if (sieve->in_style) {
        buf_add(&sieve->style, text);
    } else {
        buf_add_escaped(sieve->out, text);
    }
}

static void write_style(struct sieve *sieve)
{
    struct buf clean = {.part_of = sieve->out};
    size_t loads = style_sieve(buf_str(&sieve->style), &clean);
    for (; loads; loads--) {
        sieve_remove(sieve, REMOVED_LOAD);
    }
    if (sieve->html) {
        buf_add(sieve->out, buf_str(&clean)); /* raw text; no '<' opens anything */
    } else {
        buf_add_escaped(sieve->out, buf_str(&clean));
    }
    buf_clear(&clean);
    buf_reset(&sieve->style);
    sieve->in_style = false;
}

void sieve_close(struct sieve *sieve, struct str prefix, struct str name)
{
    if (sieve->depth == 0) {
        return;
    }
    enum verdict verdict = (enum verdict)sieve->verdicts[sieve->depth - 1];
    if (sieve->dropped_from == sieve->depth) {
        sieve->dropped_from = 0;
    } else if (!sieve->dropped_from && verdict == VERDICT_KEEP) {
        if (sieve->in_style) {
            write_style(sieve);
        }
        if (!sieve->html || !sieve_is_void(name)) {
            buf_add_text(sieve->out, "</");
            write_name(sieve, prefix, name);
            buf_add_byte(sieve->out, '>');
        }
    }
    sieve->depth--;
}

struct str sieve_tell_removed(const struct sieve *sieve)
{
    static const struct {
        const char *one, *many;
    } words[] = {
        [REMOVED_SCRIPT] = {"script", "scripts"},
        [REMOVED_HANDLER] = {"event handler", "event handlers"},
        [REMOVED_LOAD] = {"external reference", "external references"},
        [REMOVED_LINK] = {"link", "links"},
        [REMOVED_FORM] = {"form field", "form fields"},
        [REMOVED_PART] = {"embedded part", "embedded parts"},
    };
    struct buf text = {.kept_in = sieve->arena};
    size_t left = 0, told = 0;
    for (size_t i = 0; i < REMOVED_COUNT; i++) {
        left += sieve->removed[i] > 0;
    }
    for (size_t i = 0; i < REMOVED_COUNT; i++) {
        size_t count = sieve->removed[i];
        if (count) {
            buf_add_text(&text, told == 0 ? "" : told + 1 == left ? " and " : ", ");
            buf_add_format(&text, "%zu %s", count,
                           count == 1 ? words[i].one : words[i].many);
            told++;
        }
    }
    return arena_take(sieve->arena, &text);
}
