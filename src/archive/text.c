/* How the bundle spells things for people, for browsers and for machines. All of it is
 * appended, escaped for the place where it will stand. */
#include "archive/text.h"

#include "base/gate.h"
#include "base/language.h"
#include "base/path.h"

void text_add_html(struct buf *out, struct str text)
{
    struct buf line = {.part_of = out};
    gate_add_line(&line, text);
    gate_add_markup(out, buf_str(&line));
    buf_clear(&line);
}

/* What stands around it is said in the language, or in English. */
static void add_isolated(struct buf *out, struct str language, struct str text,
                         struct str own, const char *direction)
{
    struct str around = phrases_have(language) ? language : STR("en");
    bool foreign = own.len && !str_eq(own, around);
    bool isolated = foreign || phrases_from_right(language) || gate_turns(text);
    if (isolated) {
        buf_add_text(out, "<bdi");
        if (foreign) {
            buf_add_text(out, " lang=\"");
            text_add_html(out, own);
            buf_add_byte(out, '"');
        }
        if (direction) {
            buf_add_format(out, " dir=\"%s\"", direction);
        }
        buf_add_byte(out, '>');
    }
    text_add_html(out, text);
    buf_add_text(out, isolated ? "</bdi>" : "");
}

void text_add_name(struct buf *out, struct str language, struct str text)
{
    add_isolated(out, language, text, (struct str){0}, NULL);
}

void text_add_foreign(struct buf *out, struct str language, struct str text, struct str own)
{
    add_isolated(out, language, text, own, NULL);
}

void text_add_title(struct buf *out, struct str language, const struct document *document)
{
    add_isolated(out, language, document->title, document->language,
                 direction_name(document_title_direction(document)));
}

void text_add_path(struct buf *out, struct str language, struct str text)
{
    bool turned = phrases_from_right(language);
    buf_add_text(out, turned ? "<bdi dir=\"ltr\">" : gate_turns(text) ? "<bdi>" : "");
    text_add_html(out, text);
    buf_add_text(out, turned || gate_turns(text) ? "</bdi>" : "");
}

/* Its first digits would follow what stands before them. */
void text_add_day(struct buf *out, struct str language, int64_t seconds)
{
    struct buf day = {.part_of = out};
    phrase_add_date(&day, language, seconds);
    text_add_name(out, language, buf_str(&day));
    buf_clear(&day);
}

/* "PDF", or in the language that it is a file. */
static void add_kind_name(struct buf *out, struct str language, struct str source)
{
    struct str extension = str_skip(path_extension(source), 1);
    bool named = extension.len > 0 && extension.len <= 5;
    struct str name = named ? extension : str_from(phrase_in(language, PHRASE_FILE, NULL));
    for (size_t i = 0; i < name.len; i++) {
        char c = ascii_upper(name.ptr[i]);
        buf_add_byte(out, named && !ascii_is_alnum(c) ? '-' : c);
    }
}

void text_add_kind(struct buf *out, struct str language, const struct packet_file *file)
{
    const char *comma = phrase_in(language, PHRASE_COMMA, NULL);
    add_kind_name(out, language, file->source);
    buf_add_byte(out, ' ');
    phrase_add_size(out, language, file->byte_count);
    if (file->removed.len) {
        buf_add_text(out, comma);
        phrase_add(out, language, PHRASE_KIND_WITHOUT, file->removed);
    } else if (file->name_end && strcmp(file->name_end, ".txt") == 0) {
        buf_add_text(out, comma);
        buf_add_text(out, phrase_in(language, PHRASE_KIND_AS_TEXT, NULL));
    }
    if (file->active.len) {
        buf_add_text(out, comma);
        phrase_add(out, language, PHRASE_KIND_WITH, file->active);
    }
}

void text_add_kind_html(struct buf *out, struct str language,
                        const struct packet_file *file)
{
    buf_add_text(out, " <span class=\"kind\"");
    text_mark_phrases(out, language, true);
    buf_add_byte(out, '>');
    text_add_kind(out, language, file);
    buf_add_text(out, "</span>");
}

#define IN_ADDRESS "-_.+!*(),%@?=;:/$~'"

static void add_encoded(struct buf *out, struct str text, const char *kept)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '&') {
            buf_add_text(out, "&amp;");
        } else if (ascii_is_alnum(c) || ascii_set_has(kept, c)) {
            buf_add_byte(out, c);
        } else {
            buf_add_format(out, "%%%02X", (unsigned)(unsigned char)c);
        }
    }
}

