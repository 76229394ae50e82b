/* What is done with a file, by the table of media types and by what its bytes are. A file
 * that is not what its name says is treated as what it is, and named so. */
#include "safe/safe.h"

#include "base/deflate.h"
#include "base/media_type.h"
#include "safe/parts.h"
#include "safe/sieve.h"
#include "safe/xml.h"

#define OFFICE_MACROS "an office file with macros"
#define START_BYTES ((size_t)64 << 10)    /* of a file, that tell what it is */
#define UNPACKED_LIMIT ((size_t)64 << 20) /* bytes of an .svgz, unpacked */

struct making {
    struct arena *arena;
    struct window *file;
    struct str bytes; /* of a file that is whole */
    struct str address;
    const struct safe_pictures *pictures;
    const struct media *by_name; /* NULL: unknown */
    struct safe_file *out;
};

/* Named `extension` unless the name says so already. */
static void keep_as(struct making *making, enum safe_kind kind, const char *extension,
                    struct str type)
{
    const struct media *name = making->by_name;
    bool right = name && strcmp(name->extension, extension) == 0;
    making->out->kind = kind;
    making->out->name_end = right ? "" : extension;
    making->out->media_type = type;
}

static void keep(struct making *making, const struct media *media)
{
    keep_as(making, SAFE_KEPT, media->extension, str_from(media->type));
}

static void make_text(struct making *making)
{
    keep_as(making, SAFE_TEXT, ".txt", STR("text/plain"));
}

/* Copies */

/* Takes what the sieve wrote, or, where nothing had to be changed, the file itself. */
static void take_copy(struct making *making, struct sieve *sieve, bool always,
                      const struct media *media)
{
    if (always || sieve->changed) {
        making->out->bytes = arena_take(making->arena, sieve->out);
        making->out->removed = sieve_tell_removed(sieve);
        keep_as(making, SAFE_COPY, media->extension, str_from(media->type));
    } else {
        keep(making, media);
    }
}

static void copy_page(struct making *making, struct str text, bool xml)
{
    struct buf out = {.kept_in = making->arena, .limit_bytes = SIEVE_BYTES_LIMIT};
    struct sieve *sieve = ARENA_NEW(making->arena, struct sieve);
    if (!sieve) {
        return;
    }
    sieve_init(sieve, making->arena, &out, true, making->address);
    sieve->pictures = making->pictures;
    bool ok = xml ? xml_sieve(text, sieve) : page_sieve(text, sieve);
    if (ok && buf_ok(&out)) {
        bool named = making->by_name && making->by_name->care == CARE_HTML;
        take_copy(making, sieve, true,
                  named ? making->by_name : media_by_name(STR("x.html")));
    } else {
        make_text(making);
    }
    sieve_end(sieve);
    buf_clear(&out);
}

static void copy_html(struct making *making)
{
    struct str text = charset_decode(making->arena, making->bytes);
    if (text.len || making->bytes.len == 0) {
        copy_page(making, text, false);
    } else {
        make_text(making);
    }
}

#define XML_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

/* Whether a drawing holds what the sieve did not write: compared with all that it holds,
 * written in the same way, so that nothing depends on what was counted on its way. */
static bool differs(struct making *making, struct str text, struct str sifted)
{
    struct buf out = {.kept_in = making->arena, .limit_bytes = SIEVE_BYTES_LIMIT};
    struct sieve *all = ARENA_NEW(making->arena, struct sieve);
    if (!all) {
        return true;
    }
    sieve_init(all, making->arena, &out, false, (struct str){0});
    all->plain = true;
    buf_add_text(&out, XML_HEAD);
    bool same = xml_sieve(text, all) && buf_ok(&out) && str_eq(buf_str(&out), sifted);
    sieve_end(all);
    buf_clear(&out);
    return !same;
}

static void copy_svg(struct making *making, struct str text, bool always)
{
    struct buf out = {.kept_in = making->arena, .limit_bytes = SIEVE_BYTES_LIMIT};
    struct sieve *sieve = ARENA_NEW(making->arena, struct sieve);
    if (!sieve) {
        return;
    }
    sieve_init(sieve, making->arena, &out, false, (struct str){0});
    sieve->pictures = making->pictures;
    buf_add_text(&out, XML_HEAD);
    if (xml_sieve(text, sieve) && buf_ok(&out)) {
        sieve->changed =
            sieve->changed || (!always && differs(making, text, buf_str(&out)));
        take_copy(making, sieve, always, media_by_name(STR("x.svg")));
    } else {
        make_text(making);
    }
    sieve_end(sieve);
    buf_clear(&out);
}

