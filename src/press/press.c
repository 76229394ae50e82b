/* The one file that knows lcms2. Its symbols are loaded, see base/library.h.
 *
 * Relative colorimetric with black point compensation, as programs for layout convert: what
 * the press can print stays as it is, and its darkest is the darkest of the screen. */
#include "press/press.h"

#include "base/icc_header.h"
#include "base/library.h"
#include "press/press_memory.h"

#include <lcms2.h>
#include <lcms2_plugin.h>
#include <string.h>

#define TITLE_BYTES 128

struct calls {
    cmsContext (*new_context)(void *, void *);
    void (*delete_context)(cmsContext);
    cmsHPROFILE (*new_srgb)(cmsContext);
    cmsHPROFILE (*open)(cmsContext, const void *, cmsUInt32Number);
    cmsBool (*close)(cmsHPROFILE);
    cmsUInt32Number (*title)(cmsHPROFILE, cmsInfoType, const char *, const char *, char *,
                             cmsUInt32Number);
    cmsHTRANSFORM (*new_transform)(cmsContext, cmsHPROFILE, cmsUInt32Number, cmsHPROFILE,
                                   cmsUInt32Number, cmsUInt32Number, cmsUInt32Number);
    void (*delete_transform)(cmsHTRANSFORM);
    void (*convert)(cmsHTRANSFORM, const void *, void *, cmsUInt32Number);
};