/* Brackets stand around a host's numbers (RFC 3986, 3.2.2), and nowhere else. */
void text_add_address(struct buf *out, struct str address)
{
    size_t host = str_find(address, STR("://"), 0), path = 0;
    if (host != STR_NONE) {
        path = str_find_byte(address, '/', host + 3);
        path = path == STR_NONE ? address.len : path;
    }
    add_encoded(out, str_sub(address, 0, path), IN_ADDRESS "[]");
    size_t fragment = str_find_byte(address, '#', path);
    add_encoded(out, str_sub(address, path, fragment), IN_ADDRESS);
    if (fragment != STR_NONE) { /* none of its own signs (RFC 3986, 3.5) */
        buf_add_byte(out, '#');
        add_encoded(out, str_skip(address, fragment + 1), IN_ADDRESS);
    }
}

/* No colon stands in one, which could end a scheme. */
void text_add_entry(struct buf *out, struct str name)
{
    add_encoded(out, name, "-_.+!*(),@=;/$~'");
}

void text_add_anchor(struct buf *out, struct str anchor)
{
    add_encoded(out, anchor, "-_.+!*(),@?=;:/$~'");
}

struct str text_bare_address(struct str address)
{
    size_t scheme = str_find(address, STR("://"), 0);
    if (scheme != STR_NONE) {
        address = str_skip(address, scheme + 3);
    }
    return str_without_end(address, '/');
}

void text_add_link(struct buf *out, const char *class, struct str language,
                   struct str address)
{
    buf_add_format(out, "<a class=\"%s\" href=\"", class);
    text_add_address(out, address);
    buf_add_text(out, "\" rel=\"noopener noreferrer\">");
    text_add_path(out, language, text_bare_address(address));
    buf_add_text(out, "</a>");
}

bool text_is_english(struct str language)
{
    return str_is(language, "en") || str_starts(language, "en-");
}

void text_mark_phrases(struct buf *out, struct str language, bool alone)
{
    if (!phrases_have(language)) {
        bool turns = alone && language_is_right_to_left(language);
        buf_add_text(out, turns ? " lang=\"en\" dir=\"ltr\"" : " lang=\"en\"");
    }
}

void text_add_phrase(struct buf *out, struct str language, enum phrase phrase)
{
    gate_add_markup(out, str_from(phrase_in(language, phrase, NULL)));
}

void text_add_script_words(struct buf *out, struct str language, const enum phrase *phrases,
                           size_t count)
{
    for (size_t i = 0; i < count; i++) {
        buf_add_byte(out, '|');
        text_add_phrase(out, language, phrases[i]);
    }
    buf_add_byte(out, '"');
    text_mark_phrases(out, language, false);
    buf_add_text(out, "></script>\n");
}

void text_open_phrase(struct buf *out, struct str language, enum phrase phrase)
{
    gate_add_markup(out, phrase_before(language, phrase));
}

void text_close_phrase(struct buf *out, struct str language, enum phrase phrase)
{
    gate_add_markup(out, phrase_behind(language, phrase));
}

void text_add_label(struct buf *out, struct str language, enum phrase phrase)
{
    text_add_phrase(out, language, phrase);
    text_add_phrase(out, language, PHRASE_COLON);
}

void text_add_gap(struct buf *out)
{
    buf_add_text(out, str_ends(buf_str(out), "\xe3\x80\x82") ? "" : " ");
}

void text_add_living(struct buf *out, struct str language, struct str live_url)
{
    text_open_phrase(out, language, PHRASE_LIVING_ON);
    text_add_link(out, "external", language, live_url);
    text_close_phrase(out, language, PHRASE_LIVING_ON);
}

void text_add_maker(struct buf *out, struct str language, struct str generator)
{
    text_open_phrase(out, language, PHRASE_MADE_WITH);
    text_add_path(out, language, generator);
    text_close_phrase(out, language, PHRASE_MADE_WITH);
}

static bool is_mail_address(struct str text)
{
    return str_find_byte(text, '@', 0) != STR_NONE &&
           str_find_byte(text, ' ', 0) == STR_NONE &&
           str_find_byte(text, '/', 0) == STR_NONE;
}

struct contact text_read_contact(struct str text)
{
    size_t open = str_find_byte(text, '<', 0);
    struct str inner = str_skip(text, open == STR_NONE ? text.len : open + 1);
    if (is_mail_address(text) && open == STR_NONE) {
        return (struct contact){.mail = text};
    }
    if (str_ends(inner, ">") && is_mail_address(inner)) {
        return (struct contact){.name = str_trim(str_sub(text, 0, open)),
                                .mail = str_sub(inner, 0, inner.len - 1)};
    }
    bool address = str_eq_ignore_case(str_sub(text, 0, 8), STR("https://")) ||
                   str_eq_ignore_case(str_sub(text, 0, 7), STR("http://"));
    return address ? (struct contact){.address = text} : (struct contact){.name = text};
}
