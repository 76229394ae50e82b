/* Media types from the first bytes of a file, else from its extension: two tables. What
 * neither knows is a stream of bytes. */
#include "base/media_type.h"

#include "base/path.h"

static const struct {
    const char *magic;
    size_t at, len;
    const char *type;
} magics[] = {
    {"%PDF-", 0, 5, "application/pdf"},     {"\x89PNG\r\n\x1a\n", 0, 8, "image/png"},
    {"\xFF\xD8\xFF", 0, 3, "image/jpeg"},   {"GIF87a", 0, 6, "image/gif"},
    {"GIF89a", 0, 6, "image/gif"},          {"WEBP", 8, 4, "image/webp"},
    {"\x1F\x8B", 0, 2, "application/gzip"},
};

static const struct {
    const char *extension, *type;
} extensions[] = {
    {".pdf", "application/pdf"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".jpeg", "image/jpeg"},
    {".gif", "image/gif"},
    {".webp", "image/webp"},
    {".svg", "image/svg+xml"},
    {".zip", "application/zip"},
    {".gz", "application/gzip"},
    {".csv", "text/csv"},
    {".json", "application/json"},
    {".xml", "application/xml"},
    {".txt", "text/plain"},
    {".html", "text/html"},
    {".css", "text/css"},
    {".md", "text/markdown"},
    {".yml", "application/yaml"},
    {".yaml", "application/yaml"},
    {".epub", "application/epub+zip"},
    {".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {".pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
    {".odt", "application/vnd.oasis.opendocument.text"},
    {".doc", "application/msword"},
    {".mp3", "audio/mpeg"},
    {".mp4", "video/mp4"},
    {".webm", "video/webm"},
    {".tex", "application/x-tex"},
    {".bib", "application/x-bibtex"},
};

struct str media_type_of(struct str path, struct str bytes)
{
    for (size_t i = 0; i < sizeof magics / sizeof magics[0]; i++) {
        struct str there = str_sub(bytes, magics[i].at, magics[i].at + magics[i].len);
        if (str_eq(there, str_make(magics[i].magic, magics[i].len))) {
            return str_from(magics[i].type);
        }
    }
    struct str extension = path_extension(path);
    for (size_t i = 0; i < sizeof extensions / sizeof extensions[0]; i++) {
        if (str_eq_ignore_case(extension, str_from(extensions[i].extension))) {
            return str_from(extensions[i].type);
        }
    }
    return STR("application/octet-stream");
}