/* The types above are those of the library's header, or this does not compile. */
#define SAME_TYPE(call, member)                                                            \
    _Static_assert(                                                                        \
        _Generic(&(call), __typeof__(((struct calls *)0)->member): 1, default: 0),         \
        #call " has other types")
SAME_TYPE(cmsCreateContext, new_context);
SAME_TYPE(cmsDeleteContext, delete_context);
SAME_TYPE(cmsCreate_sRGBProfileTHR, new_srgb);
SAME_TYPE(cmsOpenProfileFromMemTHR, open);
SAME_TYPE(cmsCloseProfile, close);
SAME_TYPE(cmsGetProfileInfoASCII, title);
SAME_TYPE(cmsCreateTransformTHR, new_transform);
SAME_TYPE(cmsDeleteTransform, delete_transform);
SAME_TYPE(cmsDoTransform, convert);

static const char *const names[] = {
    "cmsCreateContext",         "cmsDeleteContext",   "cmsCreate_sRGBProfileTHR",
    "cmsOpenProfileFromMemTHR", "cmsCloseProfile",    "cmsGetProfileInfoASCII",
    "cmsCreateTransformTHR",    "cmsDeleteTransform", "cmsDoTransform"};
static const size_t places[] = {
    offsetof(struct calls, new_context),   offsetof(struct calls, delete_context),
    offsetof(struct calls, new_srgb),      offsetof(struct calls, open),
    offsetof(struct calls, close),         offsetof(struct calls, title),
    offsetof(struct calls, new_transform), offsetof(struct calls, delete_transform),
    offsetof(struct calls, convert)};

static const struct library lcms = {
    .title = "Little CMS",
    .file = OFFPRINT_PRESS_LIBRARY,
    .code = "press-library",
    .names = names,
    .places = places,
    .count = sizeof names / sizeof names[0],
};

struct press {
    struct str icc;
    char title[TITLE_BYTES];
    void *handle;
    struct calls calls;
    struct press_memory memory;
    cmsContext context;
    cmsHTRANSFORM transform;
};

/* Memory: the library's hooks do not say for whom while a context is made, so a thread's
 * press is known by a variable. */

static _Thread_local struct press_memory *current;

static void *take(cmsContext context, cmsUInt32Number bytes)
{
    (void)context;
    return press_memory_take(current, bytes);
}

static void *resize(cmsContext context, void *piece, cmsUInt32Number bytes)
{
    (void)context;
    return press_memory_resize(current, piece, bytes);
}

static void give_back(cmsContext context, void *piece)
{
    (void)context;
    press_memory_give_back(current, piece);
}

static cmsContext new_context(const struct calls *calls)
{
    cmsPluginMemHandler hooks = {
        .base = {.Magic = cmsPluginMagicNumber,
                 .ExpectedVersion = 2000,
                 .Type = cmsPluginMemHandlerSig},
        .MallocPtr = take,
        .FreePtr = give_back,
        .ReallocPtr = resize,
    };
    return calls->new_context(&hooks, NULL);
}

/* Profiles */

/* Why it cannot be a PDF's output (ISO 19005-3, 6.2.3); NULL: it can. */
static const char *find_fault(struct str icc)
{
    return !icc_is_profile(icc)                  ? "it is no ICC profile"
           : !icc_says(icc, ICC_COLOURS, "CMYK") ? "its colours are not CMYK"
           : !icc_says(icc, ICC_DEVICE, "prtr")  ? "it is not one of a printer"
           : !icc_is_of_pdf(icc)    ? "it is neither of version 2 nor of version 4"
           : !icc_has_its_size(icc) ? "it has not as many bytes as it says"
                                    : NULL;
}

/* From `from` to inks. Profiles are no longer needed once it is made. */
static bool make_transform(struct press *press, cmsHPROFILE from)
{
    const struct calls *calls = &press->calls;
    cmsHPROFILE to =
        calls->open(press->context, press->icc.ptr, (cmsUInt32Number)press->icc.len);
    if (to) {
        calls->title(to, cmsInfoDescription, "en", "US", press->title, TITLE_BYTES);
    }
    if (from && to) {
        press->transform = calls->new_transform(
            press->context, from, TYPE_RGB_8, to, TYPE_CMYK_8, INTENT_RELATIVE_COLORIMETRIC,
            cmsFLAGS_BLACKPOINTCOMPENSATION | cmsFLAGS_NOCACHE);
    }
    if (to) {
        calls->close(to);
    }
    if (from) {
        calls->close(from);
    }
    return press->transform != NULL;
}

/* Without it there is no context, and a table that speeds up the way is left out: then inks
 * are others. */
static bool lacked_memory(const struct press *press)
{
    return !press->context || arena_failed(&press->memory.small) ||
           arena_failed(&press->memory.large);
}

/* `rgb_icc`: of what is converted; empty: sRGB. */
static bool make_ready(struct press *press, struct str rgb_icc)
{
    const struct calls *calls = &press->calls;
    current = &press->memory;
    press->context = new_context(calls);
    bool ready =
        press->context &&
        make_transform(press, rgb_icc.len ? calls->open(press->context, rgb_icc.ptr,
                                                        (cmsUInt32Number)rgb_icc.len)
                                          : calls->new_srgb(press->context));
    current = NULL;
    return ready && !lacked_memory(press);
}

const struct press *press_open(struct arena *arena, struct str icc, struct str name,
                               struct place place, struct report *report)
{
    const char *fault = find_fault(icc);
    struct press *press = ARENA_NEW(arena, struct press);
    if (!press || !press_memory_open(&press->memory, arena)) {
        report_out_of_memory(report);
        return NULL;
    }
    press->icc = icc;
    press->handle = fault ? NULL : library_open(&lcms, &press->calls, report);
    if (press->handle && make_ready(press, (struct str){0})) {
        return press;
    }
    if (press->handle && lacked_memory(press)) {
        report_out_of_memory(report);
    } else if (fault || press->handle) {
        report_error(report, place, "press-profile", "'%.*s' is no profile of a press: %s",
                     STR_ARG(name), fault ? fault : "it cannot be read");
    }
    press_close(press);
    return NULL;
}

const struct press *press_from(struct arena *arena, const struct press *press,
                               struct str rgb_icc)
{
    struct press *other = ARENA_NEW(arena, struct press);
    if (!other || !icc_is_of_pdf(rgb_icc) || !icc_has_its_size(rgb_icc) ||
        !icc_says(rgb_icc, ICC_COLOURS, "RGB ")) {
        return NULL;
    }
    if (!press_memory_open(&other->memory, arena)) {
        arena->failed = true;
        return NULL;
    }
    other->icc = press->icc;
    other->calls = press->calls;
    if (make_ready(other, rgb_icc)) {
        return other;
    }
    arena->failed = arena->failed || lacked_memory(other);
    press_close(other);
    return NULL;
}

void press_close(const struct press *press)
{
    if (!press) {
        return;
    }
    struct press_memory memory = press->memory;
    current = &memory;
    if (press->transform) {
        press->calls.delete_transform(press->transform);
    }
    if (press->context) {
        press->calls.delete_context(press->context);
    }
    current = NULL;
    press_memory_clear(&memory);
    library_close(press->handle);
}

struct str press_profile(const struct press *press)
{
    return press->icc;
}

struct str press_title(const struct press *press)
{
    return str_from(press->title);
}

void press_inks(const struct press *press, const uint8_t *rgb, size_t count, uint8_t *inks)
{
    press->calls.convert(press->transform, rgb, inks, (cmsUInt32Number)count);
}
