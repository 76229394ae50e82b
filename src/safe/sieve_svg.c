/* What passes of a drawing in SVG. Elements of SVG by name; those of editors' own name
 * spaces as they are, for no browser gives them a meaning; those of languages that run
 * never. No address passes but that of a part of the same drawing or an embedded picture.
 */
#include "safe/sieve.h"

#include "safe/address.h"
#include "safe/style.h"

static const char *const kept_elements[] = {"a",
                                            "altGlyph",
                                            "altGlyphDef",
                                            "altGlyphItem",
                                            "animate",
                                            "animateColor",
                                            "animateMotion",
                                            "animateTransform",
                                            "circle",
                                            "clipPath",
                                            "color-profile",
                                            "defs",
                                            "desc",
                                            "ellipse",
                                            "feBlend",
                                            "feColorMatrix",
                                            "feComponentTransfer",
                                            "feComposite",
                                            "feConvolveMatrix",
                                            "feDiffuseLighting",
                                            "feDisplacementMap",
                                            "feDistantLight",
                                            "feDropShadow",
                                            "feFlood",
                                            "feFuncA",
                                            "feFuncB",
                                            "feFuncG",
                                            "feFuncR",
                                            "feGaussianBlur",
                                            "feImage",
                                            "feMerge",
                                            "feMergeNode",
                                            "feMorphology",
                                            "feOffset",
                                            "fePointLight",
                                            "feSpecularLighting",
                                            "feSpotLight",
                                            "feTile",
                                            "feTurbulence",
                                            "filter",
                                            "flowDiv",
                                            "flowPara",
                                            "flowRegion",
                                            "flowRoot",
                                            "flowSpan",
                                            "font",
                                            "font-face",
                                            "font-face-format",
                                            "font-face-name",
                                            "font-face-src",
                                            "g",
                                            "glyph",
                                            "glyphRef",
                                            "hatch",
                                            "hatchpath",
                                            "hkern",
                                            "image",
                                            "line",
                                            "linearGradient",
                                            "marker",
                                            "mask",
                                            "mesh",
                                            "meshgradient",
                                            "meshpatch",
                                            "meshrow",
                                            "metadata",
                                            "missing-glyph",
                                            "mpath",
                                            "path",
                                            "pattern",
                                            "polygon",
                                            "polyline",
                                            "radialGradient",
                                            "rect",
                                            "set",
                                            "solidColor",
                                            "solidcolor",
                                            "stop",
                                            "style",
                                            "svg",
                                            "switch",
                                            "symbol",
                                            "text",
                                            "textPath",
                                            "title",
                                            "tref",
                                            "tspan",
                                            "use",
                                            "view",
                                            "vkern"};

/* An animation may set what an attribute may not say. */
static bool sets_hostile(const struct element_event *element)
{
    for (size_t i = 0; i < element->attribute_count; i++) {
        const struct attribute_event *attribute = &element->attributes[i];
        if (!str_eq_ignore_case(attribute->name, STR("attributeName"))) {
            continue;
        }
        struct str target = str_trim(attribute->value);
        size_t colon = str_find_byte(target, ':', 0);
        target = colon == STR_NONE ? target : str_skip(target, colon + 1);
        if (sieve_is_handler(target) || str_eq_ignore_case(target, STR("href")) ||
            str_eq_ignore_case(target, STR("src")) ||
            str_eq_ignore_case(target, STR("base"))) {
            return true;
        }
    }
    return false;
}

/* Elements that are dropped and whose loss a reader may see; what no browser knows, or is
 * told not to show, is not missed. */
static void count_dropped(struct sieve *sieve, const struct element_event *element)
{
    static const struct {
        const char *name;
        enum removed_kind kind;
    } seen[] = {
        {"script", REMOVED_SCRIPT},      {"handler", REMOVED_SCRIPT},
        {"listener", REMOVED_SCRIPT},    {"foreignObject", REMOVED_PART},
        {"animation", REMOVED_LOAD},     {"audio", REMOVED_LOAD},
        {"video", REMOVED_LOAD},         {"iframe", REMOVED_LOAD},
        {"font-face-uri", REMOVED_LOAD}, {"cursor", REMOVED_LOAD},
    };
    sieve->changed = true;
    for (size_t i = 0; i < element->attribute_count; i++) {
        if (str_is(element->attributes[i].name, "requiredExtensions") &&
            element->attributes[i].value.len) {
            return;
        }
    }
    for (size_t i = 0; i < sizeof seen / sizeof seen[0]; i++) {
        if (str_eq_ignore_case(element->name, str_from(seen[i].name))) {
            sieve_remove(sieve, seen[i].kind);
            return;
        }
    }
    if (element->space != SPACE_SVG) {
        sieve_remove(sieve, REMOVED_PART);
    }
}

