/* Colours as CSS Color 4 writes them: names, digits, functions of sRGB and HSL. Others are
 * unknown, and what they stand for falls back as for any value that is not one. */
#include "drawing/value.h"

#include "base/size.h"

struct named {
    const char *name;
    uint32_t rgb;
};

/* clang-format off */
static const struct named named[] = {
    {"aliceblue", 0xF0F8FF}, {"antiquewhite", 0xFAEBD7}, {"aqua", 0x00FFFF},
    {"aquamarine", 0x7FFFD4}, {"azure", 0xF0FFFF}, {"beige", 0xF5F5DC},
    {"bisque", 0xFFE4C4}, {"black", 0x000000}, {"blanchedalmond", 0xFFEBCD},
    {"blue", 0x0000FF}, {"blueviolet", 0x8A2BE2}, {"brown", 0xA52A2A},
    {"burlywood", 0xDEB887}, {"cadetblue", 0x5F9EA0}, {"chartreuse", 0x7FFF00},
    {"chocolate", 0xD2691E}, {"coral", 0xFF7F50}, {"cornflowerblue", 0x6495ED},
    {"cornsilk", 0xFFF8DC}, {"crimson", 0xDC143C}, {"cyan", 0x00FFFF},
    {"darkblue", 0x00008B}, {"darkcyan", 0x008B8B}, {"darkgoldenrod", 0xB8860B},
    {"darkgray", 0xA9A9A9}, {"darkgreen", 0x006400}, {"darkgrey", 0xA9A9A9},
    {"darkkhaki", 0xBDB76B}, {"darkmagenta", 0x8B008B}, {"darkolivegreen", 0x556B2F},
    {"darkorange", 0xFF8C00}, {"darkorchid", 0x9932CC}, {"darkred", 0x8B0000},
    {"darksalmon", 0xE9967A}, {"darkseagreen", 0x8FBC8F}, {"darkslateblue", 0x483D8B},
    {"darkslategray", 0x2F4F4F}, {"darkslategrey", 0x2F4F4F}, {"darkturquoise", 0x00CED1},
    {"darkviolet", 0x9400D3}, {"deeppink", 0xFF1493}, {"deepskyblue", 0x00BFFF},
    {"dimgray", 0x696969}, {"dimgrey", 0x696969}, {"dodgerblue", 0x1E90FF},
    {"firebrick", 0xB22222}, {"floralwhite", 0xFFFAF0}, {"forestgreen", 0x228B22},
    {"fuchsia", 0xFF00FF}, {"gainsboro", 0xDCDCDC}, {"ghostwhite", 0xF8F8FF},
    {"gold", 0xFFD700}, {"goldenrod", 0xDAA520}, {"gray", 0x808080}, {"green", 0x008000},
    {"greenyellow", 0xADFF2F}, {"grey", 0x808080}, {"honeydew", 0xF0FFF0},
    {"hotpink", 0xFF69B4}, {"indianred", 0xCD5C5C}, {"indigo", 0x4B0082},
    {"ivory", 0xFFFFF0}, {"khaki", 0xF0E68C}, {"lavender", 0xE6E6FA},
    {"lavenderblush", 0xFFF0F5}, {"lawngreen", 0x7CFC00}, {"lemonchiffon", 0xFFFACD},
    {"lightblue", 0xADD8E6}, {"lightcoral", 0xF08080}, {"lightcyan", 0xE0FFFF},
    {"lightgoldenrodyellow", 0xFAFAD2}, {"lightgray", 0xD3D3D3}, {"lightgreen", 0x90EE90},
    {"lightgrey", 0xD3D3D3}, {"lightpink", 0xFFB6C1}, {"lightsalmon", 0xFFA07A},
    {"lightseagreen", 0x20B2AA}, {"lightskyblue", 0x87CEFA}, {"lightslategray", 0x778899},
    {"lightslategrey", 0x778899}, {"lightsteelblue", 0xB0C4DE}, {"lightyellow", 0xFFFFE0},
    {"lime", 0x00FF00}, {"limegreen", 0x32CD32}, {"linen", 0xFAF0E6},
    {"magenta", 0xFF00FF}, {"maroon", 0x800000}, {"mediumaquamarine", 0x66CDAA},
    {"mediumblue", 0x0000CD}, {"mediumorchid", 0xBA55D3}, {"mediumpurple", 0x9370DB},
    {"mediumseagreen", 0x3CB371}, {"mediumslateblue", 0x7B68EE},
    {"mediumspringgreen", 0x00FA9A}, {"mediumturquoise", 0x48D1CC},
    {"mediumvioletred", 0xC71585}, {"midnightblue", 0x191970}, {"mintcream", 0xF5FFFA},
    {"mistyrose", 0xFFE4E1}, {"moccasin", 0xFFE4B5}, {"navajowhite", 0xFFDEAD},
    {"navy", 0x000080}, {"oldlace", 0xFDF5E6}, {"olive", 0x808000},
    {"olivedrab", 0x6B8E23}, {"orange", 0xFFA500}, {"orangered", 0xFF4500},
    {"orchid", 0xDA70D6}, {"palegoldenrod", 0xEEE8AA}, {"palegreen", 0x98FB98},
    {"paleturquoise", 0xAFEEEE}, {"palevioletred", 0xDB7093}, {"papayawhip", 0xFFEFD5},
    {"peachpuff", 0xFFDAB9}, {"peru", 0xCD853F}, {"pink", 0xFFC0CB}, {"plum", 0xDDA0DD},
    {"powderblue", 0xB0E0E6}, {"purple", 0x800080}, {"rebeccapurple", 0x663399},
    {"red", 0xFF0000}, {"rosybrown", 0xBC8F8F}, {"royalblue", 0x4169E1},
    {"saddlebrown", 0x8B4513}, {"salmon", 0xFA8072}, {"sandybrown", 0xF4A460},
    {"seagreen", 0x2E8B57}, {"seashell", 0xFFF5EE}, {"sienna", 0xA0522D},
    {"silver", 0xC0C0C0}, {"skyblue", 0x87CEEB}, {"slateblue", 0x6A5ACD},
    {"slategray", 0x708090}, {"slategrey", 0x708090}, {"snow", 0xFFFAFA},
    {"springgreen", 0x00FF7F}, {"steelblue", 0x4682B4}, {"tan", 0xD2B48C},
    {"teal", 0x008080}, {"thistle", 0xD8BFD8}, {"tomato", 0xFF6347},
    {"turquoise", 0x40E0D0}, {"violet", 0xEE82EE}, {"wheat", 0xF5DEB3},
    {"white", 0xFFFFFF}, {"whitesmoke", 0xF5F5F5}, {"yellow", 0xFFFF00},
    {"yellowgreen", 0x9ACD32},
};
/* clang-format on */