static void make_active(struct making *making, const struct media *media, const char *what)
{
    keep_as(making, SAFE_ACTIVE, media->extension, str_from(media->type));
    making->out->active = str_from(what);
}

static void copy_xml(struct making *making)
{
    struct xml_look look;
    if (!xml_look(making->arena, making->bytes, &look)) {
        return;
    }
    if (look.well_formed && look.root == XML_ROOT_SVG) {
        copy_svg(making, making->bytes, false);
    } else if (look.well_formed && look.root == XML_ROOT_PAGE) {
        copy_page(making, making->bytes, true);
    } else if (look.well_formed && look.macros) {
        const struct media *named = making->by_name;
        make_active(making, named ? named : media_by_name(STR("x.xml")), OFFICE_MACROS);
    } else if (look.well_formed && !look.acts && making->by_name &&
               making->by_name->care == CARE_XML) {
        keep(making, making->by_name);
    } else {
        make_text(making);
    }
}

static void unpack_svg(struct making *making)
{
    struct buf text = {.kept_in = making->arena};
    struct xml_look look = {0};
    if (!inflate_gzip(making->bytes, UNPACKED_LIMIT, &text)) {
        keep_as(making, SAFE_KEPT, ".gz", STR("application/gzip"));
    } else if (xml_look(making->arena, buf_str(&text), &look) && look.well_formed &&
               look.root == XML_ROOT_SVG) {
        copy_svg(making, buf_str(&text), true);
    } else {
        keep_as(making, SAFE_KEPT, ".gz", STR("application/gzip"));
    }
    buf_clear(&text);
}

/* The care that a row asks for */

static void care_for(struct making *making, const struct media *media)
{
    bool markup = content_is_markup(making->file);
    switch (media->care) {
    case CARE_NONE:
    case CARE_TEXT: markup ? make_text(making) : keep(making, media); break;
    case CARE_SOURCE: make_text(making); break;
    case CARE_HTML: copy_html(making); break;
    case CARE_XML: copy_xml(making); break;
    case CARE_SVGZ: unpack_svg(making); break;
    case CARE_PDF:
        if (markup) {
            make_text(making);
            break;
        }
        keep(making, media);
        making->out->active = pdf_find_active(making->arena, making->file);
        break;
    case CARE_OFFICE:
        if (markup) {
            make_text(making);
        } else if (office_has_macros(making->arena, making->file)) {
            make_active(making, media, OFFICE_MACROS);
        } else {
            keep(making, media);
        }
        break;
    case CARE_ACTIVE: make_active(making, media, media->what); break;
    }
}

/* What a file is, when its name and its bytes tell different things: what runs by either
 * runs, an .svgz is packed inside, other names give way to the bytes. */
static const struct media *settle(const struct media *name, const struct media *content)
{
    if (!content || (name && name->care == CARE_ACTIVE)) {
        return name;
    }
    if (content->care == CARE_ACTIVE || !name) {
        return content;
    }
    bool same = name->care == CARE_NONE || name->care == CARE_SVGZ ||
                (name->care == CARE_OFFICE && content->care != CARE_PDF);
    return same && content->care == CARE_NONE ? name : content;
}

/* NULL: neither name nor bytes tell. */
static const struct media *media_of(struct str path, struct window *file)
{
    struct str start = window_part(file, 0, file->size, START_BYTES);
    return settle(media_by_name(path), media_by_content(start));
}

bool safe_file_flows(struct str path, struct window *file)
{
    const struct media *media = media_of(path, file);
    return !media || (media->care != CARE_HTML && media->care != CARE_XML &&
                      media->care != CARE_SVGZ);
}

bool safe_file_make(struct arena *arena, struct str path, struct window *file,
                    struct str address, const struct safe_pictures *pictures,
                    struct safe_file *out, struct report *report)
{
    const struct media *media = media_of(path, file);
    struct str bytes = window_is_whole(file) ? file->here : (struct str){0};
    struct making making = {.arena = arena,
                            .file = file,
                            .bytes = bytes,
                            .address = address,
                            .pictures = pictures,
                            .by_name = media_by_name(path),
                            .out = out};
    *out = (struct safe_file){.bytes = bytes, .name_end = ""};
    if (media) {
        care_for(&making, media);
    } else if (content_is_text(file)) {
        make_text(&making);
    } else {
        keep_as(&making, SAFE_KEPT, ".bin", STR("application/octet-stream"));
    }
    return !arena_failed(arena) || report_out_of_memory(report);
}
