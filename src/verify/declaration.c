/* What a bag says of itself: bagit.txt (RFC 8493, 2.1.1), bag-info.txt (2.2.2) and
 * fetch.txt (2.2.3). */
#include "verify/parts.h"

#include <inttypes.h>

static void fault(struct check *check, enum finding_class class, struct str path,
                  const char *text)
{
    finding_add(check->arena, check->checked, class, true, (struct told){.path = path},
                "%s", text);
}

/* bagit.txt */

struct declaration {
    struct check *check;
    size_t lines;
    bool good;
};

/* "0.97": digits, a point, digits. */
static unsigned read_version(struct str text)
{
    unsigned parts[2] = {0, 0};
    size_t part = 0, digits = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '.' && part == 0 && digits) {
            part++;
            digits = 0;
        } else if (ascii_is_digit(text.ptr[i]) && digits < 3) {
            parts[part] = parts[part] * 10 + (unsigned)(text.ptr[i] - '0');
            digits++;
        } else {
            return 0;
        }
    }
    return part == 1 && digits ? parts[0] * 100 + parts[1] : 0;
}

static bool is_known(unsigned version)
{
    return (version >= 93 && version <= 97) || version == 100;
}

static bool take_declared(void *data, struct str line, size_t number)
{
    static const char *const labels[] = {"BagIt-Version: ",
                                         "Tag-File-Character-Encoding: "};
    struct declaration *declaration = data;
    struct check *check = declaration->check;
    declaration->lines = number;
    if (number > 2) {
        declaration->good &= str_trim(line).len == 0 && check->version < 100;
        return true;
    }
    const char *label = labels[number - 1];
    struct str value = str_trim_right(str_skip(line, strlen(label)));
    declaration->good &=
        str_starts(line, label) && value.len > 0 && !ascii_is_space(value.ptr[0]);
    if (number == 1 && declaration->good) {
        check->version = read_version(value);
        declaration->good = check->version != 0;
    } else if (declaration->good) {
        check->encoding = arena_str(check->arena, value);
    }
    return true;
}

bool check_declaration(struct check *check)
{
    struct str name = STR("bagit.txt");
    const struct bag_file *file = bag_find(check->bag, name);
    struct declaration declaration = {.check = check, .good = true};
    if (!file) {
        fault(check, FINDING_DECLARATION, name, "it is not there: no bag");
        return true;
    }
    bool ok = tag_lines(check, file, (struct str){0}, take_declared, &declaration);
    bool read = !check_is_unreadable(check, name);
    if (read && (!declaration.good || declaration.lines < 2)) {
        fault(check, FINDING_DECLARATION, name,
              "it is not the two lines 'BagIt-Version: M.N' and "
              "'Tag-File-Character-Encoding: UTF-8'");
    } else if (read && !is_known(check->version)) {
        fault(check, FINDING_DECLARATION, name, "its version of BagIt is not known");
    }
    return ok;
}

/* bag-info.txt */

struct info {
    struct check *check;
    const struct bag_file *file;
    struct buf label, value;
    struct str oxum;
    size_t oxums;
    bool odd;
};

static void keep_once(struct info *info, struct str value, struct str *out)
{
    if (out->len == 0) {
        *out = arena_str(info->check->arena, value);
    }
}

/* An element is whole once the next one begins. */
static void end_element(struct info *info)
{
    struct str label = buf_str(&info->label), value = str_trim(buf_str(&info->value));
    struct checked *checked = info->check->checked;
    if (str_eq_ignore_case(label, STR("Payload-Oxum"))) {
        keep_once(info, value, &info->oxum);
        info->oxums++;
    } else if (str_eq_ignore_case(label, STR("Previous-Snapshot"))) {
        keep_once(info, value, &checked->previous);
    } else if (str_eq_ignore_case(label, STR("External-Description"))) {
        keep_once(info, value, &checked->title);
    } else if (str_eq_ignore_case(label, STR("Bagging-Date"))) {
        keep_once(info, value, &checked->date);
    } else if (str_eq_ignore_case(label, STR("Bag-Software-Agent"))) {
        info->check->ours |= str_starts(value, "offprint ");
    }
    buf_reset(&info->label);
    buf_reset(&info->value);
}