bool color_find_name(struct str name, struct color *out)
{
    size_t from = 0, to = sizeof named / sizeof named[0];
    char lower[24];
    for (size_t i = 0; i < name.len && i < sizeof lower; i++) {
        lower[i] = ascii_lower(name.ptr[i]);
    }
    while (name.len <= sizeof lower && from < to) {
        size_t middle = (from + to) / 2;
        int order = str_compare(str_make(lower, name.len), str_from(named[middle].name));
        if (order == 0) {
            *out = (struct color){.rgb = named[middle].rgb, .alpha = 1};
            return true;
        }
        *(order < 0 ? &to : &from) = order < 0 ? middle : middle + 1;
    }
    return false;
}

static bool hex_value(char c, uint32_t *out)
{
    char lower = ascii_lower(c);
    *out = ascii_is_digit(c) ? (uint32_t)(c - '0') : (uint32_t)(lower - 'a') + 10;
    return ascii_is_digit(c) || (lower >= 'a' && lower <= 'f');
}

/* Behind "#": 3, 4, 6 or 8 digits. */
static bool read_hex(struct str digits, struct color *out)
{
    uint32_t all = 0, digit;
    bool brief = digits.len == 3 || digits.len == 4;
    if (!brief && digits.len != 6 && digits.len != 8) {
        return false;
    }
    for (size_t i = 0; i < digits.len; i++) {
        if (!hex_value(digits.ptr[i], &digit)) {
            return false;
        }
        all = brief ? all << 8 | digit * 17 : all << 4 | digit;
    }
    bool clear = digits.len == 4 || digits.len == 8;
    out->alpha = clear ? (all & 0xFF) / 255.0 : 1;
    out->rgb = clear ? all >> 8 : all;
    return true;
}

