/* Where the pieces of HTML end, told from their first bytes alone: what is open around them
 * only their readers know. */
#include "html/scan.h"

size_t scan_name_length(struct str raw, size_t at)
{
    size_t end = at;
    while (end < raw.len && (ascii_is_alnum(raw.ptr[end]) || raw.ptr[end] == '-')) {
        end++;
    }
    return end - at;
}

size_t scan_tag_end(struct str raw, size_t at)
{
    bool value = false; /* one may begin here */
    for (; at < raw.len && raw.ptr[at] != '>'; at++) {
        char c = raw.ptr[at];
        if (value && (c == '"' || c == '\'')) {
            at = str_find_byte(raw, c, at + 1);
            if (at == STR_NONE) {
                return STR_NONE;
            }
        }
        value = c == '=' || (value && ascii_is_space(c));
    }
    return at < raw.len ? at + 1 : STR_NONE;
}

size_t scan_attribute_end(struct str raw, size_t at, size_t end)
{
    for (at++; at < end && raw.ptr[at] != '=' && raw.ptr[at] != '/' &&
               !ascii_is_space(raw.ptr[at]);) {
        at++;
    }
    size_t value = at;
    while (value < end && ascii_is_space(raw.ptr[value])) {
        value++;
    }
    if (value >= end || raw.ptr[value] != '=') {
        return at;
    }
    for (value++; value < end && ascii_is_space(raw.ptr[value]);) {
        value++;
    }
    char quote = value < end ? raw.ptr[value] : ' ';
    if (quote == '"' || quote == '\'') {
        size_t close = str_find_byte(str_sub(raw, 0, end), quote, value + 1);
        return close == STR_NONE ? end : close + 1;
    }
    while (value < end && !ascii_is_space(raw.ptr[value])) {
        value++;
    }
    return value;
}

/* After "-->" or "--!>", which ends a comment, too. */
static size_t dashes_end(struct str raw, size_t at)
{
    for (at = str_find(raw, STR("--"), at); at != STR_NONE;
         at = str_find(raw, STR("--"), at + 1)) {
        struct str end = str_skip(raw, at + 2);
        if (str_starts(end, ">") || str_starts(end, "!>")) {
            return at + (str_starts(end, ">") ? 3 : 4);
        }
    }
    return STR_NONE;
}

size_t scan_comment_end(struct str raw, size_t at, bool foreign)
{
    struct str rest = str_skip(raw, at);
    if (foreign && str_starts(rest, "<![CDATA[")) {
        size_t close = str_find(raw, STR("]]>"), at);
        return close == STR_NONE ? STR_NONE : close + 3;
    }
    bool comment = str_starts(rest, "<!--");
    if (!comment && !str_starts(rest, "<!") && !str_starts(rest, "<?") &&
        !str_starts(rest, "</")) {
        return at + 1;
    }
    if (comment && (str_starts(rest, "<!-->") || str_starts(rest, "<!--->"))) {
        comment = false;
    }
    if (comment) {
        return dashes_end(raw, at + 4);
    }
    size_t end = str_find_byte(raw, '>', at);
    return end == STR_NONE ? STR_NONE : end + 1;
}

/* Whether a tag of that name begins at `at`, where "<" or "</" stands before it: a name
 * goes on unless one of these ends it. */
static bool is_tag_name(struct str raw, size_t at, struct str name)
{
    size_t end = at + name.len;
    return end < raw.len && str_eq_ignore_case(str_sub(raw, at, end), name) &&
           (ascii_is_space(raw.ptr[end]) || ascii_set_has("/>", raw.ptr[end]));
}

size_t scan_text_end(struct str raw, size_t at, struct str name)
{
    bool script = str_eq_ignore_case(name, STR("script")), within = false;
    size_t comment_end = 0; /* behind the comment, if one has begun */
    for (at = str_find_byte(raw, '<', at); at != STR_NONE;
         at = str_find_byte(raw, '<', at + 1)) {
        bool commented = at < comment_end;
        within = within && commented;
        if (script && !commented && str_starts(str_skip(raw, at), "<!--")) {
            size_t close = str_find(raw, STR("-->"), at + 2);
            comment_end = close == STR_NONE ? raw.len : close + 3;
        } else if (commented && is_tag_name(raw, at + 1, name)) {
            within = true;
        } else if (at + 1 < raw.len && raw.ptr[at + 1] == '/' &&
                   is_tag_name(raw, at + 2, name)) {
            if (!within) {
                return at;
            }
            within = false;
        }
    }
    return raw.len;
}
