/* The one file that knows libqrencode. Its symbols are loaded, see base/library.h. */
#include "qr/qr.h"

#include "base/library.h"

#include <errno.h>
#include <qrencode.h>
#include <string.h>

struct calls {
    QRcode *(*encode)(const char *, int, QRecLevel, QRencodeMode, int);
    void (*release)(QRcode *);
};

/* The types above are those of the library's header, or this does not compile. */
_Static_assert(_Generic(&QRcode_encodeString,
                   QRcode *(*)(const char *, int, QRecLevel, QRencodeMode, int): 1,
                   default: 0),
               "QRcode_encodeString has other types");
_Static_assert(_Generic(&QRcode_free, void (*)(QRcode *): 1, default: 0),
               "QRcode_free has other types");

static const char *const names[] = {"QRcode_encodeString", "QRcode_free"};
static const size_t places[] = {offsetof(struct calls, encode),
                                offsetof(struct calls, release)};

static const struct library libqrencode = {
    .title = "libqrencode",
    .file = OFFPRINT_QR_LIBRARY,
    .code = "qr-library",
    .names = names,
    .places = places,
    .count = sizeof names / sizeof names[0],
};

/* No code holds more: a character takes three of its modules at the least, and a third is
 * left for what makes it whole again. What is longer need not be tried. */
static bool is_hopeless(struct str text, uint32_t most)
{
    return text.len > (size_t)most * most / 3;
}

static bool keep(struct arena *arena, const QRcode *code, struct qr *out)
{
    uint32_t side = (uint32_t)code->width;
    uint8_t *items = ARENA_ARRAY(arena, uint8_t, (size_t)side *side);
    for (size_t i = 0; items && i < (size_t)side * side; i++) {
        items[i] = code->data[i] & 1;
    }
    *out = (struct qr){items ? side : 0, items};
    return items != NULL;
}

bool qr_encode(struct arena *arena, struct str text, uint32_t most, struct qr *out,
               struct report *report)
{
    struct calls calls;
    const char *string = arena_cstr(arena, text);
    *out = (struct qr){0};
    if (!string) {
        return report_out_of_memory(report);
    }
    if (text.len == 0 || is_hopeless(text, most)) {
        return true;
    }
    void *handle = library_open(&libqrencode, &calls, report);
    if (!handle) {
        return false;
    }
    errno = 0;
    QRcode *code = calls.encode(string, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
    bool long_text = !code && errno == ERANGE;
    bool fits = code && (uint32_t)code->width <= most;
    bool ok = code ? !fits || keep(arena, code, out) : long_text;
    if (code) {
        calls.release(code);
    }
    library_close(handle);
    return ok || report_out_of_memory(report);
}

/* As far to the right as modules are dark, then as far down as whole rows of them are. */
static struct qr_rect grow(const struct qr *qr, const uint8_t *dark, uint32_t x, uint32_t y)
{
    struct qr_rect rect = {x, y, 1, 1};
    const uint8_t *row = dark + (size_t)y * qr->side;
    while (x + rect.width < qr->side && row[x + rect.width]) {
        rect.width++;
    }
    for (bool whole = true; whole && y + rect.height < qr->side;) {
        row += qr->side;
        for (uint32_t i = 0; whole && i < rect.width; i++) {
            whole = row[x + i];
        }
        rect.height += whole;
    }
    return rect;
}

const struct qr_rect *qr_rects(struct arena *arena, const struct qr *qr, size_t *count)
{
    size_t modules = (size_t)qr->side * qr->side;
    size_t runs = (size_t)qr->side * (qr->side + 1) / 2; /* between two is a light one */
    uint8_t *left = ARENA_ARRAY(arena, uint8_t, modules + 1);
    struct qr_rect *rects = ARENA_ARRAY(arena, struct qr_rect, runs + 1);
    *count = 0;
    if (!left || !rects) {
        return NULL;
    }
    memcpy(left, qr->items, modules);
    for (uint32_t y = 0; y < qr->side; y++) {
        for (uint32_t x = 0; x < qr->side; x++) {
            if (!left[(size_t)y * qr->side + x]) {
                continue;
            }
            struct qr_rect rect = rects[(*count)++] = grow(qr, left, x, y);
            for (uint32_t row = 0; row < rect.height; row++) {
                memset(left + (size_t)(y + row) * qr->side + x, 0, rect.width);
            }
        }
    }
    return rects;
}