static uint32_t byte_of(double value) /* 0 … 1 */
{
    double scaled = floor(value * 255 + 0.5);
    return !(scaled > 0) ? 0 : scaled > 255 ? 255 : (uint32_t)scaled;
}

static double channel_of_hue(double hue, double low, double high)
{
    hue -= floor(hue / 6) * 6;
    double part = hue < 1 ? hue : hue < 3 ? 1 : hue < 4 ? 4 - hue : 0;
    return low + (high - low) * part;
}

static uint32_t rgb_of_hsl(double degrees, double saturation, double light)
{
    double high =
        light <= 0.5 ? light * (1 + saturation) : light + saturation - light * saturation;
    double low = 2 * light - high, hue = degrees / 60;
    return byte_of(channel_of_hue(hue + 2, low, high)) << 16 |
           byte_of(channel_of_hue(hue, low, high)) << 8 |
           byte_of(channel_of_hue(hue - 2, low, high));
}

/* Up to four values; a percentage counts as its part of `whole`. */
static size_t read_channels(struct str text, double whole, double *out, bool *percent)
{
    struct scan scan = {text, 0};
    size_t count = 0;
    while (count < 4 && scan_number(&scan, &out[count])) {
        percent[count] = scan.at < text.len && text.ptr[scan.at] == '%';
        if (percent[count]) {
            out[count] = count == 3 ? out[count] / 100 : out[count] / 100 * whole;
            scan.at++;
        }
        (void)scan_unit(&scan); /* "deg" */
        count++;
        scan_skip(&scan);
        scan.at += scan.at < text.len && text.ptr[scan.at] == '/';
    }
    return scan_ended(&scan) ? count : 0;
}

static bool read_function(struct str name, struct str inside, struct color *out)
{
    double v[4] = {0, 0, 0, 1};
    bool percent[4], hsl = str_eq_ignore_case(str_sub(name, 0, 3), STR("hsl"));
    size_t count = read_channels(inside, hsl ? 1 : 255, v, percent);
    if (count < 3 || (!hsl && !str_eq_ignore_case(str_sub(name, 0, 3), STR("rgb")))) {
        return false;
    }
    out->alpha = v[3] < 0 ? 0 : v[3] > 1 ? 1 : v[3];
    out->rgb =
        hsl ? rgb_of_hsl(v[0], fmin(fmax(v[1], 0), 1), fmin(fmax(v[2], 0), 1))
            : byte_of(v[0] / 255) << 16 | byte_of(v[1] / 255) << 8 | byte_of(v[2] / 255);
    return true;
}

bool value_color(struct str text, struct color *out)
{
    struct color read = {.alpha = 1};
    text = str_trim(text);
    size_t bracket = str_find_byte(text, '(', 0);
    bool ok;
    if (str_eq_ignore_case(text, STR("currentColor"))) {
        read.current = ok = true;
    } else if (str_eq_ignore_case(text, STR("transparent"))) {
        read.alpha = 0;
        ok = true;
    } else if (str_starts(text, "#")) {
        ok = read_hex(str_skip(text, 1), &read);
    } else if (bracket != STR_NONE) {
        size_t end = str_find_byte(text, ')', bracket);
        ok = read_function(str_sub(text, 0, bracket), str_sub(text, bracket + 1, end),
                           &read);
    } else {
        ok = color_find_name(text, &read);
    }
    if (ok) {
        *out = read;
    }
    return ok;
}