static bool is_kept(struct str name)
{
    for (size_t i = 0; i < sizeof kept_elements / sizeof kept_elements[0]; i++) {
        if (str_is(name, kept_elements[i])) {
            return true;
        }
    }
    return false;
}

enum verdict sieve_judge_svg(struct sieve *sieve, const struct element_event *element)
{
    bool harmless = element->space == SPACE_SVG
                        ? is_kept(element->name)
                        : element->space == SPACE_OTHER || element->space == SPACE_NONE;
    if (!harmless) {
        count_dropped(sieve, element);
        return VERDICT_DROP;
    }
    if (sets_hostile(element)) {
        sieve_remove(sieve, REMOVED_LINK);
        return VERDICT_DROP;
    }
    return VERDICT_KEEP;
}

static void write_reference(struct sieve *sieve, const struct element_event *element,
                            const struct attribute_event *attribute)
{
    struct str clean;
    bool picture = str_is(element->name, "image") || str_is(element->name, "feImage");
    enum address_kind kind = address_judge(sieve->arena, attribute->value, &clean);
    if (kind == ADDRESS_RELATIVE && picture) {
        clean = sieve_embed_picture(sieve, clean);
        kind = clean.len ? ADDRESS_EMBEDDED : ADDRESS_OTHER;
    }
    if (kind == ADDRESS_PART || (kind == ADDRESS_EMBEDDED && picture)) {
        sieve_write_attribute(sieve, attribute->prefix, attribute->name, clean);
    } else {
        sieve_remove(sieve, str_is(element->name, "a") ? REMOVED_LINK : REMOVED_LOAD);
    }
}

/* Any attribute may be read as a value of CSS, where "url(" and an escape can stand. */
static void write_value(struct sieve *sieve, const struct attribute_event *attribute)
{
    struct str value = attribute->value, clean;
    struct buf sifted = {.part_of = sieve->out};
    if (str_find_byte(value, '(', 0) != STR_NONE ||
        str_find_byte(value, '\\', 0) != STR_NONE) {
        size_t loads = style_sieve(value, &sifted);
        for (; loads; loads--) {
            sieve_remove(sieve, REMOVED_LOAD);
        }
        value = buf_str(&sifted);
    }
    enum address_kind kind = address_judge(sieve->arena, value, &clean);
    if (kind == ADDRESS_OTHER && clean.len && clean.ptr[0] != ':') {
        static const char *const schemes[] = {"javascript:", "vbscript:", "data:"};
        for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
            struct str scheme = str_from(schemes[i]);
            if (str_eq_ignore_case(str_sub(clean, 0, scheme.len), scheme)) {
                sieve_remove(sieve, REMOVED_LINK);
                buf_clear(&sifted);
                return;
            }
        }
    }
    sieve_write_attribute(sieve, attribute->prefix, attribute->name, value);
    buf_clear(&sifted);
}

void sieve_write_svg_attributes(struct sieve *sieve, const struct element_event *element)
{
    for (size_t i = 0; i < element->attribute_count; i++) {
        const struct attribute_event *attribute = &element->attributes[i];
        struct str name = attribute->name;
        if (sieve_is_handler(name) || attribute->space == SPACE_HOSTILE) {
            sieve_remove(sieve, REMOVED_HANDLER);
        } else if (attribute->space == SPACE_XML && str_is(name, "base")) {
            sieve_remove(sieve, REMOVED_LOAD);
        } else if (str_eq_ignore_case(name, STR("href")) ||
                   str_eq_ignore_case(name, STR("src"))) {
            write_reference(sieve, element, attribute);
        } else if (str_is(name, "ping")) {
            sieve_remove(sieve, REMOVED_LINK);
        } else {
            write_value(sieve, attribute);
        }
    }
}