static bool take_info(void *data, struct str line, size_t number)
{
    struct info *info = data;
    (void)number;
    size_t colon = str_find_byte(line, ':', 0);
    if (line.len && (line.ptr[0] == ' ' || line.ptr[0] == '\t')) {
        buf_add_byte(&info->value, ' ');
        buf_add(&info->value, str_trim(line));
        info->odd |= info->label.len == 0;
    } else if (colon != STR_NONE && colon > 0) {
        end_element(info);
        buf_add(&info->label, str_trim(str_sub(line, 0, colon)));
        buf_add(&info->value, str_skip(line, colon + 1));
    } else {
        info->odd |= str_trim(line).len > 0;
    }
    return buf_ok(&info->label) && buf_ok(&info->value);
}

static void check_oxum(struct check *check, const struct info *info)
{
    struct buf found = {.kept_in = check->scratch};
    uint64_t bytes = 0;
    for (size_t i = check->payload_at; i < check->payload_end; i++) {
        bytes += check->files[i].bytes;
    }
    size_t files = check->payload_end - check->payload_at;
    check->checked->bytes = bytes;
    check->checked->files = files;
    buf_add_format(&found, "%" PRIu64 ".%zu", bytes, files);
    bool seen = value_count(check->unreadable) == 0; /* else more may be there */
    if (info->oxum.len && seen && !str_eq(info->oxum, buf_str(&found))) {
        finding_add(check->arena, check->checked, FINDING_INFO, true,
                    (struct told){info->file->path, info->oxum, buf_str(&found)},
                    "Payload-Oxum tells another number of bytes or files than there are");
    }
    if (info->oxums > 1) {
        fault(check, FINDING_INFO, info->file->path, "Payload-Oxum stands there twice");
    }
    buf_clear(&found);
}

bool check_info(struct check *check)
{
    const struct bag_file *file = bag_find(check->bag, STR("bag-info.txt"));
    file = file ? file : bag_find(check->bag, STR("package-info.txt")); /* up to 0.95 */
    struct info info = {.check = check,
                        .file = file,
                        .label = {.kept_in = check->scratch},
                        .value = {.kept_in = check->scratch}};
    bool ok = !file || tag_lines(check, file, check->encoding, take_info, &info);
    end_element(&info);
    if (info.odd) {
        finding_add(check->arena, check->checked, FINDING_INFO, false,
                    (struct told){.path = file->path}, "a line of it has no label");
    }
    check_oxum(check, &info);
    buf_clear(&info.label);
    buf_clear(&info.value);
    return ok;
}

/* fetch.txt: URL LENGTH FILEPATH */

struct fetch {
    struct check *check;
    const struct bag_file *file;
    size_t there;
};

static struct str next_word(struct str *rest)
{
    *rest = str_trim_left(*rest);
    size_t len = 0;
    while (len < rest->len && !ascii_is_space(rest->ptr[len])) {
        len++;
    }
    struct str word = str_sub(*rest, 0, len);
    *rest = str_skip(*rest, len);
    return word;
}

static bool take_fetch(void *data, struct str line, size_t number)
{
    struct fetch *fetch = data;
    struct check *check = fetch->check;
    struct str rest = line, url = next_word(&rest), length = next_word(&rest);
    struct str path = str_trim(rest);
    path = str_starts(path, "./") ? str_skip(path, 2) : path;
    if (str_trim(line).len == 0) {
        return true;
    }
    if (path.len == 0 || length.len == 0) {
        finding_add(check->arena, check->checked, FINDING_FETCH, true,
                    (struct told){.path = fetch->file->path},
                    "line %zu is no address, length and path", number);
    } else if (!str_starts(path, "data/") || str_find(path, STR("/../"), 0) != STR_NONE ||
               str_ends(path, "/..")) {
        finding_add(check->arena, check->checked, FINDING_FETCH, true,
                    (struct told){.path = fetch->file->path},
                    "line %zu leads out of the payload: '%.*s'", number, STR_ARG(path));
    } else if (bag_find(check->bag, path)) {
        fetch->there++;
    } else {
        finding_add(check->arena, check->checked, FINDING_FETCH, false,
                    (struct told){.path = path},
                    "it is not in the bag, but to be fetched from '%.*s'", STR_ARG(url));
    }
    return true;
}

bool check_fetch(struct check *check)
{
    const struct bag_file *file = bag_find(check->bag, STR("fetch.txt"));
    struct fetch fetch = {.check = check, .file = file};
    bool ok = !file || tag_lines(check, file, check->encoding, take_fetch, &fetch);
    if (fetch.there) {
        finding_add(check->arena, check->checked, FINDING_FETCH, false,
                    (struct told){.path = file->path},
                    "%zu of the files that it names lie in the bag already", fetch.there);
    }
    return ok;
}
